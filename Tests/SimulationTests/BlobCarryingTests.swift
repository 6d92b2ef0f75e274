import Blobs
import EscaleCore
import Foundation
import Ledger
import Replica
import ReplicaStore
import Seals
import Simulation
import SyncProtocol
import TestSupport
import Testing

/// Attachments between real replicas and a real ledger, over a network that does its worst.
struct BlobCarryingTests {
  @Test(arguments: 0..<10 as Range<UInt64>)
  func `whatever is lost, cut or repeated on the way, the bytes arrive as they were`(
    seed: UInt64
  ) async throws {
    let scene = try await Scene(seed: seed)
    let files = try scene.attachFiles(count: 8)
    let network = BadConnection(
      to: scene.desk.ledger, random: SharedRandom(seed: seed), faultOneIn: 3)
    let sent = try await scene.carry(scene.lea, over: network, fetchesAll: false)
    let fetched = try await scene.carry(scene.karim, over: network, fetchesAll: true)
    #expect(sent && fetched, "seed \(seed)")
    for file in files {
      let reader = try scene.karim.open(Hash.sha256(file))
      #expect(try reader.read(at: 0, count: file.count + 1) == file, "seed \(seed)")
    }
    #expect(try await scene.desk.ledger.verify().problems == [], "seed \(seed)")
    #expect(try scene.karim.check(rebuilds: false).problems == [], "seed \(seed)")
    #expect(scene.desk.ledger.blobs.parts() == [], "seed \(seed)")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `wrong bytes are never taken for right ones, and the right ones come after`(
    seed: UInt64
  ) async throws {
    let scene = try await Scene(seed: seed)
    let files = try scene.attachFiles(count: 4)
    let liar = LyingService(scene.desk.ledger, random: SharedRandom(seed: seed))
    let network = BadConnection(to: liar, random: SharedRandom(seed: seed))
    let honest = BadConnection(to: scene.desk.ledger, random: SharedRandom(seed: seed))
    _ = try await scene.carry(scene.lea, over: honest, fetchesAll: false)
    _ = try await scene.karim.sync(over: honest)
    var report = BlobReport()
    try? await scene.karim.exchangeBlobs(over: network, fetchesAll: true, &report)
    for file in files where scene.karim.holds(Hash.sha256(file)) {
      #expect(try scene.karim.open(Hash.sha256(file)).byteCount == file.count, "seed \(seed)")
    }
    #expect(try scene.karim.check(rebuilds: false).problems == [], "seed \(seed)")
    #expect(try await scene.carry(scene.karim, over: honest, fetchesAll: true), "seed \(seed)")
    for file in files { #expect(scene.karim.holds(Hash.sha256(file)), "seed \(seed)") }
  }

  @Test func `who says a wrong size keeps nobody else's file from coming`() async throws {
    let scene = try await Scene(seed: 1)
    let file = try #require(try scene.attachFiles(count: 1).first)
    let honest = BadConnection(to: scene.desk.ledger, random: SharedRandom(seed: 1))
    for size in [0, 1, file.count - 1, file.count + 1, 1 << 39] {
      let lie = EscaleCore.Attachment(
        name: "lie", byteCount: UInt64(size), blob: Hash.sha256(file), mediaType: "text/plain")
      let other = try scene.newRequest()
      _ = try await scene.lea.sync(over: honest)
      _ = try await scene.desk.ledger.record([
        ServerDraft(
          .attachment(lie), on: .request(other), author: try scene.lea.identity().person,
          authoredAt: scene.desk.clock.now)
      ])
    }
    _ = try await scene.carry(scene.lea, over: honest, fetchesAll: false)
    _ = try await scene.karim.sync(over: honest)
    // A former exchange was broken off where more had come than some of them say there is.
    _ = try scene.karim.store.blobs.add(
      file.prefix(file.count / 2), to: Hash.sha256(file), of: Int64(file.count), at: 0)
    var report = BlobReport()
    try await scene.karim.exchangeBlobs(over: honest, fetchesAll: true, &report)
    #expect(try scene.karim.open(Hash.sha256(file)).read(at: 0, count: .max >> 1) == file)
  }

  @Test func `what leaves a user's sight leaves his disk, and his own files stay`() async throws {
    let scene = try await Scene(seed: 2)
    let file = try #require(try scene.attachFiles(count: 1).first)
    let honest = BadConnection(to: scene.desk.ledger, random: SharedRandom(seed: 1))
    _ = try await scene.carry(scene.lea, over: honest, fetchesAll: false)
    _ = try await scene.carry(scene.karim, over: honest, fetchesAll: true)
    #expect(scene.karim.holds(Hash.sha256(file)))
    let team = try #require(try scene.lea.team(code: "RESEAU")).number
    _ = try scene.lea.perform(
      .transition(TransitionCommand(verb: .transfer, team: team, text: "Réseau.")),
      on: scene.ref)
    _ = try await scene.lea.sync(over: honest)
    _ = try await scene.karim.sync(over: honest)
    #expect(!scene.karim.holds(Hash.sha256(file)))
    #expect(scene.lea.holds(Hash.sha256(file)))
  }
}

/// Two colleagues, one request, and files on their disks.
private final class Scene {
  let desk: SimulatedDesk
  let lea: LocalReplica
  let karim: LocalReplica
  private(set) var ref = RequestID(replica: .server, sequence: 1)
  private var random: SeededRandom
  private let folder: URL

  init(seed: UInt64) async throws {
    desk = try await SimulatedDesk(seed: seed, faultOneIn: 0)
    lea = desk.devices[0].replica
    karim = desk.devices[1].replica
    random = SeededRandom(seed: seed)
    folder = FileManager.default.temporaryDirectory.appending(path: "scene-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    ref = try newRequest()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func newRequest() throws -> RequestID {
    let service = try #require(try lea.catalogue().node(code: "proximite"))
    return try lea.create(
      NewRequest(
        service: service, title: "Avec des fichiers", description: "Voici.",
        answers: ["equipe": "nancy-lettres"])
    ).ref
  }

  /// Attaches files of all sizes, an empty one among them.
  func attachFiles(count: Int) throws -> [[UInt8]] {
    let files = (0..<count).map { index in
      random.bytes(index == 1 ? 0 : random.number(1...900_000))
    }
    let paths = try files.enumerated().map { index, file in
      let url = folder.appending(path: "\(index).bin")
      try Data(file).write(to: url)
      return url.path
    }
    let kept = try lea.keep(paths, for: ref)
    _ = try lea.perform(kept.map { .attachment($0) }, on: ref)
    return files
  }

  /// Syncs and exchanges until both get through once.
  func carry(
    _ replica: LocalReplica, over network: any SyncConnection, fetchesAll: Bool
  ) async throws -> Bool {
    for _ in 0..<500 {
      do {
        _ = try await replica.sync(over: network)
        var report = BlobReport()
        try await replica.exchangeBlobs(over: network, fetchesAll: fetchesAll, &report)
        if report.damaged.isEmpty, report.refused.isEmpty, report.awaited == 0 { return true }
      } catch let failure as ServerFailure where failure.kind == .unreachable {
      } catch is SyncFault {
      }
    }
    return false
  }
}

/// A server whose pieces of files are sometimes something else.
private struct LyingService: SyncService {
  let service: any SyncService
  let random: SharedRandom

  init(_ service: any SyncService, random: SharedRandom) {
    self.service = service
    self.random = random
  }

  func answer(
    _ endpoint: Endpoint, body: [UInt8], token: String?, client: String
  ) async throws(Problem) -> [UInt8] {
    let answer = try await service.answer(endpoint, body: body, token: token, client: client)
    guard endpoint == .blobGet, let pieces = try? BlobPieces(bytes: answer) else { return answer }
    return BlobPieces(pieces: pieces.pieces.map { $0.map { lie(about: $0) } }).bytes
  }

  func reasonNotReady() async -> String? { nil }

  private func lie(about piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var piece = piece
    switch random.number(0...3) {
    case 0: piece = piece.dropLast(random.number(0...piece.count))
    case 1 where !piece.isEmpty: piece[piece.startIndex + random.number(0...piece.count - 1)] ^= 1
    case 2: piece = []
    default: break
    }
    return piece
  }
}

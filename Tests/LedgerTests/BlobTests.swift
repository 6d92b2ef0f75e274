import Blobs
import EscaleCore
import Foundation
import Ledger
import Seals
import SyncProtocol
import TestSupport
import Testing

/// Attachments on the server: who may send and fetch which bytes, and what becomes of them.
@Suite struct BlobTests {
  private let bytes = SeededBytes.of(70_000)

  @Test func `bytes come in pieces, and go to whoever may see the request`() async throws {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try await amelie.sync()
    #expect(try await amelie.ask(bytes, on: request) == .held(0))
    #expect(try await amelie.put(bytes, 0..<30_000, on: request) == .held(30_000))
    #expect(try await amelie.ask(bytes, on: request) == .held(30_000))
    #expect(try await amelie.put(bytes, 30_000..<70_000, on: request) == .whole)
    #expect(try await amelie.ask(bytes, on: request) == .whole)
    for name in ["amelie", "bruno", "claire", "ada"] {
      let device = try await desk.device(of: name)
      #expect(try await device.get(bytes, on: request) == bytes, "\(name)")
    }
    #expect(try await desk.ledger.verify().problems == [])
    #expect(try await desk.ledger.verify().blobs == 1)
  }

  @Test func `outside the audience there is nothing, not even the answer that there is`()
    async throws
  {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try await amelie.sync()
    _ = try await amelie.put(bytes, 0..<70_000, on: request)
    for name in ["denis", "chloe"] {
      let device = try await desk.device(of: name)
      let stranger = RequestID(replica: ReplicaID(rawValue: 99), sequence: 1)
      #expect(try await device.ask(bytes, on: request) == .unknown)
      #expect(try await device.ask(bytes, on: stranger) == .unknown)
      #expect(try await device.put(bytes, 0..<10, on: request) == .unknown)
      #expect(try await device.get(bytes, on: request) == nil)
      let person = try await desk.person(name)
      await #expect(throws: LedgerError.unknownAttachment) {
        try await desk.ledger.openBlob(Hash.sha256(bytes), of: request, for: person)
      }
    }
  }

  @Test func `who only knows a hash doesn't get what another request has`() async throws {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try await amelie.sync()
    _ = try await amelie.put(bytes, 0..<70_000, on: request)
    let denis = try await desk.device(of: "denis")
    try await denis.sync()
    let own = try await denis.create()
    denis.attach(bytes, to: own)
    try await denis.sync()
    #expect(try await denis.ask(bytes, on: own) == .held(0))
    #expect(try await denis.get(bytes, on: own) == nil)
    #expect(try await denis.put(bytes, 0..<70_000, on: own) == .whole)
    #expect(try await denis.get(bytes, on: own) == bytes)
    #expect(desk.ledger.blobs.blobs().count == 1)
  }

  @Test func `an author may still send what he attached when the request left his sight`()
    async throws
  {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try amelie.act(.transfer, on: request, team: try await desk.team("NET"))
    try await amelie.sync()
    #expect(try await amelie.put(bytes, 0..<70_000, on: request) == .whole)
    let chloe = try await desk.device(of: "chloe")
    #expect(try await chloe.get(bytes, on: request) == bytes)
  }

  @Test func `wrong bytes are refused, and the right ones taken after`() async throws {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try await amelie.sync()
    let wrong = [UInt8](repeating: 7, count: bytes.count)
    let piece = BlobPut.Piece(
      name: BlobName(request: request, blob: Hash.sha256(bytes)), byteCount: 70_000, offset: 0,
      bytes: wrong[...])
    let answer = try await desk.ledger.put(BlobPut(pieces: [piece]), token: amelie.token)
    #expect(
      answer.standings == [.refused(code: BlobStanding.wrongBytesCode, byteLimit: nil)])
    #expect(try await amelie.get(bytes, on: request) == nil)
    #expect(try await amelie.put(bytes, 0..<70_000, on: request) == .whole)
  }

  @Test func `a size that isn't the one that was attached isn't taken`() async throws {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try await amelie.sync()
    let piece = BlobPut.Piece(
      name: BlobName(request: request, blob: Hash.sha256(bytes)), byteCount: 1 << 40, offset: 0,
      bytes: bytes[...])
    let answer = try await desk.ledger.put(BlobPut(pieces: [piece]), token: amelie.token)
    #expect(answer.standings == [.unknown])
    #expect(desk.ledger.blobs.parts() == [])
  }

  @Test func `what is beyond the desk's limit isn't taken, and the limit is named`() async throws {
    let (desk, request, amelie) = try await desk()
    try await desk.ledger.amendDirectory { draft in
      var policy = draft.directory.policy
      policy.attachmentBytes = 69_999
      draft.put(.policy(policy))
    }
    amelie.attach(bytes, to: request)
    amelie.attach([1, 2, 3], to: request)
    try await amelie.sync()
    let refused = BlobStanding.refused(code: "attachment.too-large", byteLimit: 69_999)
    #expect(try await amelie.ask(bytes, on: request) == refused)
    #expect(try await amelie.put(bytes, 0..<10, on: request) == refused)
    #expect(try await amelie.put([1, 2, 3], 0..<3, on: request) == .whole)
    #expect(desk.ledger.blobs.parts() == [])
  }

  @Test func `a refused change attaches nothing`() async throws {
    let (desk, request, amelie) = try await desk()
    let denis = try await desk.device(of: "denis")
    try await denis.sync()
    denis.attach(bytes, to: request, context: Context([request]))
    try await denis.sync()
    #expect(denis.verdicts.values.map(\.outcome) == [.denied])
    #expect(try await denis.ask(bytes, on: request) == .unknown)
    #expect(try await amelie.ask(bytes, on: request) == .unknown)
  }

  @Test func `a revoked device neither sends nor fetches`() async throws {
    let (desk, request, amelie) = try await desk()
    amelie.attach(bytes, to: request)
    try await amelie.sync()
    try await desk.ledger.revoke(amelie.replica)
    await #expect(throws: LedgerError.revoked) { try await amelie.ask(bytes, on: request) }
    await #expect(throws: LedgerError.revoked) { try await amelie.get(bytes, on: request) }
  }

  @Test func `an attachment of the requester starts the wait for an answer anew`() async throws {
    let (desk, request, amelie) = try await desk()
    try amelie.act(.assign, on: request, agent: amelie.person)
    try await amelie.sync()
    try amelie.act(.ask, on: request)
    try await amelie.sync()
    desk.clock.advance(days: 10)
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    claire.attach(bytes, to: request)
    try await claire.sync()
    desk.clock.advance(days: 10)
    #expect(try await desk.ledger.runTimers().isEmpty)
    desk.clock.advance(days: 4)
    #expect(try await desk.ledger.runTimers().count == 1)
  }

  private func desk() async throws -> (Desk, RequestID, Device) {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create()
    try await claire.sync()
    let amelie = try await desk.device(of: "amelie")
    try await amelie.sync()
    return (desk, request, amelie)
  }
}

/// What the server's own pages do with attachments.
@Suite struct PageBlobTests {
  private let bytes = SeededBytes.of(10_000)

  @Test func `a page stores a stream, attaches it and hands it out`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create()
    try await claire.sync()
    let writer = try await desk.ledger.blobWriter()
    for start in stride(from: 0, to: bytes.count, by: 999) {
      try writer.write(Array(bytes[start..<min(start + 999, bytes.count)]))
    }
    let stored = try writer.finish()
    try await desk.ledger.checkRoom(for: stored, on: request)
    let recorded = try await desk.ledger.record([
      ServerDraft(
        .attachment(stored.attachment(named: "photo.png")), on: .request(request),
        author: claire.person, authoredAt: desk.clock.now)
    ])
    #expect(recorded.map(\.verdict) == [.applied])
    #expect(try await desk.ledger.presentBlobs(of: request) == [stored.blob])
    let reader = try await desk.ledger.openBlob(stored.blob, of: request, for: claire.person)
    var read: [UInt8] = []
    try reader.eachPiece { read += $0 }
    #expect(read == bytes)
    #expect(try await desk.device(of: "amelie").get(bytes, on: request) == bytes)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `what was attached and hasn't come is told as such to its audience`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create()
    claire.attach(bytes, to: request)
    try await claire.sync()
    let (blob, person) = (Hash.sha256(bytes), claire.person)
    await #expect(throws: BlobFault.absent(blob)) {
      try await desk.ledger.openBlob(blob, of: request, for: person)
    }
    #expect(try await desk.ledger.presentBlobs(of: request) == [])
    #expect(try await desk.ledger.verify().awaitedAttachments == 1)
  }
}

/// What nothing needs goes after seven days; what is attached never does.
@Suite struct BlobCollectionTests {
  private let bytes = SeededBytes.of(10_000)

  @Test func `what no request attaches goes after seven days, and not before`() async throws {
    let desk = try await Desk()
    let stored = try await store(bytes, in: desk)
    age(stored.blob, in: desk)
    #expect(try await desk.ledger.collectBlobs() == 0)
    desk.clock.advance(days: 7)
    desk.clock.advance(milliseconds: -1)
    #expect(try await desk.ledger.collectBlobs() == 0)
    desk.clock.advance(milliseconds: 1)
    #expect(try await desk.ledger.collectBlobs() == 1)
    #expect(desk.ledger.blobs.blobs() == [])
    #expect(try await desk.ledger.collectBlobs() == 0)
  }

  @Test func `what is attached stays, also what became so at the last moment`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create()
    try await claire.sync()
    let stored = try await store(bytes, in: desk)
    age(stored.blob, in: desk)
    _ = try await desk.ledger.collectBlobs()
    desk.clock.advance(days: 30)
    claire.attach(bytes, to: request)
    try await claire.sync()
    #expect(try await desk.ledger.collectBlobs() == 0)
    #expect(desk.ledger.blobs.contains(stored.blob))
    desk.clock.advance(days: 30)
    #expect(try await desk.ledger.collectBlobs() == 0)
  }

  @Test func `what was stored again just now waits for who is about to attach it`() async throws {
    let desk = try await Desk()
    let stored = try await store(bytes, in: desk)
    _ = try await desk.ledger.collectBlobs()
    desk.clock.advance(days: 30)
    _ = try await store(bytes, in: desk)
    #expect(try await desk.ledger.collectBlobs() == 0)
    #expect(desk.ledger.blobs.contains(stored.blob))
  }

  @Test func `what is on its way goes when it hasn't grown for seven days`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create()
    claire.attach(bytes, to: request)
    try await claire.sync()
    _ = try await claire.put(bytes, 0..<1_000, on: request)
    #expect(try await desk.ledger.collectBlobs() == 0)
    desk.clock.advance(days: 6)
    _ = try await claire.put(bytes, 1_000..<2_000, on: request)
    desk.clock.advance(days: 2)
    #expect(try await desk.ledger.collectBlobs() == 0)
    desk.clock.advance(days: 7)
    agePart(in: desk)
    #expect(try await desk.ledger.collectBlobs() == 1)
    #expect(try await claire.put(bytes, 0..<10_000, on: request) == .whole)
  }

  private func store(_ bytes: [UInt8], in desk: Desk) async throws -> StoredBlob {
    let writer = try await desk.ledger.blobWriter()
    try writer.write(bytes)
    return try writer.finish()
  }

  /// Makes a file look as if it had been written long ago by the system's clock.
  private func age(_ blob: Fingerprint, in desk: Desk) {
    age("\(desk.folder)/blobs/\(blob.bytes.prefix(1).hexadecimal)/\(blob)")
  }

  private func agePart(in desk: Desk) {
    for part in desk.ledger.blobs.parts() { age("\(desk.folder)/blobs/incoming/\(part.name)") }
  }

  private func age(_ path: String) {
    let date = Date(timeIntervalSinceNow: -86_400)
    try? FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }
}

enum SeededBytes {
  static func of(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    return random.bytes(count)
  }
}

extension Device {
  @discardableResult
  func attach(_ bytes: [UInt8], to request: RequestID, context: Context? = nil) -> ChangeID {
    let attachment = EscaleCore.Attachment(
      name: "photo.png", byteCount: UInt64(bytes.count), blob: Hash.sha256(bytes),
      mediaType: "image/png")
    return make(.attachment, on: request, attachment: attachment, context: context)
  }

  func ask(_ bytes: [UInt8], on request: RequestID) async throws -> BlobStanding {
    let ask = BlobAsk(names: [BlobName(request: request, blob: Hash.sha256(bytes))])
    return try #require(try await desk.ledger.ask(ask, token: token).standings.first)
  }

  func put(
    _ bytes: [UInt8], _ range: Range<Int>, on request: RequestID
  ) async throws -> BlobStanding {
    let piece = BlobPut.Piece(
      name: BlobName(request: request, blob: Hash.sha256(bytes)),
      byteCount: UInt64(bytes.count), offset: UInt64(range.lowerBound),
      bytes: bytes[range])
    let answer = try await desk.ledger.put(BlobPut(pieces: [piece]), token: token)
    return try #require(answer.standings.first)
  }

  /// Fetches the whole in pieces; nil where it isn't there, or not for this user.
  func get(_ bytes: [UInt8], on request: RequestID) async throws -> [UInt8]? {
    var read: [UInt8] = []
    while read.count < bytes.count {
      let want = BlobGet.Want(
        name: BlobName(request: request, blob: Hash.sha256(bytes)), offset: UInt64(read.count),
        count: 33_333)
      let answer = try BlobPieces(
        bytes: try await desk.ledger.get(BlobGet(wants: [want]), token: token))
      guard let piece = answer.pieces.first ?? nil, !piece.isEmpty else { return nil }
      read += piece
    }
    return read
  }
}

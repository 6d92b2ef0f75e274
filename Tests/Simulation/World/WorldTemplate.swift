import EscaleCore
import Foundation
import Ledger
import Replica
import Seals
import SyncProtocol
import TestSupport

/// A desk where everybody has joined and nothing has happened yet: worlds begin as copies of it.
struct WorldTemplate: Sendable {
  let folder: URL
  /// What those have who send what they shouldn't: a device of an agent, and one of a requester.
  let impostors: [Impostor.Papers]

  /// Where worlds live: in memory where the machine has such a place.
  static let root: URL = {
    let memory = URL(filePath: "/dev/shm")
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    return (isThere ? memory : FileManager.default.temporaryDirectory)
      .appending(path: "escale-simulation-\(ProcessInfo.processInfo.processIdentifier)")
  }()

  func device(_ name: String) -> URL { folder.appending(path: "devices/\(name)") }
  var server: URL { folder.appending(path: "server") }

  fileprivate static func make(lifecycle: String) async throws -> WorldTemplate {
    let folder = root.appending(path: "template-\(lifecycle)")
    try? FileManager.default.removeItem(at: folder)
    let random = SharedRandom(seed: 0)
    let clock = MachineClock(SimulatedClock())
    let ledger = try await DeskLedger.create(
      at: folder.appending(path: "server").path,
      document: SimulatedDirectory.document(lifecycle: lifecycle),
      lifecycles: [SimulatedDirectory.servicedesk()],
      surroundings: LedgerSurroundings(clock: clock, randomBytes: { random.bytes($0) }))
    let connection = PlainConnection(service: ledger)
    for name in SimulatedDirectory.names {
      let invite = try await ledger.invite(name)
      let path = folder.appending(path: "devices/\(name)/replica.sqlite").path
      let replica = try await LocalReplica.join(
        JoinRequest(
          server: "simulation", user: name, credential: .invite(invite.code), deviceName: name,
          path: path),
        over: connection,
        surroundings: Surroundings(
          now: { clock.now }, randomBytes: { random.bytes($0) }))
      _ = try await replica.sync(over: connection)
    }
    var impostors: [Impostor.Papers] = []
    for name in ["karim", "paul"] {
      impostors.append(try await Impostor.Papers(of: name, at: ledger, random: random))
    }
    try await ledger.setQueuesNotices(true)
    try await ledger.close()
    return WorldTemplate(folder: folder, impostors: impostors)
  }
}

/// A connection on which nothing ever goes wrong.
private struct PlainConnection: SyncConnection {
  let service: any SyncService

  func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    do throws(Problem) {
      let answer = try await service.answer(endpoint, body: body, token: token, client: "template")
      return Reply(body: answer, bytesSent: body.count, bytesReceived: answer.count)
    } catch { throw .problem(error) }
  }
}

/// The templates of this process, each made once.
actor WorldTemplates {
  static let shared = WorldTemplates()
  private var made: [String: Task<WorldTemplate, any Error>] = [:]

  func template(lifecycle: String) async throws -> WorldTemplate {
    if let task = made[lifecycle] { return try await task.value }
    let task = Task { try await WorldTemplate.make(lifecycle: lifecycle) }
    made[lifecycle] = task
    return try await task.value
  }
}

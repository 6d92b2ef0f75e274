import EscaleCore
import Ledger
import Seals
import SyncProtocol

/// A desk in memory where everybody has joined and nothing has happened yet.
struct MemoryTemplate: Sendable {
  let tables: MemoryTables
  let replicas: [String: MemoryReplica]
  let impostors: [Impostor.Papers]

  fileprivate static func make(lifecycle: String) async throws -> MemoryTemplate {
    let random = SharedRandom(seed: 0)
    let surroundings = LedgerSurroundings(
      clock: MachineClock(SimulatedClock()), randomBytes: { random.bytes($0) },
      signatures: .simulated, logger: .silent)
    let storage = MemoryLedgerStorage()
    let ledger = try await DeskLedger.create(
      in: storage, document: SimulatedDirectory.document(lifecycle: lifecycle),
      lifecycles: [SimulatedDirectory.servicedesk()], surroundings: surroundings)
    var replicas: [String: MemoryReplica] = [:]
    for name in SimulatedDirectory.names {
      let invite = try await ledger.invite(name)
      let answer = try await ledger.enrol(
        EnrolRequest(
          user: name, credential: .invite(invite.code),
          verifyingKey: SigningKey.simulated.verifyingKey.bytes, deviceName: name),
        client: "template")
      var replica = MemoryReplica(answer)
      var session = replica.session
      let request = replica.message(
        &session, clock: 0, signatures: .simulated, key: .simulated)
      let first = try await SyncAnswer(
        bytes: ledger.answer(.sync, body: request.bytes, token: replica.token, client: ""))
      try replica.apply(first)
      replicas[name] = replica
    }
    var impostors: [Impostor.Papers] = []
    for name in ["karim", "paul"] {
      impostors.append(try await Impostor.Papers(of: name, at: ledger, random: random))
    }
    return MemoryTemplate(tables: storage.tables, replicas: replicas, impostors: impostors)
  }
}

/// The templates of this process, each made once.
actor MemoryTemplates {
  static let shared = MemoryTemplates()
  private var made: [String: Task<MemoryTemplate, any Error>] = [:]

  func template(lifecycle: String) async throws -> MemoryTemplate {
    if let task = made[lifecycle] { return try await task.value }
    let task = Task { try await MemoryTemplate.make(lifecycle: lifecycle) }
    made[lifecycle] = task
    return try await task.value
  }
}

extension SignatureScheme {
  /// One that costs nothing and proves nothing but that the right thing was signed.
  static let simulated = SignatureScheme(
    signature: { _, digest in digest.bytes + digest.bytes },
    verifies: { _, signature, digest in signature.elementsEqual(digest.bytes + digest.bytes) })
}

extension SigningKey {
  /// The one key of all light replicas.
  static let simulated =
    SigningKey(secret: [UInt8](repeating: 7, count: SigningKey.byteCount)) ?? SigningKey()
}

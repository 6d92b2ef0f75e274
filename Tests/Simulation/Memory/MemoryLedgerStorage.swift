import EscaleCore
import Ledger
import Synchronization

/// A ledger's storage without a disk: a transaction that throws leaves nothing behind.
final class MemoryLedgerStorage: LedgerStorage {
  private let stored: Mutex<MemoryTransaction>

  init(_ tables: MemoryTables = MemoryTables()) { stored = Mutex(MemoryTransaction(tables)) }

  /// All that is stored; a copy that is held while something is written makes that slow.
  var tables: MemoryTables { stored.withLock { $0.tables } }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
  ) async throws -> Value {
    try stored.withLock { transaction in
      do {
        let value = try body(transaction)
        transaction.tables.keep()
        return value
      } catch {
        transaction.tables.takeBack()
        throw error
      }
    }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
  ) async throws -> Value {
    try stored.withLock { try body($0) }
  }

  func scrub() async throws {}

  func integrityProblems() async throws -> [String] { [] }

  func backup(to path: String) async throws { throw LedgerError.storage("there is no disk") }

  func close() async throws {}
}

/// A transaction over tables in memory.
final class MemoryTransaction: LedgerTransaction {
  var tables: MemoryTables

  init(_ tables: MemoryTables) { self.tables = tables }

  func state() throws -> LedgerState? { tables.state }
  func put(_ state: LedgerState) throws { tables.state = state }
}

extension MemoryTransaction {
  func noteClosing(_ closing: Closing) throws {
    tables.closings[closing.request] = tables.closings[closing.request] ?? closing
  }

  func noteWord(on request: RequestID, at position: Position) throws {
    guard let closing = tables.closings[request] else { return }
    tables.closings[request]?.lastWord = max(closing.lastWord, position)
  }

  func closing(of request: RequestID) throws -> Closing? { tables.closings[request] }

  func closings(behind horizon: HistoryHorizon) throws -> [Closing] {
    tables.closings.rows.values.filter { $0.lies(behind: horizon) }
  }
}

extension MemoryTransaction {
  func request(_ id: RequestID) throws -> RequestRow? { tables.requests[id] }
  func put(_ row: RequestRow) throws { tables.requests[row.id] = row }

  func requests(after: RequestID?, limit: Int) throws -> [RequestRow] {
    let ids = tables.requests.rows.keys.filter { id in after.map { $0 < id } ?? true }.sorted()
    return ids.prefix(limit).compactMap { tables.requests[$0] }
  }

  func openRequests(after: RequestID?, limit: Int) throws -> [RequestRow] {
    Array(try requests(after: after, limit: .max).filter { !$0.isFinal }.prefix(limit))
  }

  func requestIDs() throws -> [RequestID] { tables.requests.rows.keys.sorted() }

  func requests(ofTeam team: TeamNumber?) throws -> [RequestID] {
    tables.requests.rows.values.filter { $0.team == team }.map(\.id).sorted()
  }

  func requestCounts() throws -> (all: Int, open: Int) {
    (tables.requests.rows.count, tables.requests.rows.values.count { !$0.isFinal })
  }
}

extension MemoryTransaction {
  func insert(_ grant: Grant) throws {
    tables.grants[grant.request] = (tables.grants[grant.request] ?? []) + [grant]
  }

  func close(_ request: RequestID, _ holder: Grant.Holder, at position: Position) throws {
    guard var grants = tables.grants[request] else { return }
    for index in grants.indices
    where grants[index].holder == holder && grants[index].until == nil {
      grants[index].until = position
    }
    tables.grants[request] = grants
  }

  func grants(on request: RequestID) throws -> [Grant] {
    (tables.grants[request] ?? []).sorted { ($0.holder, $0.since) < ($1.holder, $1.since) }
  }

  func grants(of holder: Grant.Holder, openAfter position: Position) throws -> [Grant] {
    tables.grants.rows.keys.sorted().flatMap { tables.grants[$0] ?? [] }.filter { grant in
      grant.holder == holder && (grant.until.map { $0 > position } ?? true)
    }
  }
}

extension MemoryTransaction {
  func replica(_ id: ReplicaID) throws -> ReplicaRecord? { tables.replicas[id] }

  func replica(tokenHash: Fingerprint) throws -> ReplicaRecord? {
    tables.tokens[tokenHash].flatMap { tables.replicas[$0] }
  }

  func replicas() throws -> [ReplicaRecord] {
    tables.replicas.rows.values.sorted { $0.id < $1.id }
  }

  func insert(_ replica: ReplicaRecord, tokenHash: Fingerprint?) throws {
    tables.replicas[replica.id] = replica
    if let tokenHash { tables.tokens[tokenHash] = replica.id }
  }

  func put(_ replica: ReplicaRecord) throws { tables.replicas[replica.id] = replica }

  func rekey(_ replica: ReplicaID, verifyingKey: [UInt8], tokenHash: Fingerprint) throws {
    tables.replicas[replica]?.verifyingKey = verifyingKey
    tables.tokens[tokenHash] = replica
  }

  func insert(_ acknowledgement: Acknowledgement, of replica: ReplicaID) throws {
    var given = tables.acknowledgements[replica] ?? [:]
    given[acknowledgement.ownLastSequence] =
      max(given[acknowledgement.ownLastSequence] ?? .start, acknowledgement.position)
    tables.acknowledgements[replica] = given
  }

  func acknowledged(by replica: ReplicaID, before sequence: UInt32) throws -> Position {
    (tables.acknowledgements[replica] ?? [:]).filter { $0.key < sequence }.values.max() ?? .start
  }

  func pruneAcknowledgements(of replica: ReplicaID, before sequence: UInt32) throws {
    let given = tables.acknowledgements[replica] ?? [:]
    guard let last = given.keys.filter({ $0 <= sequence }).max() else { return }
    tables.acknowledgements[replica] = given.filter { $0.key >= last }
  }

  func credential(of person: PersonNumber) throws -> CredentialRow? { nil }
  func put(_ credential: CredentialRow) throws {}
  func invite(_ codeHash: Fingerprint) throws -> InviteRow? { tables.invites[codeHash] }
  func put(_ invite: InviteRow) throws { tables.invites[invite.codeHash] = invite }
}

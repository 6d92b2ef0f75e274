package import EscaleCore

extension DeskLedger {
  /// How many quarantined changes are listed at most.
  package static let quarantineLimit = 1_000

  /// What is quarantined and not settled yet, in the ledger's order.
  package func quarantine() async throws -> [LedgerEntry] {
    try await storage.read { try $0.quarantined(limit: DeskLedger.quarantineLimit) }
  }

  /// Refuses quarantined changes: they stay what they are, and are listed no longer.
  ///
  /// - Throws: ``LedgerError/notQuarantined(_:)``; then none is refused.
  package func refuse(_ changes: [ChangeID]) async throws {
    try await append { session in
      for id in changes {
        _ = try session.quarantined(id)
        try session.transaction.settle(id, adoptedAs: nil)
      }
    }
  }

  /// Adopts quarantined changes together with what rests on them: the server's replica says again
  /// what they wanted, for their author and by the right that he had when he wrote them.
  ///
  /// What it says is decided as any other change is, at its own position.
  ///
  /// - Throws: ``LedgerError/notQuarantined(_:)``; then none is adopted.
  package func adopt(_ changes: [ChangeID]) async throws -> [RecordedDraft] {
    let randomBytes = surroundings.randomBytes
    return try await append { session in
      var adoption = Adoption(session: session, randomBytes: randomBytes)
      for id in changes where try !adoption.has(id) { try adoption.adopt(id) }
      return adoption.recorded
    }
  }
}

extension AppendSession {
  /// A quarantined change that isn't settled.
  fileprivate func quarantined(_ id: ChangeID) throws -> LedgerEntry {
    guard let entry = try transaction.quarantined(id) else { throw LedgerError.notQuarantined(id) }
    return entry
  }
}

/// The adoption of quarantined changes, in one transaction.
private struct Adoption {
  let session: AppendSession
  let randomBytes: (Int) -> [UInt8]
  private(set) var recorded: [RecordedDraft] = []
  private var adopted: Set<ChangeID> = []
  /// What requests whose creation was adopted are called now.
  private var requests: [RequestID: RequestID] = [:]

  init(session: AppendSession, randomBytes: @escaping (Int) -> [UInt8]) {
    self.session = session
    self.randomBytes = randomBytes
  }

  func has(_ id: ChangeID) throws -> Bool { adopted.contains(id) }

  /// Adopts a change, then all that was quarantined for resting on it.
  mutating func adopt(_ id: ChangeID) throws {
    try take(try session.quarantined(id))
    var grows = true
    while grows {
      grows = false
      for entry in try session.transaction.quarantined(limit: .max)
      where !adopted.isDisjoint(with: entry.verdict.causes) {
        try take(entry)
        grows = true
      }
    }
  }

  private mutating func take(_ entry: LedgerEntry) throws {
    let change = entry.change
    let request = requests[change.header.request] ?? change.header.request
    let payload = change.readPayload ?? Payload(nonce: [])
    let draft = try session.record(
      change.header, payload, on: change.header.kind == .create ? nil : request,
      nonce: randomBytes(Payload.nonceByteCount))
    adopted.insert(change.id)
    if change.header.kind == .create { requests[change.header.request] = draft.request }
    try session.transaction.settle(change.id, adoptedAs: draft.id)
    recorded.append(draft)
  }
}

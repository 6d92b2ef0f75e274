package import EscaleCore

/// An entry of the ledger as it is stored.
package struct EntryRow: Hashable, Sendable {
  package var entry: LedgerEntry
  /// The hash of the change.
  package var hash: Fingerprint
  /// The ledger's link at the entry.
  package var link: Fingerprint
  /// When it was written down, in milliseconds since 1970 UTC; differs from when the server learnt
  /// of it only for what was imported.
  package var recordedAt: Int64
}

/// What a decision needs of a change that the ledger has.
package struct EntryBrief: Hashable, Sendable {
  package var position: Position
  package var hash: Fingerprint
  package var verdict: Verdict
  package var header: Header
  /// In milliseconds since 1970 UTC.
  package var receivedAt: Int64

  package init(
    position: Position, hash: Fingerprint, verdict: Verdict, header: Header, receivedAt: Int64
  ) {
    self.position = position
    self.hash = hash
    self.verdict = verdict
    self.header = header
    self.receivedAt = receivedAt
  }
}

/// What decides whether an entry is delivered, read before the rest of it.
package struct EntryGlance: Hashable, Sendable {
  package var position: Position
  package var change: ChangeID
  package var request: RequestID
  package var kind: Kind
  package var author: PersonNumber
  package var outcome: Verdict.Outcome
  package var isPrivate: Bool

  package init(
    position: Position, change: ChangeID, request: RequestID, kind: Kind, author: PersonNumber,
    outcome: Verdict.Outcome, isPrivate: Bool
  ) {
    self.position = position
    self.change = change
    self.request = request
    self.kind = kind
    self.author = author
    self.outcome = outcome
    self.isPrivate = isPrivate
  }
}

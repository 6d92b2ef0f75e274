import EscaleCore

/// One request as a light replica holds it: the ledger's entries, what waits, and their fold.
struct MemoryRequest: Sendable {
  private(set) var entries: [LedgerEntry] = []
  private(set) var pending: [Change] = []
  /// Whether it left what the user may see.
  private(set) var isDeparted = false
  /// The entries folded, what waits folded on top.
  private(set) var fold: RequestFold?

  /// What the user is shown; nothing of what left.
  var shown: RequestFold? { isDeparted ? nil : fold }

  var changes: [Change] { entries.map(\.change) + pending }

  mutating func insert(_ entry: LedgerEntry) {
    // Single entries of a request that left don't bring it back.
    if entry.change.header.kind == .create { isDeparted = false }
    pending.removeAll { $0.id == entry.change.id }
    entries.removeAll { $0.change.id == entry.change.id }
    let index = entries.lastIndex { $0.position < entry.position }.map { $0 + 1 } ?? 0
    entries.insert(entry, at: index)
  }

  mutating func settle(_ sequence: UInt32, of replica: ReplicaID, _ result: PushResult.Ruling) {
    guard case .decided(let position, let verdict, let receivedAt) = result,
      let change = pending.first(where: { $0.id.replica == replica && $0.id.sequence == sequence })
    else { return }
    let wasDeparted = isDeparted
    insert(
      LedgerEntry(position: position, change: change, verdict: verdict, receivedAt: receivedAt))
    isDeparted = wasDeparted
  }

  mutating func wait(_ change: Change) { pending.append(change) }

  mutating func removePending(_ id: ChangeID) { pending.removeAll { $0.id == id } }

  /// What isn't the replica's own goes.
  mutating func forget(keepingThoseOf replica: ReplicaID, departs: Bool) {
    entries.removeAll { $0.change.id.replica != replica }
    pending.removeAll { $0.id.replica != replica }
    isDeparted = departs
  }

  /// Folds everything anew.
  mutating func refold(_ directory: MemoryDirectory) {
    fold = nil
    for entry in entries {
      append(
        FoldedChange(
          header: entry.change.header, payload: entry.change.readPayload, verdict: entry.verdict,
          position: entry.position, receivedAt: entry.receivedAt), directory)
    }
    for change in pending { appendPending(change, directory) }
  }

  /// Folds one more change that waits on top.
  mutating func appendPending(_ change: Change, _ directory: MemoryDirectory) {
    let facts = directory.facts(for: change.header)
    guard fold != nil else {
      return append(
        FoldedChange(
          header: change.header, payload: change.readPayload, verdict: .applied, position: nil,
          receivedAt: nil), directory)
    }
    _ = fold?.appendPending(change.header, payload: change.readPayload, facts: facts)
  }

  private mutating func append(_ folded: FoldedChange, _ directory: MemoryDirectory) {
    if fold != nil {
      fold?.append(folded)
    } else if case .create(let creation) = folded.header.body,
      let lifecycle = directory.lifecycles[creation.lifecycle]
    {
      fold = RequestFold(folded, lifecycle: lifecycle)
    }
  }
}

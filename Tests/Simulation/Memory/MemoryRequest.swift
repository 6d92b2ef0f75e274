import EscaleCore

/// One request as a light replica holds it: the ledger's entries, what waits, and their fold.
struct MemoryRequest: Sendable {
  private(set) var entries: [LedgerEntry] = []
  private(set) var pending: [Change] = []
  /// Which of the entries were written here, under whichever id.
  private var written: Set<ChangeID> = []
  /// Whether it left what the user may see.
  private(set) var isDeparted = false
  /// The entries folded, what waits folded on top.
  private var whole: HeldFold?
  /// The first of the entries folded, and how many: nothing of theirs has changed since.
  private var settled: HeldFold?
  private var settledCount = 0

  /// A fold behind one reference: requests are looked up far more often than they change.
  private final class HeldFold: Sendable {
    let fold: RequestFold
    /// What lists show of it.
    let listed: ShownRequest

    init(_ fold: RequestFold) {
      self.fold = fold
      listed = ShownRequest(
        ref: fold.history.request, state: fold.history.standing.state,
        requester: fold.history.creation.requester,
        lifecycle: fold.history.lifecycle.nameAndVersion)
    }
  }

  /// The entries folded, what waits folded on top.
  var fold: RequestFold? { whole?.fold }

  /// What the user is shown; nothing of what left.
  var shown: RequestFold? { isDeparted ? nil : fold }

  /// What the user's lists show of it.
  var listed: ShownRequest? { isDeparted ? nil : whole?.listed }

  var changes: [Change] { entries.map(\.change) + pending }

  var headers: [Header] { entries.map(\.change.header) + pending.map(\.header) }

  mutating func insert(_ entry: LedgerEntry) {
    // Single entries of a request that left don't bring it back.
    if entry.change.header.kind == .create { isDeparted = false }
    removePending(entry.change.id)
    if let index = entries.firstIndex(where: { $0.change.id == entry.change.id }) {
      entries.remove(at: index)
      unsettle(from: index)
    }
    let index = entries.lastIndex { $0.position < entry.position }.map { $0 + 1 } ?? 0
    entries.insert(entry, at: index)
    unsettle(from: index)
  }

  /// The entries from an index on aren't those that were folded.
  private mutating func unsettle(from index: Int) {
    if index < settledCount { (settled, settledCount) = (nil, 0) }
  }

  mutating func settle(_ sequence: UInt32, of replica: ReplicaID, _ result: PushResult.Ruling) {
    guard case .decided(let position, let verdict, let receivedAt) = result,
      let change = pending.first(where: { $0.id.replica == replica && $0.id.sequence == sequence })
    else { return }
    let wasDeparted = isDeparted
    written.insert(change.id)
    insert(
      LedgerEntry(position: position, change: change, verdict: verdict, receivedAt: receivedAt))
    isDeparted = wasDeparted
  }

  mutating func wait(_ change: Change) { pending.append(change) }

  /// Takes in a change that waits, and folds it as it was ruled on the very fold that is there.
  mutating func wait(
    _ change: Change, _ payload: Payload, as ruling: Ruling, _ directory: MemoryDirectory
  ) {
    wait(change)
    var fold = fold
    // Not held twice, so that it is changed where it is.
    whole = nil
    if fold == nil {
      Self.appendPending(change, to: &fold, directory)
    } else {
      fold?.append(change.header, payload: payload, as: ruling)
    }
    whole = fold.map(HeldFold.init)
  }

  mutating func removePending(_ id: ChangeID) {
    if let index = pending.firstIndex(where: { $0.id == id }) { pending.remove(at: index) }
  }

  /// What the replica didn't write itself goes.
  mutating func forget(departs: Bool) {
    entries.removeAll { !written.contains($0.change.id) }
    unsettle(from: 0)
    isDeparted = departs
  }

  /// Folds what is new, and what waits anew.
  mutating func refold(_ directory: MemoryDirectory) {
    var fold = settled?.fold
    (whole, settled) = (nil, nil)
    for entry in entries[settledCount...] {
      let folded = FoldedChange(
        header: entry.change.header, payload: entry.change.readPayload, verdict: entry.verdict,
        position: entry.position, receivedAt: entry.receivedAt)
      Self.append(folded, to: &fold, directory)
    }
    settled = fold.map(HeldFold.init)
    settledCount = settled == nil ? 0 : entries.count
    for change in pending { Self.appendPending(change, to: &fold, directory) }
    whole = pending.isEmpty ? settled : fold.map(HeldFold.init)
  }

  /// Folds one more change that waits on top.
  private static func appendPending(
    _ change: Change, to fold: inout RequestFold?, _ directory: MemoryDirectory
  ) {
    guard fold != nil else {
      let folded = FoldedChange(
        header: change.header, payload: change.readPayload, verdict: .applied, position: nil,
        receivedAt: nil)
      return append(folded, to: &fold, directory)
    }
    let facts = directory.facts(for: change.header)
    _ = fold?.appendPending(change.header, payload: change.readPayload, facts: facts)
  }

  private static func append(
    _ folded: FoldedChange, to fold: inout RequestFold?, _ directory: MemoryDirectory
  ) {
    if fold != nil {
      fold?.append(folded)
    } else if case .create(let creation) = folded.header.body,
      let lifecycle = directory.lifecycles[creation.lifecycle]
    {
      fold = RequestFold(folded, lifecycle: lifecycle)
    }
  }
}

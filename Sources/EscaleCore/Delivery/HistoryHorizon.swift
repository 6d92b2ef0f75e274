/// How far back the history goes that a replica is given unasked.
///
/// Fixed at its first sync. A request that had ended by ``position``, and before ``time``, stays on
/// the server until something more happens on it, or until the replica fetches it.
///
/// Source: DESIGN, "Sync", "What a replica holds".
package struct HistoryHorizon: Hashable, Sendable {
  /// The ledger's head at the first sync.
  package var position: Position
  /// In milliseconds since 1970 UTC.
  package var time: Int64

  package init(position: Position, time: Int64) {
    self.position = position
    self.time = time
  }

  /// The horizon of a replica that syncs for the first time `now`, so many days after it.
  package init(at position: Position, days: UInt32, before now: Int64) {
    self.init(position: position, time: now &- Int64(days) * 86_400_000)
  }
}

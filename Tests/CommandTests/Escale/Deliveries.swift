import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol
import Synchronization

/// What a server would send to one replica, the ledger going on by as many positions as there are
/// entries, and the clock that goes with it.
final class Deliveries: Sendable {
  private let path: String
  private let position: Mutex<UInt64>
  private let minutes: Mutex<Int64>

  init(path: String, after other: Deliveries? = nil) {
    self.path = path
    position = Mutex(other?.position.withLock { $0 } ?? 1)
    minutes = Mutex(other?.minutes.withLock { $0 } ?? 0)
  }

  /// The time of the next run: a minute after the last.
  func nextMinute() -> Timestamp {
    let minute = minutes.withLock { minutes in
      defer { minutes += 1 }
      return minutes
    }
    return Timestamp(milliseconds: Workstation.morning + minute * 60_000)
  }

  /// Applies a delivery; entries of others take their positions before the results, or after.
  func deliver(
    entries: [(Change, Verdict)] = [], results: [(UInt32, Verdict)] = [],
    directory: [DirectoryItem] = [], forgotten: [RequestID] = [], entriesFirst: Bool = true
  ) throws {
    let now = nextMinute().milliseconds
    var placed: [LedgerEntry] = []
    func place() {
      placed = entries.map { change, verdict in
        LedgerEntry(position: next(), change: change, verdict: verdict, receivedAt: now)
      }
    }
    if entriesFirst { place() }
    let settled = results.map { sequence, verdict in
      PushResult(sequence: sequence, ruling: .decided(next(), verdict, receivedAt: now))
    }
    if !entriesFirst { place() }
    let items = directory.map {
      DirectoryEntry(position: Position(rawValue: 1), key: $0.key, bytes: $0.bytes)
    }
    let here = Position(rawValue: position.withLock { $0 })
    let replica = try LocalReplica(path: path, access: .writing)
    _ = try replica.store.write { writer in
      try writer.apply(
        Delivery(
          results: settled, entries: placed, directory: items, forgotten: forgotten,
          cursor: Cursor(position: here), head: Head(epoch: 1, position: here, link: .zero),
          serverClock: now, deviceClock: now, digest: .zero, receipt: []))
    }
  }

  private func next() -> Position {
    Position(
      rawValue: position.withLock { position in
        position += 1
        return position
      })
  }
}

import CFaultyDisk

/// The disk of one simulated machine: it fails when it is told to, and a power cut takes back, keeps
/// or tears whatever was written and not synced.
///
/// Watches SQLite's files below one folder; the rest of the process isn't concerned.
package final class FaultyDisk: Sendable {
  /// What an armed disk does when its time has come.
  package enum Fault: Int32, CaseIterable, Sendable {
    /// The power goes: this and every later access fails until ``restart(seed:)``.
    case cut = 1
    /// One write or sync fails.
    case failOnce = 2
    /// One write or sync fails, and all after it.
    case failOn = 3
    /// Nothing grows any more.
    case full = 4
  }

  private let machine: Int32

  /// Watches a folder, by its absolute path.
  package init(folder: String) {
    let code = faulty_disk_register()
    precondition(code == 0, "SQLite takes no other disk: \(code)")
    machine = faulty_disk_add(folder)
    precondition(machine >= 0, "too many machines at once")
  }

  deinit { faulty_disk_remove(machine) }

  /// How many writes and syncs there were.
  package var operations: Int { Int(faulty_disk_operations(machine)) }

  /// How many writes wait for a sync.
  package var unsynced: Int { Int(faulty_disk_unsynced(machine)) }

  /// Whether what it was armed with has happened.
  package var hasStruck: Bool { faulty_disk_has_struck(machine) != 0 }

  /// Whether the power is gone.
  package var isDead: Bool { faulty_disk_is_dead(machine) != 0 }

  /// The `after`-th write or sync from now on, and what follows, meets a fault; 1 is the next.
  package func arm(_ fault: Fault, after: Int) {
    faulty_disk_arm(machine, fault.rawValue, UInt64(max(1, after)))
  }

  /// From now on nothing fails.
  package func mend() { faulty_disk_arm(machine, 0, 0) }

  /// Whether syncs are promised and not made.
  package func lie(_ lies: Bool) { faulty_disk_lie(machine, lies ? 1 : 0) }

  /// Runs what no program does: copies of files made by somebody's hand.
  package static func untouched<Value>(_ body: () throws -> Value) rethrows -> Value {
    faulty_disk_pause(1)
    defer { faulty_disk_pause(0) }
    return try body()
  }

  /// Every file open now is as if its program had been killed.
  package func kill() { faulty_disk_kill(machine) }

  /// The power goes, if it hasn't, and comes back.
  ///
  /// - Returns: How many unsynced writes were lost or torn.
  @discardableResult
  package func restart(seed: UInt64) -> Int { Int(faulty_disk_power_cycle(machine, seed)) }
}

import EscaleCore
import Foundation
import Replica
import ReplicaStore
import Synchronization

/// Somebody's device: a disk, a clock, and a program that runs or doesn't.
package final class SimulatedDevice {
  package let index: Int
  package let name: String
  let folder: URL
  let disk: FaultyDisk
  let clock: MachineClock
  private let random: SharedRandom
  private var program: LocalReplica?
  var isParted = false
  /// Every change that a command recorded, as it was when the command returned.
  private(set) var made: [Change] = []
  /// What it had recorded before it was put back to a backup, and others have.
  private(set) var entrusted: [Change] = []
  private var backup: (folder: URL, madeCount: Int)?

  init(index: Int, name: String, folder: URL, clock: MachineClock, seed: UInt64) {
    self.index = index
    self.name = name
    self.folder = folder
    self.clock = clock
    random = SharedRandom(seed: seed)
    disk = FaultyDisk(folder: folder.path)
  }

  var path: String { folder.appending(path: "replica.sqlite").path }

  /// What the program takes from the world.
  var surroundings: Surroundings {
    Surroundings(now: { [clock] in clock.now }, randomBytes: { [random] in random.bytes($0) })
  }

  /// The program, started if it isn't running.
  func replica() throws -> LocalReplica {
    if let program { return program }
    let started = try LocalReplica(path: path, access: .writing, surroundings: surroundings)
    program = started
    return started
  }

  /// The program ends in good order.
  func close() { program = nil }

  /// The program is killed: whatever it wrote stays.
  func kill() {
    disk.kill()
    program = nil
  }

  /// The power goes and comes back.
  ///
  /// - Returns: How many unsynced writes were lost or torn.
  func cutPower(seed: UInt64) -> Int {
    let lost = disk.restart(seed: seed)
    program = nil
    return lost
  }
}

extension SimulatedDevice {
  /// Does something with the replica and takes down what a command that succeeded has recorded.
  func recording(_ body: (LocalReplica) throws -> Void) throws -> [Change] {
    let replica = try replica()
    let before = try replica.identity()
    try body(replica)
    let new = try replica.store.read {
      try $0.ownChanges(of: before.replica, from: before.lastSequence + 1, limit: .max)
    }.map(\.change)
    note(new)
    return new
  }

  /// Takes down what a command that succeeded has recorded.
  func note(_ changes: [Change]) { made += changes }

  /// What nobody has any more: the server was put back, too.
  func forgetEntrusted(_ isGone: (Change) -> Bool) { entrusted.removeAll(where: isGone) }

  func backUp() throws {
    close()
    let copy = folder.appending(path: "backup-\(made.count)")
    try? FileManager.default.removeItem(at: copy)
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    try copyFiles(from: folder, to: copy)
    backup = (copy, made.count)
  }

  /// Puts the files back to the last backup; whatever was recorded since and nobody else has is
  /// gone, which no program can help.
  ///
  /// - Returns: Whether there was a backup.
  func restore(keeping isElsewhere: (Change) -> Bool) throws -> Bool {
    guard let backup else { return false }
    _ = cutPower(seed: 0)
    try copyFiles(from: backup.folder, to: folder)
    entrusted += made[backup.madeCount...].filter(isElsewhere)
    made.removeSubrange(backup.madeCount...)
    return true
  }

  private static func blobs(in folder: URL) -> URL {
    folder.appending(path: "replica.sqlite.blobs")
  }

  /// Copies the replica's files, those of attachments too; what is there is replaced.
  func copyFiles(from source: URL, to target: URL) throws {
    for ending in ["", "-wal", "-shm"] {
      let name = "replica.sqlite\(ending)"
      let destination = target.appending(path: name)
      try? FileManager.default.removeItem(at: destination)
      let origin = source.appending(path: name)
      guard ending != "-shm", FileManager.default.fileExists(atPath: origin.path) else { continue }
      try FileManager.default.copyItem(at: origin, to: destination)
    }
    let (files, copies) = (Self.blobs(in: source), Self.blobs(in: target))
    try FaultyDisk.untouched {
      try? FileManager.default.removeItem(at: copies)
      guard FileManager.default.fileExists(atPath: files.path) else { return }
      try FileManager.default.copyItem(at: files, to: copies)
    }
  }
}

import EscaleCore
import Glibc
import Replica
import ReplicaStore

extension CommandContext {
  /// Opens the replica, for reading where nothing else is said.
  ///
  /// - Throws: ``StoreFault``.
  func openReplica(_ access: ReplicaStore.Access = .reading) throws -> LocalReplica {
    try LocalReplica(path: replicaPath, access: access, surroundings: replicaSurroundings)
  }

  /// Opens the replica with its index of texts as it is now: that of a copy where the replica can't
  /// be written.
  ///
  /// - Throws: ``StoreFault``.
  func openSearchableReplica() throws -> LocalReplica {
    do {
      return try openSearchableReplica(.writing)
    } catch StoreFault.readOnly, StoreFault.diskFull {
      return try openSearchableReplica(.copying)
    }
  }

  private func openSearchableReplica(_ access: ReplicaStore.Access) throws -> LocalReplica {
    let replica = try openReplica(access)
    try replica.prepareSearch()
    return replica
  }

  /// What the replica takes from the world: this run's clock, the system's randomness.
  var replicaSurroundings: Surroundings {
    let clock = surroundings.clock
    return Surroundings(
      now: { clock().milliseconds }, randomBytes: Surroundings.system.randomBytes)
  }

  /// What this device calls itself.
  var deviceName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "?" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

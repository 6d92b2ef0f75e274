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

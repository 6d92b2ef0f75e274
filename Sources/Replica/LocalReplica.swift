import EscaleCore
package import ReplicaStore

/// One copy of the desk: owns clock, randomness and store, and carries a command all the way.
///
/// Everything but joining and syncing works without a network.
package final class LocalReplica: Sendable {
  package let store: ReplicaStore
  package let surroundings: Surroundings

  /// Opens the replica at a path.
  ///
  /// - Throws: ``StoreFault``.
  package init(
    path: String, access: ReplicaStore.Access, surroundings: Surroundings = .system
  ) throws {
    store = try ReplicaStore(path: path, access: access)
    self.surroundings = surroundings
  }

  init(store: ReplicaStore, surroundings: Surroundings) {
    self.store = store
    self.surroundings = surroundings
  }
}

/// What a replica takes from the world: the time and randomness.
package struct Surroundings: Sendable {
  /// The device's clock, in milliseconds since 1970 UTC.
  package var now: @Sendable () -> Int64
  /// So many random bytes.
  package var randomBytes: @Sendable (Int) -> [UInt8]

  package init(
    now: @escaping @Sendable () -> Int64, randomBytes: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.now = now
    self.randomBytes = randomBytes
  }
}

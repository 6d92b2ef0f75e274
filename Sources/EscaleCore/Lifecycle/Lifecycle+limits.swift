extension Lifecycle {
  /// How many states a lifecycle may have.
  package static let stateLimit = 100
  /// How many verbs a lifecycle may have.
  package static let transitionLimit = 1_000
  /// How many things one verb may need.
  package static let needLimit = 16
  /// How many bytes a lifecycle's file may have: 1 MiB.
  package static let fileByteLimit = 1 << 20
}

extension Lifecycle {
  /// The lifecycle that a JSON file describes, once it has passed every check.
  ///
  /// The form is that of ``jsonBytes``. Source of the checks: DESIGN, "Lifecycles are data".
  ///
  /// - Throws: ``LifecycleFault`` for the first mistake, with its line.
  package static func parse(_ bytes: [UInt8]) throws(LifecycleFault) -> Lifecycle {
    let document = try LifecycleDocument(bytes)
    try document.checkNames()
    try document.checkActors()
    try document.checkWays()
    try document.checkPrecedences()
    return Lifecycle(
      name: document.name.value, version: document.version,
      states: document.states.map(\.value), transitions: document.transitions.map(\.value))
  }
}

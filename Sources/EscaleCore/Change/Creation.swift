/// What the header of a `create` holds.
package struct Creation: Hashable, Sendable {
  /// Whose request it is: the author, or the one on whose behalf he wrote.
  package var requester: PersonNumber
  /// The team that the catalogue names for what was entered, at the author's acknowledged position.
  package var team: TeamNumber?
  /// The lifecycle that the request keeps for life.
  package var lifecycle: LifecycleVersion

  package init(requester: PersonNumber, team: TeamNumber?, lifecycle: LifecycleVersion) {
    self.requester = requester
    self.team = team
    self.lifecycle = lifecycle
  }
}

/// A lifecycle's name and version: what a request is created under.
package struct LifecycleVersion: Hashable, Sendable {
  package var name: String
  package var version: UInt32

  package init(name: String, version: UInt32) {
    self.name = name
    self.version = version
  }
}

import EscaleCore

extension AppendSession {
  /// Appends one edit that sets items; nothing is appended for none.
  ///
  /// Requests whose team was retired, or that no team has, pass into the hands that the directory
  /// now gives them.
  func edit(_ items: [DirectoryItem]) throws {
    guard !items.isEmpty else { return }
    let ordered = items.sorted { $0.key.precedes($1.key) }
    let former = directory
    var next = directory
    next.apply(ordered, at: state.position.next)
    let moved = former.handsMoved(by: next)
    try append(.items(ordered), movesHands: !moved.isEmpty)
    try take(ordered)
    for team in moved {
      for request in try transaction.requests(ofTeam: team) {
        _ = try liveRequest(request)
        try regrant(request)
      }
    }
  }

  /// Revokes a replica from the next position on.
  func revoke(_ replica: ReplicaID) throws {
    try append(.revocation(replica), movesHands: false)
    let position = state.position
    try update(replica) { $0.revokedAt = position }
  }
}

extension AppendSession {
  /// The directory as this session leaves it; nil where it edited nothing.
  var editedDirectory: DeskDirectory? {
    guard directory.readAt != state.directoryPosition else { return nil }
    var edited = directory
    edited.readAt = state.directoryPosition
    return edited
  }
}

extension DeskDirectory {
  /// The teams, nil for none, whose requests pass into other hands when the directory changes.
  fileprivate func handsMoved(by next: DeskDirectory) -> [TeamNumber?] {
    var teams: [TeamNumber?] = [nil]
    teams += next.teams.map(\.number)
    return teams.filter { responsibleTeam($0) != next.responsibleTeam($0) }
  }
}

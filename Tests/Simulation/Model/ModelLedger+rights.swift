extension ModelLedger {
  /// Rule 4: the verdict on a change whose author had no right to it; nothing where he had.
  func disallowed(
    _ change: ModelChange, _ history: [ModelEntry], day: Int
  ) -> ModelJudgement? {
    if change.author == Self.system { return nil }
    let seen = history.filter { change.hasSeen($0.change.id) }
    let shown = ModelRequest(seen, lifecycles, base: change.base)
    // The server is never offline, whenever what it wrote comes back to it.
    let since = Self.isServers(change.id.replica) ? nil : outdated(change.claim)
    guard day - (since ?? day) <= directory.maxOfflineDays else {
      return ModelJudgement(
        verdict: .quarantined, rule: 4, why: "whatever acknowledges the distant past")
    }
    guard isAllowed(change, history, shown, directory) else {
      let then = isAllowed(change, history, shown, directory(at: change.claim))
      return ModelJudgement(
        verdict: then ? .quarantined : .denied, rule: 4,
        why: then ? "the right was withdrawn meanwhile" : "the author has no right to it")
    }
    return nil
  }

  /// The day from which who has acknowledged a position lacked something: a desk where nothing
  /// happens makes nobody late.
  private func outdated(_ claim: Int) -> Int? {
    claim < head ? days[max(claim, 0) + 1] : nil
  }

  /// "The account and the replica are active, and the author's role and team membership allow
  /// the verb; his relation to the request held in what the change's context shows".
  private func isAllowed(
    _ change: ModelChange, _ history: [ModelEntry], _ shown: ModelRequest,
    _ directory: ModelDirectory
  ) -> Bool {
    guard let person = standing(of: change, directory), person.isActive else { return false }
    if !Self.isServers(change.id.replica) {
      guard directory.devices[change.id.replica]?.isActive == true else { return false }
    }
    let relation = Relation(change.author, person, shown, directory)
    guard change.kind == .transition else {
      return mayAdd(change, relation)
    }
    // Nobody hands a request over to a team that is no longer in use.
    if !change.creates, let team = change.team, directory.retiredTeams.contains(team) {
      return false
    }
    let row = lifecycle(change, history)?.row(change.verb)
    switch row?.by {
    case "anyone": return person.isAgent || change.person == change.author
    case "requester": return relation.asRequester
    case "agent": return relation.asAgent
    case "triageAgent": return person.isAgent && person.teams.contains(directory.triageTeam)
    case "teamAgent":
      guard row?.needs.contains("agent") == true else { return relation.asTeam }
      return relation.asTeam && isColleague(change.agent, shown, directory)
    default: return false
    }
  }

  /// What the author is; of what an administrator adopts, what he was when he wrote it, if he was
  /// anybody yet.
  private func standing(
    of change: ModelChange, _ directory: ModelDirectory
  ) -> ModelDirectory.Person? {
    let original = entries.first { $0.change.id == change.adopts }
    guard let original else { return directory.people[change.author] }
    return self.directory(at: original.change.claim).people[change.author]
      ?? directory.people[change.author]
  }

  /// Whoever takes part may add to it, who created it for somebody may comment on it, but "nobody makes himself a contact".
  private func mayAdd(_ change: ModelChange, _ relation: Relation) -> Bool {
    if change.kind == .contact, change.adds, change.person == change.author { return false }
    if change.kind == .remark, relation.asCreator { return true }
    return relation.asAgent || relation.asRequester
  }

  /// "Oneself or a colleague of the team"; whoever names nobody lacks what the verb needs, and not
  /// the right.
  private func isColleague(
    _ agent: String?, _ shown: ModelRequest, _ directory: ModelDirectory
  ) -> Bool {
    guard let agent else { return true }
    guard let person = directory.people[agent] else { return false }
    return person.isActive && person.isAgent
      && person.teams.contains(directory.hands(of: shown.team))
  }

  /// What a person is to a request.
  private struct Relation {
    /// A member of the team in whose hands the request is.
    var asTeam: Bool
    /// "A member of the request's team, or its agent".
    var asAgent: Bool
    /// "Requester or contact, whatever other role one has".
    var asRequester: Bool
    /// "Whoever created it on somebody's behalf".
    var asCreator: Bool

    init(
      _ name: String, _ person: ModelDirectory.Person, _ shown: ModelRequest,
      _ directory: ModelDirectory
    ) {
      asTeam = person.isAgent && person.teams.contains(directory.hands(of: shown.team))
      asAgent = asTeam || (person.isAgent && shown.agent == name)
      asCreator = shown.chain.first?.change.author == name
      asRequester = shown.requester == name || shown.contacts.contains(name)
    }
  }
}

package import EscaleCore

extension DeskLedger {
  /// One page of the requests that a list names.
  ///
  /// The scope is taken as it is: whoever asks makes sure that it is one that the reader may see.
  package func list(_ list: RequestList) async throws -> ListedPage {
    try await storage.read { transaction in
      var (found, passed, hasMore): ([ListedRequest], Int, Bool) = ([], 0, false)
      let isSearch = !list.words.isEmpty
      try transaction.list(list) { request in
        if isSearch, passed < list.offset {
          passed += 1
        } else if found.count < list.limit {
          found.append(request)
        } else {
          hasMore = true
        }
        return !hasMore
      }
      var count: Int?
      if !isSearch {
        let isWhole = list.offset == 0 && !hasMore
        count =
          isWhole ? found.count : try transaction.count(list, upTo: ListedPage.countLimit)
      }
      return ListedPage(requests: found, hasMore: hasMore, count: count)
    }
  }
}

extension DeskDirectory {
  /// The teams whose requests are in the hands of an agent's teams; nil stands for none.
  package func handledTeams(of person: Person) -> [TeamNumber?] {
    guard person.roles.contains(.agent) else { return [] }
    var teams: [TeamNumber?] = person.teams
    if person.teams.contains(policy.triageTeam) {
      teams.append(nil)
      teams += retiredTeams.filter { !person.teams.contains($0) }.map { $0 }
    }
    return teams
  }
}

import EscaleCore
import Ledger

extension Portal {
  /// The reader's own requests: created by him, or those to which he was invited.
  func requests(_ call: PageCall, isFinal: Bool) async throws -> PageAnswer {
    let (person, directory) = (try call.person, try call.directory)
    return try await list(
      call, isFinal ? .closedRequests : .currentRequests,
      at: isFinal ? PagePath.closed : PagePath.current, .concerning(person.number),
      isFinal: isFinal, teams: directory.teams.filter { !$0.isRetired })
  }

  /// What an agent's teams have to do; for an administrator who is no agent, everything.
  func queue(_ call: PageCall) async throws -> PageAnswer {
    let (person, directory) = (try call.person, try call.directory)
    let handled = directory.handledTeams(of: person)
    if !handled.isEmpty {
      return try await list(
        call, .teamQueue, at: PagePath.queue, .teams(handled), isFinal: false,
        teams: person.teams.compactMap { directory.team($0) })
    }
    guard person.roles.contains(.admin) else { throw PageMissing() }
    let teams = directory.teams
    // Team by team they come in the order of an index.
    let scope =
      teams.count < RequestList.teamLimit
      ? RequestList.Scope.teams(teams.map(\.number) + [nil]) : .all
    return try await list(
      call, .allRequests, at: PagePath.queue, scope, isFinal: false,
      teams: teams.filter { !$0.isRetired })
  }

  private func list(
    _ call: PageCall, _ title: Words, at base: String, _ scope: RequestList.Scope,
    isFinal: Bool, teams: [Team]
  ) async throws -> PageAnswer {
    let (person, directory) = (try call.person, try call.directory)
    let wish = ListWish(call.query)
    var list = wish.list(scope, isFinal: isFinal, directory: directory)
    let isQueue = base == PagePath.queue
    if isQueue, wish.isMine { list.agent = person.number }
    let lifecycle = directory.lifecycle(directory.policy.lifecycle)
    let page = ListPage(
      call: call, assets: assets, title: title, base: base, wish: wish,
      found: try await ledger.list(list),
      states: lifecycle?.states.filter { $0.isFinal == isFinal } ?? [], teams: teams,
      isQueue: isQueue, directory: directory)
    return .page(page.html, call.language)
  }
}

import EscaleCore

// One step of the lifecycle each, by whoever may take it. A step that the lifecycle doesn't have
// leaves the request where it is, and a remark.
extension IncidentMapper {
  mutating func dispatch(to team: Int, _ row: LogRow) {
    let isInferred = row[.group] == nil
    step(
      .dispatch, by: desk(of: Cast.triage), row, isInferred: isInferred, team: team,
      text: isInferred ? groupName(team) : nil)
  }

  mutating func transfer(to team: Int, _ row: LogRow, isInferred: Bool) {
    let author = standing.agent ?? desk(of: standing.responsible)
    step(
      .transfer, by: author, row, isInferred: isInferred, team: team,
      text: "\(groupName(standing.responsible)) → \(groupName(team))")
  }

  /// Whoever is assigned takes it himself.
  mutating func assign(to wanted: Int?, _ row: LogRow) {
    let agent = wanted ?? desk(of: standing.responsible)
    if can(.assign) { join(agent, standing.responsible) }
    let isInferred = wanted == nil || row.state != .active
    step(
      .assign, by: agent, row, isInferred: isInferred, agent: agent,
      text: isInferred ? change(to: row) : nil)
  }

  mutating func reassign(to agent: Int, _ row: LogRow) {
    if can(.reassign) { join(agent, standing.responsible) }
    step(.reassign, by: agent, row, isInferred: false, agent: agent)
  }

  mutating func answer(_ row: LogRow) {
    step(.answer, by: standing.requester, row, isInferred: false, text: change(to: row))
  }

  mutating func resume(_ row: LogRow, isInferred: Bool = false) {
    step(.resume, by: standing.agent, row, isInferred: isInferred, text: change(to: row))
  }

  mutating func reopen(_ row: LogRow, isInferred: Bool = false) {
    step(.reopen, by: standing.requester, row, isInferred: isInferred, text: change(to: row))
  }

  mutating func ask(_ row: LogRow) {
    let isInferred = standing.former?.state == .awaitingUser
    step(.ask, by: standing.agent, row, isInferred: isInferred, text: row.state.word)
  }

  mutating func freeze(_ row: LogRow) {
    let isInferred = standing.former?.state == row.state
    step(.freeze, by: standing.agent, row, isInferred: isInferred, text: text.hold(row))
    standing.holdReason = row.state.word
  }

  mutating func resolve(_ row: LogRow, isInferred: Bool = false) {
    let again = standing.former?.state == .resolved
    step(
      .resolve, by: standing.agent, row, isInferred: isInferred || again,
      text: text.solution(row))
  }

  mutating func close(_ row: LogRow) {
    step(.autoClose, by: nil, row, isInferred: false)
  }

  /// `Active → Resolved`, in the log's words.
  private func change(to row: LogRow) -> String {
    guard let former = standing.former, former.state != row.state else { return row.state.word }
    return "\(former.state.word) → \(row.state.word)"
  }

  private mutating func step(
    _ verb: Verb, by author: Int?, _ row: LogRow, isInferred: Bool, team: Int? = nil,
    agent: Int? = nil, text words: String? = nil
  ) {
    guard can(verb), let transition = lifecycle[verb] else { return remark(row, noWay(verb)) }
    let reason = words.map { self.text.reason(row, isInferred: isInferred, $0) }
    add(
      .transition(verb, team: team, agent: agent), by: author, for: row, isInferred: isInferred,
      text: reason)
    standing.state = transition.destination(namesTeam: team != nil)
    if let team {
      standing.team = team
      standing.agent = nil
    }
    if let agent { standing.agent = agent }
  }
}

import EscaleCore

extension IncidentMapper {
  /// Leads the request to where a row says that the incident stands.
  mutating func lead(to row: LogRow) {
    loosen(for: row)
    guard row.state != .new else { return waitAnew(row) }
    handOver(to: row)
    appoint(for: row)
    settle(as: row)
  }

  /// An incident that nobody works on yet.
  private mutating func waitAnew(_ row: LogRow) {
    if row[.assignee] != nil, row[.assignee] != standing.former?[.assignee] {
      remark(row, .assigneeOfNew)
    }
    guard standing.state != .new, standing.state != .dispatched else { return handOver(to: row) }
    guard makeTransferable(row) else { return remark(row, noWay(.transfer)) }
    transfer(to: group(row[.group]), row, isInferred: true)
  }

  /// Ends waiting and resolution, where the row does, or where the agent or the reason changes.
  private mutating func loosen(for row: LogRow) {
    switch (standing.state, row.state) {
    case (.pending, .active): answer(row)
    case (.frozen, .active): resume(row)
    case (.resolved, .active): reopen(row)
    case (.resolved, .awaitingUser), (.resolved, .onHold): reopen(row, isInferred: true)
    case (.pending, .onHold), (.frozen, .awaitingUser), (.frozen, .resolved), (.frozen, .closed):
      resume(row, isInferred: true)
    case (.frozen, .onHold) where standing.holdReason != row.state.word || hasOtherAgent(row):
      resume(row, isInferred: true)
    case (.pending, .awaitingUser), (.pending, .resolved), (.pending, .closed):
      if hasOtherAgent(row) { resume(row, isInferred: true) }
    default: break
    }
  }

  private mutating func hasOtherAgent(_ row: LogRow) -> Bool {
    row[.assignee].map { member($0) != standing.agent } ?? false
  }

  /// Brings the request to the team that the row names, or to triage where it names none.
  private mutating func handOver(to row: LogRow) {
    let wanted = group(row[.group])
    if standing.state == .new {
      if row.state == .new, row[.group] == nil { return }
      dispatch(to: wanted, row)
    } else if wanted != standing.responsible {
      guard makeTransferable(row) else { return remark(row, noWay(.transfer)) }
      transfer(to: wanted, row, isInferred: row[.group] == nil)
    }
  }

  /// Brings the request to a state that a transfer leaves, if there is a way.
  private mutating func makeTransferable(_ row: LogRow) -> Bool {
    if can(.transfer) { return true }
    guard lifecycle[.transfer]?.from.contains(.assigned) == true else { return false }
    switch standing.state {
    case .pending, .frozen, .postponed: resume(row, isInferred: true)
    case .resolved: reopen(row, isInferred: true)
    default: break
    }
    return can(.transfer)
  }

  /// Gives the request to the agent whom the row names, or to one who stands for the group.
  private mutating func appoint(for row: LogRow) {
    let wanted = row[.assignee].map { member($0) }
    switch standing.state {
    case .dispatched: assign(to: wanted, row)
    case .assigned:
      if let wanted, wanted != standing.agent { reassign(to: wanted, row) }
    case .resolved:
      if let wanted, wanted != standing.agent, row[.assignee] != standing.former?[.assignee] {
        remark(row, .assigneeAfterResolution)
      }
    default: break
    }
    if row[.assignee] == nil, let former = standing.former?[.assignee],
      member(former) == standing.agent
    {
      remark(row, .assigneeWithdrawn)
    }
  }

  /// Ends in the row's own state.
  private mutating func settle(as row: LogRow) {
    switch (standing.state, row.state) {
    case (.assigned, .awaitingUser): ask(row)
    case (.assigned, .onHold): freeze(row)
    case (.assigned, .resolved), (.pending, .resolved): resolve(row)
    case (.assigned, .closed), (.pending, .closed):
      resolve(row, isInferred: true)
      close(row)
    case (.resolved, .closed): close(row)
    case (.assigned, .active), (.pending, .awaitingUser), (.frozen, .onHold),
      (.resolved, .resolved):
      break
    default: remark(row, .noWay(verb(of: row.state), from: standing.state))
    }
  }

  /// The verb that leads into a state of the log.
  private func verb(of state: LogState) -> Verb {
    switch state {
    case .new, .active, .stray: .assign
    case .awaitingUser: .ask
    case .onHold: .freeze
    case .resolved: .resolve
    case .closed: .autoClose
    }
  }

  /// Whether the lifecycle lets the verb leave the present state.
  func can(_ verb: Verb) -> Bool { lifecycle[verb]?.from.contains(standing.state) ?? false }

  func noWay(_ verb: Verb) -> ImportRemark.Kind { .noWay(verb, from: standing.state) }
}

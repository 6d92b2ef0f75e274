import EscaleCore
import Ledger

extension ImportPlan {
  /// The plan as the ledger records it, with the directory's numbers.
  func drafts(_ numbers: CastNumbers, lifecycle: LifecycleVersion) -> [ServerDraft] {
    var drafts: [ServerDraft] = []
    drafts.reserveCapacity(changeCount)
    for incident in incidents {
      let request = ServerDraft.Target.draft(drafts.count)
      for change in incident.changes {
        drafts.append(change.draft(on: request, numbers, lifecycle: lifecycle))
      }
    }
    return drafts
  }
}

extension PlannedChange {
  fileprivate func draft(
    on request: ServerDraft.Target, _ numbers: CastNumbers, lifecycle: LifecycleVersion
  ) -> ServerDraft {
    var target = request
    let draftBody: ServerDraft.Body
    switch body {
    case .create(let requester, let team):
      target = .new
      draftBody = .create(
        requester: numbers.people[requester], team: team.map { numbers.teams[$0] },
        lifecycle: lifecycle)
    case .transition(let verb, let team, let agent):
      draftBody = .transition(
        verb, team: team.map { numbers.teams[$0] }, agent: agent.map { numbers.people[$0] },
        date: nil)
    case .edit: draftBody = .edit
    }
    return ServerDraft(
      draftBody, on: target, author: author.map { numbers.people[$0] } ?? .system,
      authoredAt: at, receivedAt: at, text: text, fields: fields)
  }
}

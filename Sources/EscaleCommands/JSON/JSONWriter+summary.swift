import EscaleCore
import ReplicaStore

extension JSONWriter {
  /// One row of a list: what `show` has, without description, attachments and timeline.
  mutating func summary(_ row: RequestSummary, stateLabel: String, directory: DirectoryNames) {
    beginObject()
    member("ref", row.ref)
    member("title", row.title)
    member("state", row.state.rawValue)
    member("stateLabel", stateLabel)
    member("lifecycle", row.lifecycle.name)
    member("lifecycleVersion", row.lifecycle.version)
    member("service", row.service)
    member("fields", fields: row.answers.lazy.map { ($0.key.formKey ?? $0.key.rawValue, $0.value) })
    member("requester", row.requester, directory)
    member("creator", row.creator, directory)
    member("contacts", row.contacts.map { directory.name($0) })
    member("team", row.team, directory)
    member("agent", row.agent, directory)
    member("urgency", row.urgency)
    member("impact", row.impact)
    member("priority", directory.priorities.priority(urgency: row.urgency, impact: row.impact))
    member("location", row.location)
    member("origin", row.origin)
    member("solutionCategory", row.solutionCategory)
    moments(of: row)
    member("carried", directory.isCarried(row.ref))
    endObject()
  }

  private mutating func moments(of row: RequestSummary) {
    member("createdAt", moment: row.createdAt)
    member("updatedAt", moment: row.updatedAt)
    member("postponedUntil", moment: row.postponedUntil)
    member("solution", row.solution)
    member("position", row.position)
    member("pending", row.pendingCount)
    member("conflicts", row.conflictCount)
    member("unread", row.unreadCount)
    member("formerRef", row.formerReference)
  }
}

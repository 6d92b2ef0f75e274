package import EscaleCore

/// A request as one person may see it, and what he may do to it now.
package struct SeenRequest: Sendable {
  /// Made of what he may see alone.
  package let view: RequestView
  /// The verbs of the lifecycle that he may use now, in the table's order.
  package let verbs: [TransitionRow]
  package let mayComment: Bool
  /// Whether he may write, and sees, notes that never reach a requester.
  package let mayNote: Bool
  package let mayChangeContacts: Bool
  /// Whether he may edit its fields, and link it to others.
  package let mayEdit: Bool
  /// Whether he is its requester or a contact.
  package let isRequester: Bool
  package let directory: DeskDirectory

  /// The transition that holds: what an act from a page is made on.
  package var effective: ChangeID {
    view.history.steps[view.history.effective].id
  }

  init?(
    _ request: RequestID, for person: Person, in transaction: any LedgerTransaction,
    directory: DeskDirectory
  ) throws {
    guard let row = try transaction.request(request),
      let lifecycle = directory.lifecycle(row.lifecycle)
    else { return nil }
    let seen = person.sees(try transaction.grants(on: request))
    guard seen != .nothing else { return nil }
    let changes = try Self.changes(of: request, for: person, as: seen, in: transaction)
    guard let first = changes.first, var fold = RequestFold(first, lifecycle: lifecycle) else {
      throw LedgerError.damaged("request \(request)")
    }
    for change in changes.dropFirst() { fold.append(change) }
    view = RequestView(fold: fold, changes: changes)
    self.directory = directory
    let rights = PresentRights(
      of: person.number, on: view.history, facts: directory.facts(of: person))
    verbs = rights.verbs
    mayComment = rights.may(.comment(Comment(isPrivate: false)))
    mayNote = rights.may(.comment(Comment(isPrivate: true)))
    mayChangeContacts = rights.may(
      .contact(ContactChange(person: person.number, removes: true)))
    mayEdit = rights.may(.edit(Edit(keys: [.title])))
    isRequester = rights.relation.isRequester || rights.relation.isContact
  }

  /// What of a request somebody may see, in the ledger's order.
  private static func changes(
    of request: RequestID, for person: Person, as seen: SeenAs,
    in transaction: any LedgerTransaction
  ) throws -> [FoldedChange] {
    var changes: [FoldedChange] = []
    try transaction.scan(request: request, after: .start, through: .last) { glance, row in
      guard seen.isGiven(glance, to: person.number) else { return true }
      let entry = try row().entry
      changes.append(
        FoldedChange(
          header: entry.change.header, payload: entry.change.readPayload, verdict: entry.verdict,
          position: entry.position, receivedAt: entry.receivedAt))
      return true
    }
    return changes
  }
}

extension DeskDirectory {
  /// What it says of somebody who acts, with nobody else named.
  fileprivate func facts(of person: Person) -> DirectoryFacts {
    DirectoryFacts(
      author: person.standing, person: person.standing, isReplicaActive: true,
      triageTeam: policy.triageTeam, retiredTeams: retiredTeams, isTeamRight: true)
  }
}

extension Person {
  /// As what he sees, now, a request with these grants.
  func sees(_ grants: [Grant]) -> SeenAs {
    guard isActive, !grants.isEmpty else { return .nothing }
    if roles.contains(.admin) { return .administrator }
    var seen = SeenAs.nothing
    for grant in grants where grant.until == nil {
      switch grant.holder {
      case .requester(number): seen = .requester
      case .agent(number) where roles.contains(.agent): return .agent
      case .team(let team) where roles.contains(.agent) && teams.contains(team): return .agent
      default: continue
      }
    }
    return seen
  }
}

extension SeenAs {
  /// Whether an entry is shown to somebody who sees its request like this.
  fileprivate func isGiven(_ glance: EntryGlance, to person: PersonNumber) -> Bool {
    guard glance.kind != .void else { return false }
    if glance.isPrivate, self == .requester { return false }
    return glance.outcome.counts || glance.author == person || self == .administrator
  }
}

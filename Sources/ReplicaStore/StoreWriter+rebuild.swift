package import EscaleCore
import GRDB

/// What a check of a replica found.
package struct StoreFindings: Hashable, Sendable {
  /// What is wrong, in the words of the check; nothing where all is sound.
  package var problems: [Problem] = []
  package var changes = 0
  package var requests = 0
  package var pending = 0
  /// How many files of attachments were read through.
  package var attachments = 0

  /// Nothing found.
  package init() {}

  /// One thing that is wrong.
  package enum Problem: Hashable, Sendable {
    case sqlite(String)
    case unreadableChange(ChangeID)
    case brokenLink(ChangeID)
    case missingSequence(ChangeID)
    case staleProjection(RequestID)
    /// The bytes of an attachment aren't those that its hash names.
    case damagedAttachment(ChangeID)
    /// The bytes of an attachment that nobody else has yet aren't here.
    case lostAttachment(ChangeID)
  }
}

extension StoreReader {
  /// Whether the rows of requests equal what their changes fold to.
  package func staleProjections() throws -> [RequestID] {
    var stale: [RequestID] = []
    for request in try requestsWithChanges() {
      let expected = try folded(request, withTexts: false).map {
        RequestSummary($0.fold, conflicts: 0)
      }
      var found = try summary(of: request)
      found?.conflictCount = 0
      found?.unreadCount = 0
      let hasStaleAttachments = try hasStaleAttachments(request, changes(of: request))
      if expected != found || hasStaleAttachments { stale.append(request) }
    }
    return stale
  }
}

extension StoreWriter {
  /// Makes every row of requests anew from the changes.
  ///
  /// - Returns: How many requests there are.
  package func rebuild() throws -> Int {
    try removeProjections()
    var count = 0
    for request in try reader.requestsWithChanges() {
      try rebuildAttachments(of: request)
      if try project(request) != nil { count += 1 }
    }
    return count
  }
}

extension RequestSummary {
  /// The row that a fold gives.
  package init(_ fold: RequestFold, conflicts: Int) {
    let history = fold.history
    let standing = history.standing
    self.init(
      ref: history.request, formerReference: fold.formerReference,
      lifecycle: history.lifecycle.nameAndVersion, state: standing.state,
      title: fold.fields[.title]?.value ?? "", service: fold.fields[.service]?.value,
      requester: history.creation.requester, creator: history.creator,
      contacts: history.contactPersons(), team: standing.team, agent: standing.agent,
      urgency: fold.fields[.urgency]?.value, impact: fold.fields[.impact]?.value,
      location: fold.fields[.location]?.value, origin: fold.fields[.origin]?.value,
      solutionCategory: fold.fields[.solutionCategory]?.value, links: fold.links,
      createdAt: fold.createdAt,
      updatedAt: fold.updatedAt, postponedUntil: standing.postponedUntil,
      solution: fold.solution,
      answers: fold.fields.filter { $0.key.formKey != nil }.sorted { $0.key < $1.key }.map {
        Payload.Field(key: $0.key, value: $0.value.value)
      }, position: fold.position, pendingCount: fold.pendingCount, conflictCount: conflicts)
  }
}

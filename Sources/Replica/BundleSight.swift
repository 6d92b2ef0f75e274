import EscaleCore
import ReplicaStore

/// What of a bundle its reader may see, by the directory as his replica knows it.
///
/// What he may not is carried for its author all the same, unseen.
struct BundleSight {
  private let person: PersonNumber
  private let standing: PersonStanding
  private let triageTeam: TeamNumber?

  init(_ person: PersonNumber, _ reader: StoreReader) throws {
    self.person = person
    standing = try reader.standing(of: person) ?? .unknown
    triageTeam = try reader.policy()?.triageTeam
  }

  /// Of one request's changes those that he may see; none where it isn't his to see.
  func visible(
    _ changes: [Change], of request: RequestID, _ reader: StoreReader
  ) throws -> [Change] {
    var headers = changes.map(\.header)
    headers += try reader.changes(of: request).map(\.change.header)
    let isKnown = try reader.folded(request, withTexts: false) != nil
    let isAgent = seesAsAgent(headers)
    guard isKnown || isAgent || headers.contains(where: concernsAsRequester) else { return [] }
    return isAgent ? changes : changes.filter { !$0.header.isPrivate }
  }

  private func seesAsAgent(_ headers: [Header]) -> Bool {
    if standing.roles.contains(.admin) { return true }
    guard standing.roles.contains(.agent) else { return false }
    return headers.contains { header in
      switch header.body {
      case .create(let creation): isOurs(creation.team ?? triageTeam)
      case .transition(let step): isOurs(step.team) || step.agent == person
      default: false
      }
    }
  }

  private func isOurs(_ team: TeamNumber?) -> Bool {
    team.map(standing.teams.contains) ?? false
  }

  private func concernsAsRequester(_ header: Header) -> Bool {
    switch header.body {
    case .create(let creation): creation.requester == person || header.author == person
    case .contact(let change): change.person == person && !change.removes
    default: false
    }
  }
}

extension Header {
  fileprivate var isPrivate: Bool {
    if case .comment(let comment) = body { return comment.isPrivate }
    return false
  }
}

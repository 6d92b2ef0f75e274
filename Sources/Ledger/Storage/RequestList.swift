package import EscaleCore

/// Which requests somebody wants to see, and in what order.
package struct RequestList: Hashable, Sendable {
  package var scope: Scope
  /// Those that nothing leaves any more, or all the others.
  package var isFinal: Bool
  package var order: Order
  /// Only those in this state.
  package var state: State?
  /// Only those that name this team.
  package var team: TeamNumber?
  /// Only those of this agent.
  package var agent: PersonNumber?
  /// Only those whose reference or title has all of these words, as ``FoldedText`` spells them.
  package var words: [String]
  /// How many are passed over.
  package var offset: Int
  /// How many are wanted, from 1.
  package var limit: Int

  /// How many requests one look for words reads at most; what lies behind isn't found.
  package static let readLimit = 50_000

  /// How many teams a scope can name: SQLite takes no more than 500 selections in one.
  package static let teamLimit = 400

  package init(
    scope: Scope, isFinal: Bool = false, order: Order = .updated, state: State? = nil,
    team: TeamNumber? = nil, words: [String] = [], offset: Int = 0, limit: Int
  ) {
    self.scope = scope
    self.isFinal = isFinal
    self.order = order
    self.state = state
    self.team = team
    self.words = words
    self.offset = max(offset, 0)
    self.limit = max(limit, 1)
  }

  package enum Scope: Hashable, Sendable {
    /// Those of which somebody is requester, contact, or the one who created them.
    case concerning(PersonNumber)
    /// Those that one of these teams has; of them nil is none.
    case teams([TeamNumber?])
    /// Every request that there is.
    case all
  }

  /// Raw values stand in addresses of pages.
  package enum Order: String, Hashable, Sendable, CaseIterable {
    /// The last movement first.
    case updated
    /// The newest first.
    case created
    /// By title.
    case title
    /// By state, within it the last movement first.
    case state
  }
}

/// A request as a list shows it.
package struct ListedRequest: Hashable, Sendable {
  package let id: RequestID
  package let lifecycle: LifecycleVersion
  package let state: State
  package let requester: PersonNumber
  package let team: TeamNumber?
  package let agent: PersonNumber?
  package let title: String
  package let service: String
  package let urgency: String?
  package let impact: String?
  /// In milliseconds since 1970 UTC, as all times here.
  package let createdAt: Int64
  package let updatedAt: Int64
}

/// One page of a list.
package struct ListedPage: Hashable, Sendable {
  package let requests: [ListedRequest]
  /// Whether more follow.
  package let hasMore: Bool
  /// How many the list has, up to ``countLimit``; nil where it has words.
  package let count: Int?

  /// How far a list is counted.
  package static let countLimit = 1_000
}

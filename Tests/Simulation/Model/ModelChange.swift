/// The id of a change, or of the request that it created.
package struct ModelID: Hashable, Sendable, CustomStringConvertible {
  package var replica: Int
  package var sequence: Int

  package init(_ replica: Int, _ sequence: Int) {
    self.replica = replica
    self.sequence = sequence
  }

  package var description: String { "\(replica)-\(sequence)" }
}

/// A change as the model sees it: all that a decision could depend on, in plain words.
package struct ModelChange: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case transition, edit, contact, remark
  }

  package var id: ModelID
  package var request: ModelID
  package var kind: Kind
  /// For each replica that touched the request, the last of its changes that the author had seen.
  package var context: [ModelID]
  package var author: String
  /// The ledger position that the author's replica claims to have acknowledged.
  package var claim: Int
  /// Up to where that is surely a claim about this ledger, where a restoration has left a doubt.
  package var sure: Int?

  package var verb = ""
  package var base: ModelID?
  package var lifecycle = ""
  package var team: String?
  package var agent: String?
  package var date: String?
  /// The requester of a creation, or whom a change of contacts concerns.
  package var person: String?
  /// Whether a change of contacts adds its person; otherwise it removes him.
  package var adds = true
  /// The quarantined change that an administrator says again by this one.
  package var adopts: ModelID?
  /// What a creation or an edit says of the request's fields.
  package var values: [String: String] = [:]
  /// Whatever else its bytes say: two changes are the same when this is, too.
  package var rest = ""

  package init(
    id: ModelID, request: ModelID, kind: Kind, context: [ModelID], author: String, claim: Int
  ) {
    self.id = id
    self.request = request
    self.kind = kind
    self.context = context
    self.author = author
    self.claim = claim
  }

  /// Whether the change creates its request.
  package var creates: Bool { id == request }

  /// Whether its author had seen another change of the request.
  package func hasSeen(_ other: ModelID) -> Bool {
    context.contains { $0.replica == other.replica && $0.sequence >= other.sequence }
  }

  /// Whether all that another context names was seen here, too.
  package func hasSeen(all others: [ModelID]) -> Bool {
    others.allSatisfy { hasSeen($0) }
  }
}

package import EscaleCore

/// A request as lists and timers read it: made from its entries, written with each of them.
package struct RequestRow: Hashable, Sendable {
  package var id: RequestID
  package var lifecycle: LifecycleVersion
  package var requester: PersonNumber
  package var creator: PersonNumber
  package var state: State
  /// Whether nothing leaves the state.
  package var isFinal: Bool
  package var team: TeamNumber?
  package var agent: PersonNumber?
  /// In milliseconds since 1970 UTC, as all times here.
  package var postponedUntil: Int64?
  /// The effective transition.
  package var effective: ChangeID
  /// When the server learnt of the transition that now holds.
  package var since: Int64
  /// When the server learnt of the creation.
  package var createdAt: Int64
  /// When the server last learnt of anything that counts.
  package var updatedAt: Int64
  /// When the server last learnt of a comment or an attachment of the requester or a contact.
  package var requesterActiveAt: Int64?
  package var title: String?
  package var service: String?
  package var urgency: String?
  package var impact: String?
  package var location: String?
  /// What a change made by the server has seen of the request.
  package var context: Context
}

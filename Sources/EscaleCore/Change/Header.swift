/// The immutable head of a change: who, when, on what, having seen what, and all that a decision
/// or a right depends on.
///
/// People and teams are named by their directory numbers. The bytes that were received are what is
/// hashed, stored and relayed; this is their reading.
///
/// Source: DESIGN, "A change, in bytes".
package struct Header: Hashable, Sendable {
  /// The longest header in bytes.
  package static let byteLimit = 16_384

  package var id: ChangeID
  /// The request; for a `create`, the change itself.
  package var request: RequestID
  package var context: Context
  package var author: PersonNumber
  /// When the author's device says that it happened, in milliseconds since 1970 UTC.
  ///
  /// Evidence, never decisive.
  package var authoredAt: Int64
  /// The position up to which the author's replica held the ledger.
  package var acknowledged: Position
  package var body: Body
  /// The change, of a replica that forked, that this one says again under a new id.
  package var reissues: ChangeID?
  /// The quarantined change that an administrator adopted by this one.
  package var adopts: ChangeID?

  package init(
    id: ChangeID, request: RequestID, context: Context, author: PersonNumber, authoredAt: Int64,
    acknowledged: Position, body: Body, reissues: ChangeID? = nil, adopts: ChangeID? = nil
  ) {
    self.id = id
    self.request = request
    self.context = context
    self.author = author
    self.authoredAt = authoredAt
    self.acknowledged = acknowledged
    self.body = body
    self.reissues = reissues
    self.adopts = adopts
  }

  /// What a change does, by kind.
  package enum Body: Hashable, Sendable {
    case create(Creation)
    case transition(TransitionStep)
    case comment(Comment)
    case edit(Edit)
    case contact(ContactChange)
    /// Which file is attached stands in the payload.
    case attachment
    case void
    /// A kind that this version doesn't understand.
    case other(Kind)
  }

  package var kind: Kind {
    switch body {
    case .create: .create
    case .transition: .transition
    case .comment: .comment
    case .edit: .edit
    case .contact: .contact
    case .attachment: .attachment
    case .void: .void
    case .other(let kind): kind
    }
  }
}

package import EscaleCore

/// A change that the server is to make on its own replica: for somebody who used its pages, for
/// what an import brings, or for the system itself.
///
/// Context, base and acknowledged position are those of the moment when it is recorded.
package struct ServerDraft: Sendable {
  package var body: Body
  package var target: Target
  package var author: PersonNumber
  /// When it happened, in milliseconds since 1970 UTC.
  package var authoredAt: Int64
  /// When the server is to have learnt of it; nil for now, which only an import has otherwise.
  package var receivedAt: Int64?
  package var text: String?
  package var fields: [FieldKey: String]

  package enum Target: Hashable, Sendable {
    /// A request that the draft creates.
    case new
    case request(RequestID)
    /// The request that an earlier draft of the same batch creates, by its index.
    case draft(Int)
  }

  package enum Body: Hashable, Sendable {
    case create(requester: PersonNumber, team: TeamNumber?, lifecycle: LifecycleVersion)
    case transition(
      Verb, team: TeamNumber? = nil, agent: PersonNumber? = nil, date: Int64? = nil)
    case comment(isPrivate: Bool)
    /// Sets the fields of the draft.
    case edit
    case contact(PersonNumber, removes: Bool)
    /// A file whose bytes are among ``DeskLedger/blobs`` already.
    case attachment(Attachment)
  }

  package init(
    _ body: Body, on target: Target, author: PersonNumber, authoredAt: Int64,
    receivedAt: Int64? = nil, text: String? = nil, fields: [FieldKey: String] = [:]
  ) {
    self.body = body
    self.target = target
    self.author = author
    self.authoredAt = authoredAt
    self.receivedAt = receivedAt
    self.text = text
    self.fields = fields
  }
}

/// What came of a draft.
package struct RecordedDraft: Hashable, Sendable {
  package let id: ChangeID
  package let request: RequestID
  package let position: Position
  package let verdict: Verdict
}

package import EscaleCore

/// What one person is told, with all that may stand in it: made of what he may see at that moment.
package struct Notice: Sendable {
  package let id: Int64
  package let event: NoticeEvent
  /// To whom.
  package let person: Person
  package let language: Language
  /// In milliseconds since 1970 UTC.
  package let queuedAt: Int64
  package let ledger: LedgerID
  package let matter: Matter

  package enum Matter: Sendable {
    case request(NoticedRequest)
    /// What opens the page on which he sets a new password, once, within the hour.
    case passwordReset(token: String)
  }
}

/// A request, as a notice speaks of it.
package struct NoticedRequest: Sendable {
  package let ref: RequestID
  /// The entry that is the reason.
  package let position: Position
  package let title: String
  package let state: Words
  package let team: Words?
  /// The full name of its agent.
  package let agent: String?
  /// The full name of its requester.
  package let requester: String
  /// Whether it is told to its requester or a contact.
  package let isForRequester: Bool
  /// Who did it; nil for the server.
  package let author: String?
  /// Whether it was handed to the team by a transfer, or by the triage.
  package let isHandedOn: Bool
  /// What he wrote; nil where there is nothing, or nothing any more.
  package let text: String?
  /// When it will close by itself, in milliseconds since 1970 UTC.
  package let closesAt: Int64?
}

/// What came of handing a notice over.
package enum HandOver: Hashable, Sendable {
  case done
  /// It can be tried again.
  case postponed(String)
  /// It will never be taken.
  case refused(String)
  /// Nobody can know whether it was taken.
  case unsure(String)
}

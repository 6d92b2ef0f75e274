package import EscaleCore

/// What somebody can be told of by mail.
package enum NoticeEvent: String, Hashable, Sendable, CaseIterable {
  /// A request was made for him, or has come to his team.
  case created
  /// An agent has it: told to the agent, and to those who asked.
  case assigned
  /// An agent asks something.
  case asked
  /// An answer has come, or the request was reopened.
  case answered
  /// A comment that is for everybody.
  case commented
  case resolved
  /// It closes by itself soon.
  case closingSoon = "closing-soon"
  case closed
  /// He was added as a contact.
  case contactAdded = "contact-added"
  /// He asked for a way to set a new password: no event of the desk, and nobody's to switch off.
  case passwordReset = "password-reset"

  /// What people choose from.
  package static let choices = allCases.filter { $0 != .passwordReset }

  /// What it is, for those who choose.
  package var words: Words {
    switch self {
    case .created:
      Words(
        french: "Une demande est créée pour moi, ou arrive dans mon équipe",
        english: "A request is made for me, or comes to my team")
    case .assigned:
      Words(french: "Un agent prend la demande", english: "An agent takes the request")
    case .asked: Words(french: "Un agent pose une question", english: "An agent asks something")
    case .answered: Words(french: "Une réponse arrive", english: "An answer comes")
    case .commented: Words(french: "Un commentaire est ajouté", english: "A comment is added")
    case .resolved: Words(french: "La demande est résolue", english: "The request is resolved")
    case .closingSoon:
      Words(
        french: "La demande va se fermer d'elle-même", english: "The request closes by itself soon")
    case .closed: Words(french: "La demande est fermée", english: "The request is closed")
    case .contactAdded:
      Words(french: "Je deviens contact d'une demande", english: "I become a contact of a request")
    case .passwordReset:
      Words(french: "Un nouveau mot de passe", english: "A new password")
    }
  }
}

/// What somebody wants to be told of, and in which language.
package struct NoticeChoice: Hashable, Sendable {
  package var person: PersonNumber
  package var events: Set<NoticeEvent>
  package var language: Language

  /// What holds for whoever never chose: everything, in French.
  package init(
    person: PersonNumber, events: Set<NoticeEvent> = Set(NoticeEvent.choices),
    language: Language = .french
  ) {
    self.person = person
    self.events = events
    self.language = language
  }

  /// Whether he is to be told of an event.
  package func wants(_ event: NoticeEvent) -> Bool {
    event == .passwordReset || events.contains(event)
  }
}

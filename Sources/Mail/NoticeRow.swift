import EscaleCore
import Ledger

/// How letters tell of an event, a row for each circumstance that they tell apart.
struct NoticeRow: Sendable {
  /// What makes a difference.
  enum Circumstance: Sendable {
    case always
    /// It is told to the requester or a contact.
    case forRequester
    /// It was handed to the team by another one.
    case handedOn
    /// The server did it by itself.
    case bySystem
  }

  let event: NoticeEvent
  let circumstance: Circumstance
  let subject: Words
  /// `{author}` and `{agent}` stand for names.
  private let sentence: Words

  private init(
    _ event: NoticeEvent, when circumstance: Circumstance = .always, _ subject: Words,
    _ sentence: Words
  ) {
    self.event = event
    self.circumstance = circumstance
    self.subject = subject
    self.sentence = sentence
  }

  func applies(to request: NoticedRequest) -> Bool {
    switch circumstance {
    case .always: true
    case .forRequester: request.isForRequester
    case .handedOn: request.isHandedOn
    case .bySystem: request.author == nil
    }
  }

  /// The sentence with the names in their places.
  func sentence(author: String, agent: String) -> Words {
    func filled(_ text: String) -> String {
      text.split(separator: "{author}", omittingEmptySubsequences: false).map { part in
        part.split(separator: "{agent}", omittingEmptySubsequences: false).joined(separator: agent)
      }.joined(separator: author)
    }
    return Words(french: filled(sentence.french), english: filled(sentence.english))
  }

  /// Of those that are for an event the first that applies.
  static let all: [NoticeRow] = [
    NoticeRow(
      .created, when: .forRequester, Words(french: "Demande créée", english: "Request created"),
      Words(
        french: "{author} a créé cette demande pour vous.",
        english: "{author} created this request for you.")),
    NoticeRow(
      .created, when: .handedOn,
      Words(french: "Demande transmise à votre équipe", english: "Handed to your team"),
      Words(
        french: "{author} a transmis cette demande à votre équipe.",
        english: "{author} handed this request to your team.")),
    NoticeRow(
      .created, Words(french: "Nouvelle demande", english: "New request"),
      Words(
        french: "{author} a créé cette demande, qui est dans les mains de votre équipe.",
        english: "{author} created this request, which is in your team's hands.")),
    NoticeRow(
      .assigned, when: .forRequester,
      Words(french: "Demande prise en charge", english: "Request assigned"),
      Words(
        french: "{agent} s'occupe de votre demande.",
        english: "{agent} takes care of your request.")),
    NoticeRow(
      .assigned, Words(french: "Demande prise en charge", english: "Request assigned"),
      Words(
        french: "{author} a attribué cette demande à {agent}.",
        english: "{author} assigned this request to {agent}.")),
    NoticeRow(
      .asked, Words(french: "Une question pour vous", english: "A question for you"),
      Words(french: "{author} attend votre réponse :", english: "{author} waits for your answer:")),
    NoticeRow(
      .answered, Words(french: "Réponse", english: "Answer"),
      Words(french: "{author} a répondu :", english: "{author} answered:")),
    NoticeRow(
      .commented, Words(french: "Commentaire", english: "Comment"),
      Words(french: "{author} a écrit :", english: "{author} wrote:")),
    NoticeRow(
      .resolved, when: .bySystem, Words(french: "Demande résolue", english: "Request resolved"),
      Words(
        french: "La demande a été résolue automatiquement, faute de nouvelles.",
        english: "The request was resolved automatically, for want of news.")),
    NoticeRow(
      .resolved, Words(french: "Demande résolue", english: "Request resolved"),
      Words(french: "{author} a résolu la demande :", english: "{author} resolved the request:")),
    NoticeRow(
      .closingSoon, Words(french: "Fermeture prochaine", english: "Closing soon"),
      Words(
        french: "Cette demande est résolue, et se fermera d'elle-même si personne ne la ferme.",
        english: "This request is resolved, and closes by itself unless somebody closes it.")),
    NoticeRow(
      .closed, when: .bySystem, Words(french: "Demande fermée", english: "Request closed"),
      Words(
        french: "La demande a été fermée automatiquement.",
        english: "The request was closed automatically.")),
    NoticeRow(
      .closed, Words(french: "Demande fermée", english: "Request closed"),
      Words(french: "{author} a fermé la demande.", english: "{author} closed the request.")),
    NoticeRow(
      .contactAdded, Words(french: "Vous êtes contact d'une demande", english: "You are a contact"),
      Words(
        french: "{author} vous a ajouté aux contacts de cette demande : vous y avez les mêmes"
          + " droits que son demandeur.",
        english: "{author} added you to the contacts of this request: you have the same rights"
          + " on it as its requester.")),
  ]
}

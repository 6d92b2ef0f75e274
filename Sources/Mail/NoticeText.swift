import EscaleCore
import Ledger

/// What a letter says, in both languages.
struct NoticeText {
  /// How much of a title stands in a subject, in characters.
  private static let titleLimit = 120
  /// How much of what somebody wrote is quoted, in bytes.
  private static let quoteByteLimit = 10_000

  let subject: Words
  let body: Words

  init(_ request: NoticedRequest, of notice: Notice, portal: String?) {
    let title = String(HeaderTitle.oneLine(request.title).prefix(Self.titleLimit))
    let happened = Self.happened(request, notice.event)
    subject = Words(
      french: "[\(request.ref)] \(happened.subject.french) : \(title)",
      english: "[\(request.ref)] \(happened.subject.english): \(title)")
    let quote = request.text.map { "\n" + Self.quoted($0) + "\n" } ?? ""
    let facts = Self.facts(request)
    let way = portal.map { "\n\($0)/requests/\(request.ref)\n" } ?? ""
    body = Words(
      french: "Bonjour,\n\n\(happened.sentence.french)\n\(quote)\n\(facts.french)\(way)"
        + Self.foot(portal).french,
      english: "Hello,\n\n\(happened.sentence.english)\n\(quote)\n\(facts.english)\(way)"
        + Self.foot(portal).english)
  }

  init(resetToken token: String, of notice: Notice, portal: String) {
    let link = "\(portal)/reset/\(token)"
    subject = Words(
      french: "Votre nouveau mot de passe d'assistance", english: "Your new helpdesk password")
    body = Words(
      french: """
        Bonjour,

        Quelqu'un, sans doute vous, a demandé un nouveau mot de passe pour « \(notice.person.name) ».
        Ce lien permet de le choisir, une seule fois, pendant une heure :

        \(link)

        Si vous n'avez rien demandé, il n'y a rien à faire : le mot de passe reste ce qu'il est.

        """,
      english: """
        Hello,

        Somebody, presumably you, asked for a new password for "\(notice.person.name)".
        With this link you can choose it, once, within the hour:

        \(link)

        If it wasn't you, there is nothing to do: the password stays what it is.

        """)
  }

  /// What happened: in the subject, and in a sentence of its own.
  private static func happened(
    _ request: NoticedRequest, _ event: NoticeEvent
  ) -> (subject: Words, sentence: Words) {
    guard let row = NoticeRow.all.first(where: { $0.event == event && $0.applies(to: request) })
    else { return (event.words, event.words) }
    let author = HeaderTitle.oneLine(request.author ?? "")
    let agent = HeaderTitle.oneLine(request.agent ?? "")
    return (row.subject, row.sentence(author: author, agent: agent))
  }

  private static func facts(_ request: NoticedRequest) -> Words {
    func lines(_ language: Language) -> String {
      var rows = [
        (Words(french: "Demande", english: "Request"), "\(request.ref) – \(request.title)"),
        (Words(french: "Demandeur", english: "Requester"), request.requester),
        (Words(french: "État", english: "State"), request.state[language]),
      ]
      if let team = request.team {
        rows.append((Words(french: "Équipe", english: "Team"), team[language]))
      }
      if let agent = request.agent {
        rows.append((Words(french: "Agent", english: "Agent"), agent))
      }
      if let closesAt = request.closesAt {
        let day = Timestamp(milliseconds: closesAt).description.utf8.prefix(10)
        rows.append(
          (
            Words(french: "Se ferme d'elle-même le", english: "Closes by itself on"),
            String(decoding: day, as: UTF8.self)
          ))
      }
      let separator = language == .french ? " : " : ": "
      return rows.map { $0.0[language] + separator + HeaderTitle.oneLine($0.1) + "\n" }.joined()
    }
    return Words(french: lines(.french), english: lines(.english))
  }

  private static func foot(_ portal: String?) -> Words {
    let account = portal.map { "\($0)/account" }
    return Words(
      french: "\n-- \nMessage automatique : n'y répondez pas."
        + (account.map { "\nCe qui vous est annoncé se choisit ici : \($0)" } ?? "") + "\n",
      english: "\n-- \nAn automatic message: please don't answer it."
        + (account.map { "\nChoose what you are told of: \($0)" } ?? "") + "\n")
  }

  /// What somebody wrote, each line marked as a quotation.
  private static func quoted(_ text: String) -> String {
    var bytes = Array(text.utf8.prefix(quoteByteLimit))
    let isCut = bytes.count < text.utf8.count
    // A character that was cut in two goes.
    while let last = bytes.last, isCut, last & 0xC0 == 0x80 { bytes.removeLast() }
    if isCut, let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    let kept = String(decoding: bytes, as: UTF8.self) + (isCut ? " […]" : "")
    return kept.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "> " + String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
  }
}

/// Somebody's text on one line.
enum HeaderTitle {
  static func oneLine(_ text: String) -> String { HeaderText.harmless(text) }
}

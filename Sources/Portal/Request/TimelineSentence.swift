import EscaleCore
import Ledger

/// What somebody did to a request, as half a sentence that begins with his name.
struct TimelineSentence: PagePart {
  let call: PageCall
  let seen: SeenRequest

  /// A person's full name; the server's for what it does by itself.
  func name(_ number: PersonNumber) -> String {
    guard number != .system else { return t(.system) }
    return seen.directory.person(number)?.fullName ?? "\(number.rawValue)"
  }

  /// What was done.
  func what(_ entry: TimelineEntry) -> HTML {
    switch entry.kind {
    case .create, .transition: return verb(entry)
    case .comment: return "\(t("a écrit :", "wrote:"))"
    case .edit: return "\(t("a modifié la demande.", "edited the request."))"
    case .contact: return contact(entry.contact)
    case .attachment: return "\(t("a joint un fichier.", "attached a file."))"
    case .void, .unknown: return "\(t("a fait un changement.", "made a change."))"
    }
  }

  private func contact(_ change: ContactChange?) -> HTML {
    guard let change else { return .none }
    let words =
      change.removes
      ? t("a retiré un contact :", "removed a contact:")
      : t("a ajouté un contact :", "added a contact:")
    return "\(words) <bdi>\(name(change.person))</bdi>."
  }

  private func verb(_ entry: TimelineEntry) -> HTML {
    guard let verb = entry.verb else { return .none }
    switch verb {
    case .create: return created
    case .dispatch:
      return "\(t("a confié la demande à :", "handed the request to:")) \(team(entry))."
    case .transfer:
      return "\(t("a passé la demande à :", "passed the request on to:")) \(team(entry))."
    case .assign, .reassign: return assigned(entry)
    case .postpone:
      return "\(t("a reporté la demande au", "postponed the request until")) \(date(entry))."
    default: return "\(t(Self.plain[verb] ?? fallback(verb)))"
    }
  }

  private var created: HTML {
    guard seen.view.requester != seen.view.creator else {
      return "\(t("a créé la demande.", "created the request."))"
    }
    return """
      \(t("a créé la demande pour", "created the request for")) \
      <bdi>\(name(seen.view.requester))</bdi>.
      """
  }

  private func assigned(_ entry: TimelineEntry) -> HTML {
    guard let agent = entry.agent, agent != entry.author else {
      return "\(t("prend la demande en charge.", "takes the request."))"
    }
    return "\(t("a confié la demande à", "handed the request to")) <bdi>\(name(agent))</bdi>."
  }

  private func team(_ entry: TimelineEntry) -> String {
    entry.team.flatMap { seen.directory.team($0) }.map { t($0.name) } ?? ""
  }

  private func date(_ entry: TimelineEntry) -> HTML { entry.date.map(moment) ?? .none }

  private func fallback(_ verb: Verb) -> Words {
    let label = seen.view.lifecycle.label(of: verb)
    return Words(french: "→ \(label.french).", english: "→ \(label.english).")
  }

  private static let plain: [Verb: Words] = [
    .ask: Words(french: "a posé une question :", english: "asked a question:"),
    .answer: Words(french: "a répondu :", english: "answered:"),
    .freeze: Words(french: "a suspendu la demande.", english: "suspended the request."),
    .resume: Words(french: "a repris la demande.", english: "resumed the request."),
    .resolve: Words(french: "a résolu la demande :", english: "resolved the request:"),
    .close: Words(french: "a fermé la demande.", english: "closed the request."),
    .reopen: Words(french: "a rouvert la demande.", english: "reopened the request."),
    .expire: Words(
      french: "a résolu la demande, faute d'activité.",
      english: "resolved the request, for nothing happened any more."),
    .resumeOnDate: Words(
      french: "a repris la demande : la date est venue.",
      english: "resumed the request: the date has come."),
    .resolveUnanswered: Words(
      french: "a résolu la demande, faute de réponse.",
      english: "resolved the request, for no answer came."),
    .autoClose: Words(
      french: "a fermé la demande, le délai étant passé.",
      english: "closed the request, for its time was over."),
  ]
}

import EscaleCore
import Ledger

/// What the reader can do to a request now, and only that: a form for each.
struct ActionForms: PagePart {
  let call: PageCall
  let seen: SeenRequest
  /// What was entered before.
  var values = FormFields()
  var faults: [(field: String, fault: any EscaleError)] = []

  private var view: RequestView { seen.view }

  var html: HTML {
    let forms = ordered.map { row in
      fold(label(of: row), isOpen: row.by == .requester) { form(of: row) }
    }
    return """
      \(mayTake ? TakeForm(call: call).html(for: view.ref) : nil)
      \(forms)
      \(seen.mayComment ? fold(.addComment, isOpen: false) { commentForm } : nil)
      \(seen.mayComment ? fold(.attachments, isOpen: false) { fileForm } : nil)
      \(seen.mayChangeContacts ? fold(.contactsLabel, isOpen: false) { contacts } : nil)
      \(forms.isEmpty && !seen.mayComment ? nothing : nil)
      """
  }

  /// Whether the reader can take the request himself.
  private var mayTake: Bool { seen.verbs.contains { $0.verb == .assign && $0.by == .agent } }

  /// What is the reader's own turn first, then what leads on before what puts off.
  private var ordered: [TransitionRow] {
    seen.verbs.enumerated().sorted { left, right in
      (Self.rank(left.element), left.offset) < (Self.rank(right.element), right.offset)
    }.map(\.element)
  }

  private static func rank(_ row: TransitionRow) -> Int {
    guard row.by != .requester else { return -1 }
    let order: [Verb] = [
      .dispatch, .assign, .resolve, .ask, .resume, .postpone, .freeze, .transfer,
    ]
    return order.firstIndex(of: row.verb) ?? order.count
  }

  private var nothing: HTML {
    "<p>\(t("Rien pour le moment.", "Nothing for now."))</p>"
  }

  private func fold(_ name: Words, isOpen: Bool, _ body: () -> HTML) -> HTML {
    """
    <details class="card action"\(isOpen ? " open" : .none)><summary>\(t(name))</summary>
    \(body())
    </details>

    """
  }

  /// What a verb is called on its button.
  func label(of row: TransitionRow) -> Words {
    row.verb == .assign && row.needs.contains(.agent)
      ? Words(french: "Assigner à quelqu'un", english: "Assign to somebody") : row.label
  }

  // Verbs of the lifecycle

  /// The form of one verb, with the fields that it needs.
  func form(of row: TransitionRow) -> HTML {
    let parts = FormParts(call: call, values: values, faults: faults)
    let prefix = row.verb.rawValue
    return """
      <form method="post" action="\(PagePath.verb(row.verb, on: view.ref))" novalidate data-draft>
      \(tokenField)
      <input type="hidden" name="seen" value="\(seen.effective.description)">
      \(question(row))
      \(fields(of: row, parts, prefix))
      <p><button class="main">\(t(button(row)))</button></p>
      </form>
      """
  }

  private func button(_ row: TransitionRow) -> Words {
    row.verb == .assign ? Words(french: "Assigner", english: "Assign") : row.label
  }

  /// The question that waits for an answer.
  private func question(_ row: TransitionRow) -> HTML? {
    guard row.verb == .answer,
      let text = view.timeline.last(where: { $0.verb == .ask && $0.isEffective })?.text
    else { return nil }
    return "<blockquote class=\"text\">\(text)</blockquote>"
  }

  private func fields(of row: TransitionRow, _ parts: FormParts, _ prefix: String) -> HTML {
    var html = HTML.none
    for need in row.needs {
      let name = ActionField.name(need, of: row.verb)
      switch need {
      case .team: html = html + teamChoice(parts, name)
      case .agent: html = html + agentChoice(parts, name)
      case .date:
        html =
          html
          + parts.line(
            name, t("Jusqu'au", "Until"), isRequired: true, kind: "type=\"date\"")
      case .reason, .question, .text, .solution:
        html = html + parts.text(name, t(ActionField.label(need)), isRequired: true, rows: 5)
      case .service, .title, .description: continue
      }
    }
    if row.needs.contains(.solution) {
      html =
        html
        + parts.choice(
          ActionField.category(of: row.verb), t(FieldKey.solutionCategory.label),
          isRequired: false,
          FieldChoices.solutionCategories.map { ($0, t(FieldChoices.label(of: $0))) },
          chosen: view[.solutionCategory])
    }
    if row.verb == .close {
      html =
        html
        + parts.text(
          ActionField.name(.text, of: row.verb),
          t("Votre avis sur le service", "Your opinion of the service"), isRequired: false,
          rows: 3)
    }
    return html
  }

  private func teamChoice(_ parts: FormParts, _ name: String) -> HTML {
    let teams = seen.directory.teams.filter { !$0.isRetired && $0.number != view.team }
    return parts.choice(
      name, t(.team), isRequired: true, teams.map { ($0.code, t($0.name)) })
  }

  private func agentChoice(_ parts: FormParts, _ name: String) -> HTML {
    let agents = seen.directory.agents(of: seen.directory.responsibleTeam(view.team))
    return parts.choice(
      name, t(.agent), isRequired: true, agents.map { ($0.name, $0.fullName) },
      chosen: call.visit?.person.name)
  }

  // Comments

  var commentForm: HTML {
    let parts = FormParts(call: call, values: values, faults: faults)
    let note: HTML = """
      <p class="tick"><input type="checkbox" id="private" name="private" value="1"\
      \(values["private"] == "1" ? " checked" : .none)>
      <label for="private">\(t(
        "Note entre agents, que le demandeur ne voit pas",
        "Note among agents, which the requester doesn't see"))</label></p>
      """
    return """
      <form method="post" action="\(PagePath.comment(view.ref))" novalidate data-draft>
      \(tokenField)
      \(parts.text("comment", t("Commentaire", "Comment"), isRequired: true, rows: 5))
      \(seen.mayNote ? note : nil)
      <p><button class="main">\(t(.send))</button></p>
      </form>
      """
  }

  // Attachments

  var fileForm: HTML {
    let part = FilePart(
      call: call, byteLimit: seen.directory.policy.attachmentBytes, isDroppable: false)
    return """
      <form method="post" action="\(PagePath.files(view.ref))"\(FilePart.encoding)>
      \(tokenField)
      \(part.html)
      <p><button class="main">\(t(.confirmChoice))</button></p>
      </form>
      """
  }

  // Contacts

  private var contacts: HTML {
    let items: [HTML] = view.contacts.compactMap { number in
      guard let person = seen.directory.person(number) else { return nil }
      return """
        <li><bdi>\(person.fullName)</bdi>
        <button name="person" value="\(person.name)" aria-label="\(t(.remove)) \
        \(person.fullName)">\(t(.remove))</button></li>

        """
    }
    let list: HTML = """
      <form method="post" action="\(PagePath.removeContact(view.ref))">
      \(tokenField)
      <ul class="people">
      \(items)</ul>
      </form>
      """
    return """
      \(items.isEmpty ? nil : list)
      <p><a class="button" href="\(PagePath.contacts(view.ref))" aria-label="\(t(
        "Ajouter des contacts", "Add contacts"))">+</a></p>
      """
  }
}

extension Words {
  static let addComment = Words(french: "Ajouter un commentaire", english: "Add a comment")
}

/// The fields of an action's form: unique on a page that has several forms.
enum ActionField {
  static func name(_ need: Need, of verb: Verb) -> String {
    need.isText ? "\(verb.rawValue)-text" : "\(verb.rawValue)-\(need.rawValue)"
  }

  /// The field for what sort of work a solution was.
  static func category(of verb: Verb) -> String { "\(verb.rawValue)-category" }

  /// What a text is asked for.
  static func label(_ need: Need) -> Words {
    switch need {
    case .reason: Words(french: "Raison", english: "Reason")
    case .question: Words(french: "Question", english: "Question")
    case .solution: Words(french: "Solution", english: "Solution")
    default: Words(french: "Réponse", english: "Answer")
    }
  }
}

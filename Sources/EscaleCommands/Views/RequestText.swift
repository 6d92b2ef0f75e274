import Console
import EscaleCore

/// A request for people: what is known of it, and its timeline.
struct RequestText {
  let view: RequestView
  let conflictCount: Int
  /// Both those that it names and those that name it.
  let links: [ShownLink]
  /// What of it needs the user and wasn't read yet.
  let unread: [Attention]
  let directory: DirectoryNames
  let moments: Moments
  let style: TerminalStyle
  /// The width of the terminal in cells; nil where a program reads.
  let width: Int?
  /// Whether ids, positions and arrival times are shown too.
  let isDetailed: Bool
  /// Whether the bytes of an attachment are on this replica.
  let holds: (Fingerprint) -> Bool

  var language: Language { moments.language }

  var text: String {
    let title = sanitizedLine(view[.title] ?? "")
    var text = "\(style.paint(view.ref.description, .bold))  \(style.paint(title, .bold))\n"
    for attention in unread {
      let words = "● \(attention.kind.words[language]) (\(attention.change))"
      text += style.paint(words, .yellow) + "\n"
    }
    if directory.isCarried(view.ref) {
      text += style.paint("⇄ " + Labels.carriedRequest[language], .yellow) + "\n"
    }
    text += facts.text(style, width: width)
    text += section(Labels.description, view[.description])
    text += section(Labels.solution, view.solution)
    text += section(Labels.attachments, attachments)
    text += "\n\(style.paint(Labels.timeline[language], .bold))\n"
    for entry in view.timeline where entry.kind != .void {
      text += TimelineText(entry: entry, request: self).text
    }
    return text
  }

  /// A line for each attached file.
  private var attachments: String {
    view.attachments.compactMap(\.attachment).map { attachment in
      let size = ByteCountText.text(attachment.byteCount, language)
      var line = "\(sanitizedLine(attachment.name)) (\(size), \(attachment.mediaType))"
      if !holds(attachment.blob) { line += " · \(Labels.presence(false)[language])" }
      return line
    }.joined(separator: "\n")
  }

  private func section(_ label: Words, _ body: String?) -> String {
    guard let body, !body.isEmpty else { return "" }
    return "\n\(style.paint(label[language], .bold))\n" + indented(body, by: 2, width: width)
  }

  private var facts: FactSheet {
    var sheet = FactSheet()
    sheet.add(
      Labels.state[language], view.lifecycle.label(of: view.state)[language], ink: view.state.ink)
    if let date = view.postponedUntil {
      sheet.add(Labels.postponedUntil[language], moments.text(date))
    }
    addPeople(to: &sheet)
    addFields(to: &sheet)
    sheet.add(Labels.created[language], moments.full(view.createdAt))
    sheet.add(Labels.updated[language], moments.full(view.updatedAt))
    sheet.add(Labels.formerReference[language], view.formerReference?.description)
    if view.pendingCount > 0 {
      sheet.add(Labels.pending[language], String(view.pendingCount), ink: .yellow)
    }
    if conflictCount > 0 {
      sheet.add(Labels.conflicts[language], String(conflictCount), ink: .red)
    }
    return sheet
  }

  private func addPeople(to sheet: inout FactSheet) {
    sheet.add(Labels.requester[language], directory.fullName(view.requester, language))
    if view.creator != view.requester {
      sheet.add(Labels.creator[language], directory.fullName(view.creator, language))
    }
    let contacts = view.contacts.map { directory.fullName($0, language) }
    sheet.add(Labels.contacts[language], contacts.joined(separator: ", "))
    sheet.add(Labels.team[language], view.team.map { directory.fullName($0, language) })
    sheet.add(Labels.agent[language], view.agent.map { directory.fullName($0, language) })
  }

  /// A field and its value as people read them: codes by what they are called.
  func words(for field: Payload.Field) -> (label: String, value: String) {
    if let answer = field.key.formKey { return answerWords(answer, field.value) }
    let value =
      field.key == .service
      ? directory.serviceName(field.value, language) : field.shownValue[language]
    return (field.key.label[language], value)
  }

  private func answerWords(_ key: String, _ value: String) -> (label: String, value: String) {
    let form = view[.service].flatMap { directory.servicePath($0).last }?.fields ?? []
    let field = form.first { $0.key.utf8.elementsEqual(key.utf8) }
    let choice = field?.choices.first { $0.code.utf8.elementsEqual(value.utf8) }
    return (field?.label[language] ?? key, choice?.label[language] ?? value)
  }

  private func addFields(to sheet: inout FactSheet) {
    sheet.add(
      Labels.service[language], view[.service].map { directory.serviceName($0, language) })
    for answer in view.answers {
      let (label, value) = answerWords(answer.key, answer.value)
      sheet.add(label, value)
    }
    sheet.add(Labels.urgency[language], view[.urgency].map { FieldChoices.label(of: $0)[language] })
    sheet.add(Labels.impact[language], view[.impact].map { FieldChoices.label(of: $0)[language] })
    let priority = directory.priorities.priority(urgency: view[.urgency], impact: view[.impact])
    sheet.add(Labels.priority[language], priority.map(String.init))
    sheet.add(Labels.location[language], view[.location])
    sheet.add(
      Labels.origin[language], view[.origin].map { FieldChoices.label(of: $0)[language] })
    sheet.add(
      Labels.solutionCategory[language],
      view[.solutionCategory].map { FieldChoices.label(of: $0)[language] })
    let links = links.map { sanitizedLine($0.text(language)) }
    sheet.add(Labels.links[language], links.joined(separator: ", "))
  }
}

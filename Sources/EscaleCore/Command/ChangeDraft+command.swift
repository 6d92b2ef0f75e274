extension ChangeDraft {
  /// What a command on an existing request will say.
  ///
  /// `now` is the device's clock, in milliseconds since 1970 UTC: a postponement until a date
  /// before it is refused. `form` is that of the request's service; without one it has no answers
  /// that could be edited.
  ///
  /// - Throws: ``InputFault`` where something entered can't be used.
  package init(
    _ command: RequestCommand, on fold: RequestFold, now: Int64, form: ServiceForm? = nil
  ) throws(InputFault) {
    switch command {
    case .transition(let transition): self = try .transition(transition, on: fold, now: now)
    case .comment(let text, let isPrivate):
      self.init(
        body: .comment(Comment(isPrivate: isPrivate)), text: try InputCheck.text(text, .text))
    case .edit(let values): self = try .edit(values, form, on: fold)
    case .contact(let person, let removes):
      self.init(body: .contact(ContactChange(person: person, removes: removes)))
    case .attachment(let attachment):
      self.init(body: .attachment, attachment: attachment)
    }
  }

  private static func transition(
    _ command: TransitionCommand, on fold: RequestFold, now: Int64
  ) throws(InputFault) -> ChangeDraft {
    if let date = command.date, date <= now { throw .pastDate }
    var text: String?
    if let given = command.text { text = try InputCheck.text(given, .text) }
    let needs = fold.history.lifecycle[command.verb]?.needs ?? []
    if text == nil, needs.contains(where: \.isText) { throw .empty(.text) }
    let history = fold.history
    let step = TransitionStep(
      verb: command.verb, base: history.steps[history.effective].id, team: command.team,
      agent: command.agent, date: command.date)
    return ChangeDraft(body: .transition(step), text: text)
  }

  private static func edit(
    _ values: [FieldKey: String], _ form: ServiceForm?, on fold: RequestFold
  ) throws(InputFault) -> ChangeDraft {
    guard !values.isEmpty else { throw .nothingToEdit }
    guard values.count <= Payload.fieldLimit else {
      throw .tooManyFields(limit: Payload.fieldLimit)
    }
    var checked: [FieldKey: String] = [:]
    for (key, value) in values {
      guard key != .link(fold.history.request) else { throw .linkToItself }
      guard let answer = key.formKey else {
        checked[key] = try checkedValue(value, of: key)
        continue
      }
      guard let form else { throw .unknownField(key: answer, known: []) }
      checked[key] = try form.checked(value, of: answer)
    }
    return ChangeDraft(body: .edit(Edit(keys: checked.keys.sorted())), fields: checked)
  }

  /// Whether a field that every request has may be given a value; any answer of a form may.
  package static func takes(_ value: String, as key: FieldKey) -> Bool {
    key.formKey != nil || (try? checkedValue(value, of: key)) != nil
  }

  private static func checkedLink(_ value: String, of key: FieldKey) throws(InputFault) -> String {
    let kinds = LinkKind.allCases.map(\.rawValue) + [LinkKind.removed]
    guard key.linkTarget != nil else {
      throw .unknownValue(.link, value: key.rawValue, allowed: kinds)
    }
    return try InputCheck.choice(value, .link, of: kinds)
  }

  /// A field's value as it may be written, whatever the kind of change.
  static func checkedValue(_ value: String, of key: FieldKey) throws(InputFault) -> String {
    switch key {
    case .title: try InputCheck.line(value, .title)
    case .description: try InputCheck.text(value, .description)
    case .urgency: try InputCheck.choice(value, .urgency, of: PriorityTable.urgencies)
    case .impact: try InputCheck.choice(value, .impact, of: PriorityTable.impacts)
    case .location: try InputCheck.line(value, .location)
    case .origin: try InputCheck.choice(value, .origin, of: FieldChoices.origins)
    case .solutionCategory:
      try InputCheck.choice(value, .solutionCategory, of: FieldChoices.solutionCategories)
    case _ where key.isLink: try checkedLink(value, of: key)
    default: try InputCheck.text(value, .field(key.formKey ?? key.rawValue))
    }
  }
}

extension ChangeDraft {
  /// What the creation of a request will say.
  ///
  /// `team` is the one that the catalogue gives for what was entered; `isKnown` says whether an
  /// answer names something that exists, for a field of type `team` or `person`.
  ///
  /// - Throws: ``InputFault`` where something entered can't be used or is missing.
  package init(
    _ request: NewRequest, author: PersonNumber, team: TeamNumber?, lifecycle: LifecycleVersion,
    isKnown: (FieldType, String) -> Bool
  ) throws(InputFault) {
    var fields: [FieldKey: String] = [
      .service: request.service.code,
      .title: try InputCheck.line(request.title, .title),
      .description: try InputCheck.text(request.description, .description),
    ]
    let optional: [(FieldKey, String?)] = [
      (.urgency, request.urgency), (.impact, request.impact), (.location, request.location),
    ]
    for (key, value) in optional {
      if let value { fields[key] = try ChangeDraft.checkedValue(value, of: key) }
    }
    for (key, answer) in try request.checkedAnswers(isKnown: isKnown) {
      fields[.form(key)] = answer
    }
    guard fields.count <= Payload.fieldLimit else {
      throw .tooManyFields(limit: Payload.fieldLimit)
    }
    self.init(
      body: .create(
        Creation(requester: request.requester ?? author, team: team, lifecycle: lifecycle)),
      fields: fields)
  }
}

extension NewRequest {
  /// The answers to the service's form: those required are there, each is one that its field takes.
  fileprivate func checkedAnswers(
    isKnown: (FieldType, String) -> Bool
  ) throws(InputFault) -> [String: String] {
    let known = service.fields.map(\.key)
    for key in answers.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard known.contains(where: { $0.utf8.elementsEqual(key.utf8) }) else {
        throw .unknownField(key: key, known: known)
      }
    }
    var checked: [String: String] = [:]
    for field in service.fields {
      guard let answer = answers[field.key], !answer.utf8.isEmpty else {
        guard !field.isRequired else {
          throw .missingAnswer(key: field.key, label: field.label)
        }
        continue
      }
      checked[field.key] = try field.checked(answer, isKnown: isKnown)
    }
    return checked
  }
}

extension FormField {
  /// An answer, if it is one that this field takes.
  package func checked(
    _ answer: String, isKnown: (FieldType, String) -> Bool
  ) throws(InputFault) -> String {
    let answer = try InputCheck.text(answer, .field(key))
    let isRight: Bool
    switch type {
    case .text: isRight = true
    case .choice: isRight = choices.contains { $0.code.utf8.elementsEqual(answer.utf8) }
    case .date: isRight = CalendarDate(answer) != nil
    case .number: isRight = Double(answer)?.isFinite ?? false
    case .team, .person: isRight = isKnown(type, answer)
    }
    guard isRight else {
      throw .invalidAnswer(key: key, answer: answer, allowed: choices.map(\.code))
    }
    return answer
  }
}

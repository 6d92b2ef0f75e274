extension ChangeDraft {
  /// What the creation of a request will say.
  ///
  /// `team` is the one that the catalogue gives for what was entered, `form` the service's.
  ///
  /// - Throws: ``InputFault`` where something entered can't be used or is missing.
  package init(
    _ request: NewRequest, author: PersonNumber, team: TeamNumber?, lifecycle: LifecycleVersion,
    form: ServiceForm
  ) throws(InputFault) {
    var fields: [FieldKey: String] = [
      .service: request.service.code,
      .title: try InputCheck.line(request.title, .title),
      .description: try InputCheck.text(request.description, .description),
    ]
    let optional: [(FieldKey, String?)] = [
      (.urgency, request.urgency), (.impact, request.impact), (.location, request.location),
      (.origin, request.origin),
    ]
    for (key, value) in optional {
      if let value { fields[key] = try ChangeDraft.checkedValue(value, of: key) }
    }
    for (key, answer) in try form.checked(request.answers) {
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

import EscaleCore

extension AppendSession {
  /// What is wrong with the values that a creation or an edit sets, if anything is.
  ///
  /// They are right where the directory takes them as it stands, or as the author knew it: a form
  /// that was changed, or a service that was retired since, costs nobody his work. Whatever the
  /// server makes itself was checked before; what was erased is believed.
  func valueFault(of change: Change, on request: LiveRequest?) throws -> VerdictCode? {
    guard !change.id.replica.isServers, let payload = change.readPayload,
      let values = SetValues(change.header, payload, service: request?.row.service)
    else { return nil }
    if let fault = values.commonFault { return fault }
    guard let fault = try values.formFault(in: directory) else { return nil }
    let known = change.header.acknowledged
    guard known < state.directoryPosition else { return fault }
    let past = DirectoryPast(transaction: transaction, position: known)
    return try values.formFault(in: past) == nil ? nil : fault
  }
}

extension Payload {
  /// The answers of the service's form, by their keys.
  var answers: [String: String] {
    var answers: [String: String] = [:]
    for field in fields {
      if let key = field.key.formKey { answers[key] = field.value }
    }
    return answers
  }
}

/// The values that a change sets, and the service whose form they answer.
private struct SetValues {
  let payload: Payload
  let service: String?
  let isCreation: Bool
  /// The fields that the header names; nil where it names none.
  let keys: [FieldKey]?
  let request: RequestID

  /// Nil where the change sets no values.
  init?(_ header: Header, _ payload: Payload, service: String?) {
    self.payload = payload
    request = header.request
    switch header.body {
    case .create: (self.service, isCreation, keys) = (payload[.service], true, nil)
    case .edit(let edit): (self.service, isCreation, keys) = (service, false, edit.keys)
    default: return nil
    }
  }

  /// What is wrong whatever the service.
  var commonFault: VerdictCode? {
    let set = payload.fields.map(\.key)
    if let keys, keys != set { return .wrongValue }
    if set.contains(.link(request)) { return .wrongValue }
    let isRight = payload.fields.allSatisfy { ChangeDraft.takes($0.value, as: $0.key) }
    return isRight ? nil : .wrongValue
  }

  func formFault(in source: any DirectoryReading) throws -> VerdictCode? {
    if isCreation, try service.flatMap(source.service) == nil { return .needsMore }
    if !isCreation, let other = payload[.service], try source.service(code: other) == nil {
      return .wrongValue
    }
    let answers = payload.answers
    guard isCreation || !answers.isEmpty else { return nil }
    let node = try service.flatMap(source.node)
    // A service that is no longer in use may have lost its form: its requests go on all the same.
    guard isCreation || node?.isRetired != true else { return nil }
    let fields = node?.fields ?? []
    for (key, answer) in answers {
      let field = fields.first { $0.key.utf8.elementsEqual(key.utf8) }
      guard let field, try source.takes(answer, as: field) else { return .wrongValue }
    }
    let isComplete = fields.allSatisfy { field in
      !field.isRequired || answers[field.key]?.utf8.isEmpty == false
    }
    return isComplete || !isCreation ? nil : .needsMore
  }
}

extension DirectoryReading {
  fileprivate func takes(_ answer: String, as field: FormField) throws -> Bool {
    guard !answer.utf8.isEmpty else { return !field.isRequired }
    return switch field.reading(of: answer) {
    case .value: true
    case .team(let code): try isTeamInUse(code: code)
    case .person(let name): try isSomebodyActive(named: name)
    case .wrong: false
    }
  }
}

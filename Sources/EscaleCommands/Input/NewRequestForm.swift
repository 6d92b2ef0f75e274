import Console
import EscaleCore
import Replica

/// Gathers what a new request needs: from the options, and from the user where that can be asked.
struct NewRequestForm {
  let context: CommandContext
  let replica: LocalReplica
  let catalogue: Catalogue

  /// The request, and its description with the draft that is kept until it is saved.
  ///
  /// - Throws: ``UsageError`` for what is missing, ``DirectoryMiss`` for unknown names,
  ///   ``InputFault`` for a node of the catalogue that only groups services.
  func filled(_ command: NewCommand) throws -> (NewRequest, Message) {
    let service = try service(command.service)
    let answers = try answers(command.fields.field, for: service)
    let requester = try command.requester.map { try replica.knownPerson($0).number }
    let contacts = try command.contact.map { try replica.knownPerson($0).number }
    let title = try title(command.fields.title)
    let description = try description(command, service)
    let request = NewRequest(
      service: service, title: title, description: description.text, requester: requester,
      answers: answers, urgency: command.fields.urgency, impact: command.fields.impact,
      location: command.fields.location, origin: command.fields.origin, contacts: contacts)
    return (request, description)
  }

  private func service(_ given: String?) throws -> CatalogueNode {
    let code = try given ?? chosenService()
    guard let node = catalogue.node(code: code) else { throw catalogue.miss(code) }
    guard !catalogue.isGroup(node) else {
      throw InputFault.notAService(code: code, below: catalogue.nodes(under: node).map(\.code))
    }
    guard catalogue.isOffered(node) else { throw InputFault.retiredService(code: code) }
    return node
  }

  /// The code that the user chooses, with the services that have the words that were typed.
  private func chosenService() throws -> String {
    try context.mayAsk(for: "--service")
    while let answer = context.insist(
      Words(french: "Service (code ou mots) : ", english: "Service (code or words): "))
    {
      if catalogue.node(code: answer) != nil { return answer }
      let words = answer.split(separator: " ").map { String($0) }
      let found = catalogue.services.filter { CatalogueSearch.has(words, path: $0) }
      if found.count == 1, let only = found[0].last { return only.code }
      context.show(found.map { path in (path.last?.code ?? "", path.last?.name) })
    }
    throw UsageError.missing("--service")
  }

  private func title(_ given: String?) throws -> String {
    if let given { return given }
    try context.mayAsk(for: "--title")
    let answer = context.insist(Words(french: "Titre : ", english: "Title: "))
    guard let answer else { throw UsageError.missing("--title") }
    return answer
  }

  /// The answers that were given, and those to required questions that weren't.
  private func answers(
    _ given: [String], for service: CatalogueNode
  ) throws -> [String: String] {
    var answers = try FieldArgument.answers(given)
    guard context.canAsk else { return answers }
    for field in service.fields where field.isRequired && answers[field.key] == nil {
      answers[field.key] = try answer(to: field, of: service)
    }
    return answers
  }

  /// What the user answers, asked again until the field takes it.
  private func answer(to field: FormField, of service: CatalogueNode) throws -> String? {
    let (french, english) = (field.label.french, field.label.english)
    while true {
      context.show(field.choices.map { ($0.code, $0.label) })
      let answer = context.insist(Words(french: "\(french) : ", english: "\(english): "))
      guard let answer else { return nil }
      let isTaken = try replica.withForm(of: service) { form in
        (try? form.checked(answer, of: field.key)) != nil
      }
      if isTaken { return answer }
    }
  }

  private func description(_ command: NewCommand, _ service: CatalogueNode) throws -> Message {
    let (given, file) = (command.fields.description, command.file)
    if given == nil, file == nil {
      try context.mayAsk(for: "--description")
      if !context.hasEditor { return try typedDescription() }
    }
    var options = MessageOptions()
    (options.message, options.file) = (given, file)
    return try options.required(
      context, draft: "new-\(service.code)",
      invitation: Words(
        french: "Décrivez la demande ci-dessus.", english: "Describe the request above."))
  }

  private func typedDescription() throws -> Message {
    let answer = context.insist(Words(french: "Description : ", english: "Description: "))
    guard let answer else { throw UsageError.missing("--description") }
    return Message(text: answer)
  }
}

extension Catalogue {
  /// There is no such service; with those that are near.
  func miss(_ code: String) -> DirectoryMiss {
    let codes = services.compactMap(\.last?.code)
    return .service(code, near: Suggestion.near(code, among: codes))
  }
}

import Console
import EscaleCore
import Glibc
import Replica

/// Gathers what a new request needs: from the options, and from the user where that can be asked.
///
/// The service, then its fields, the title, the description, the files; each answer is in a draft
/// before the next question comes.
struct NewRequestForm {
  /// How many services are shown at once; words find the others.
  private static let shownLimit = 20

  let context: CommandContext
  let replica: LocalReplica
  let catalogue: Catalogue
  private var draft: NewDraft
  /// Whether questions are asked, and answers kept.
  private let asks: Bool

  /// What a request is made of, with the files to attach.
  struct Filled {
    let request: NewRequest
    let description: Message
    let files: [String]
  }

  init(context: CommandContext, replica: LocalReplica, command: NewCommand) throws {
    self.context = context
    self.replica = replica
    catalogue = try replica.catalogue()
    let missing = command.missing
    guard context.canAsk || missing.isEmpty else {
      throw UsageError.missing(missing.joined(separator: ", "))
    }
    asks = context.canAsk && !missing.isEmpty
    draft = NewDraft(environment: context.environment, asks: asks)
    if asks, !draft.isEmpty { offerDraft() }
  }

  /// The request, and its description with the draft that is kept until it is saved.
  ///
  /// - Throws: ``UsageError`` for what is missing, ``DirectoryMiss`` for unknown names,
  ///   ``InputFault`` for a node of the catalogue that only groups services.
  mutating func filled(_ command: NewCommand) throws -> Filled {
    let service = try service(command.service)
    let answers = try answers(command.fields.field, for: service)
    let requester = try command.requester.map { try replica.knownPerson($0).number }
    let contacts = try command.contact.map { try replica.knownPerson($0).number }
    let title = try title(command.fields.title)
    let description = try description(command, service)
    let files = command.attach.isEmpty && asks ? askedFiles() : command.attach
    let request = NewRequest(
      service: service, title: title, description: description.text, requester: requester,
      answers: answers, urgency: command.fields.urgency, impact: command.fields.impact,
      location: command.fields.location, origin: command.fields.origin, contacts: contacts)
    return Filled(request: request, description: description, files: files)
  }

  /// Forgets the draft: the request is saved.
  mutating func saved() { if asks { draft.discard() } }

  /// Tells where the answers are, where the request couldn't be saved.
  func failed() {
    guard asks, !draft.isEmpty else { return }
    context.note(
      Words(
        french: "Vos réponses restent dans \(draft.path) ; « escale new » les reprend.",
        english: "Your answers stay in \(draft.path); \"escale new\" takes them up again."))
  }

  private mutating func offerDraft() {
    let what = [draft.service, draft.title].compactMap { $0 }.joined(separator: ", ")
    let prompt = Words(
      french: "Un brouillon est là (\(what)). Le reprendre ? [O/n] ",
      english: "There is a draft (\(what)). Go on with it? [Y/n] ")
    let answer = Question.ask(prompt[context.language], on: context.surroundings.errorOutput)
    if let first = answer?.lowercased().first, first == "n" { draft.discard() }
  }

  private mutating func keep(_ change: (inout NewDraft) -> Void) {
    guard asks else { return }
    change(&draft)
    draft.keep()
  }

  private mutating func service(_ given: String?) throws -> CatalogueNode {
    let code = try given ?? keptService ?? chosenService()
    guard let node = catalogue.node(code: code) else { throw catalogue.miss(code) }
    guard !catalogue.isGroup(node) else {
      throw InputFault.notAService(code: code, below: catalogue.nodes(under: node).map(\.code))
    }
    guard catalogue.isOffered(node) else { throw InputFault.retiredService(code: code) }
    // Answers to another service's form are no answers to this one's.
    keep { draft in
      if draft.service != code { draft.answers = [:] }
      draft.service = code
    }
    return node
  }

  /// The service of the draft, where the catalogue still has it.
  private var keptService: String? {
    guard asks, let code = draft.service, catalogue.service(code: code) != nil else { return nil }
    return code
  }

  /// The code that the user chooses, with the services that have the words that were typed.
  private func chosenService() throws -> String {
    try context.mayAsk(for: "--service")
    var shown: [[CatalogueNode]] = []
    if catalogue.services.count <= Self.shownLimit {
      shown = catalogue.services
    } else {
      context.show(catalogue.topNodes.map { ("", $0.name) })
    }
    while true {
      show(services: shown)
      let answer = context.insist(
        Words(
          french: "Service (code, numéro ou mots) : ", english: "Service (code, number or words): ")
      )
      guard let answer else { throw UsageError.missing("--service") }
      if let number = Int(answer), number > 0, number <= min(shown.count, Self.shownLimit),
        let code = shown[number - 1].last?.code
      {
        return code
      }
      if catalogue.service(code: answer) != nil { return answer }
      let words = answer.split(separator: " ").map { String($0) }
      shown = CatalogueSearch(words).services(of: catalogue)
      if shown.count == 1, let only = shown[0].last { return only.code }
      guard shown.isEmpty else { continue }
      let near = Suggestion.near(answer, among: catalogue.services.compactMap(\.last?.code))
      context.ask(
        Suggestion.hint(
          near,
          otherwise: Words(
            french: "Aucun service n'a ces mots.", english: "No service has these words.")))
    }
  }

  /// The services with their numbers and their paths.
  private func show(services: [[CatalogueNode]]) {
    let language = context.language
    for (index, path) in services.prefix(Self.shownLimit).enumerated() {
      let name = path.map { $0.name[language] }.joined(separator: " › ")
      let code = path.last?.code ?? ""
      context.ask(
        Words(
          french: "  \(index + 1)  \(name)  (\(code))",
          english: "  \(index + 1)  \(name)  (\(code))"))
    }
    let rest = services.count - Self.shownLimit
    guard rest > 0 else { return }
    context.ask(Words(french: "  … et \(rest) de plus", english: "  … and \(rest) more"))
  }

  private mutating func title(_ given: String?) throws -> String {
    if let given { return given }
    if asks, let kept = draft.title { return kept }
    try context.mayAsk(for: "--title")
    let answer = context.insist(Words(french: "Titre : ", english: "Title: "))
    guard let answer else { throw UsageError.missing("--title") }
    keep { $0.title = answer }
    return answer
  }

  /// The answers that were given, and those to required questions that weren't.
  private mutating func answers(
    _ given: [String], for service: CatalogueNode
  ) throws -> [String: String] {
    var answers = FieldArgument.dated(
      try FieldArgument.answers(given), to: service.fields, now: context.now)
    guard context.canAsk else { return answers }
    for field in service.fields where field.isRequired && answers[field.key] == nil {
      if asks, let kept = draft.answers[field.key], takes(kept, field, service) {
        answers[field.key] = kept
        continue
      }
      let answer = try answer(to: field, of: service)
      answers[field.key] = answer
      keep { $0.answers[field.key] = answer }
    }
    return answers
  }

  private func takes(_ answer: String, _ field: FormField, _ service: CatalogueNode) -> Bool {
    let isTaken = try? replica.withForm(of: service) { form in
      (try? form.checked(answer, of: field.key)) != nil
    }
    return isTaken ?? false
  }

  /// What the user answers, asked again until the field takes it.
  private func answer(to field: FormField, of service: CatalogueNode) throws -> String? {
    let (french, english) = (field.label.french, field.label.english)
    while true {
      context.show(field.choices.map { ($0.code, $0.label) })
      let answer = context.insist(Words(french: "\(french) : ", english: "\(english): "))
      guard let answer = answer.map({ field.dated($0, now: context.now) }) else { return nil }
      if takes(answer, field, service) { return answer }
      let near = Suggestion.near(answer, among: field.choices.map(\.code))
      context.ask(
        Suggestion.hint(
          near,
          otherwise: Words(
            french: "Ce n'est pas une réponse à cette question.",
            english: "That is no answer to this question.")))
    }
  }

  private mutating func description(
    _ command: NewCommand, _ service: CatalogueNode
  ) throws -> Message {
    let (given, file) = (command.fields.description, command.file)
    if given == nil, file == nil {
      if asks, let kept = draft.description { return Message(text: kept) }
      try context.mayAsk(for: "--description")
      if !context.hasEditor { return try typedDescription() }
    }
    var options = MessageOptions()
    (options.message, options.file) = (given, file)
    let message = try options.required(
      context, draft: draft.descriptionName(service.code),
      invitation: Words(
        french: "Décrivez la demande ci-dessus.", english: "Describe the request above."))
    if given == nil, file == nil { keep { $0.description = message.text } }
    return message
  }

  private mutating func typedDescription() throws -> Message {
    let answer = context.insist(Words(french: "Description : ", english: "Description: "))
    guard let answer else { throw UsageError.missing("--description") }
    keep { $0.description = answer }
    return Message(text: answer)
  }

  /// The files that the user names, one after another; an empty answer ends that.
  private mutating func askedFiles() -> [String] {
    let prompt = Words(
      french: "Fichier à joindre (rien : aucun de plus) : ",
      english: "File to attach (nothing: no more): ")
    while let answer = Question.ask(prompt[context.language], on: context.surroundings.errorOutput),
      !answer.isEmpty
    {
      let home = context.environment.filled("HOME")
      let isAtHome = answer.utf8.starts(with: "~/".utf8)
      let path = home.flatMap { isAtHome ? $0 + answer.dropFirst() : nil } ?? answer
      if access(path, R_OK) == 0 {
        keep { $0.files.append(path) }
      } else {
        let reason = SystemText.reason(errno)
        context.ask(
          Words(
            french: "« \(path) » : \(SystemReason.french(reason))",
            english: "\"\(path)\": \(reason)"))
      }
    }
    return draft.files
  }
}

extension Catalogue {
  /// There is no such service; with those that are near.
  func miss(_ code: String) -> DirectoryMiss {
    let codes = services.compactMap(\.last?.code)
    return .service(code, near: Suggestion.near(code, among: codes))
  }
}

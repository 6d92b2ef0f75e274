/// What a search finds a request by: its texts, and who has to do with it.
///
/// What was denied or quarantined isn't found. People stand in it by number, so that a new name is
/// found at once.
package struct SearchDocument: Hashable, Sendable {
  /// Reference, title, description, answers, public log, solution, names of files; what was edited since as well.
  package private(set) var text: String
  /// The private notes.
  package private(set) var privateText = ""
  /// Requester, creator, agents, contacts and authors, those of private notes not among them.
  package private(set) var people: Set<PersonNumber> = []

  /// The most bytes of texts that are kept of one request; what comes later isn't found.
  package static let byteLimit = 1 << 20

  /// A request of which nothing is known yet.
  package init(_ request: RequestID) { text = request.description }

  /// Takes in a change, with its payload where it has one.
  package mutating func add(_ header: Header, _ payload: Payload?, outcome: Verdict.Outcome?) {
    guard outcome?.counts != false else { return }
    if case .comment(let comment) = header.body, comment.isPrivate {
      append(payload?.text, to: \.privateText)
      return
    }
    people.insert(header.author)
    switch header.body {
    case .create(let creation): people.insert(creation.requester)
    case .transition(let step): step.agent.map { _ = people.insert($0) }
    case .contact(let contact): people.insert(contact.person)
    case .comment, .edit, .attachment, .void, .other: break
    }
    append(header.reissues?.description, to: \.text)
    append(payload?.text, to: \.text)
    append(payload?.attachment?.name, to: \.text)
    for field in payload?.fields ?? [] { append(field.value, to: \.text) }
  }

  private mutating func append(_ more: String?, to part: WritableKeyPath<SearchDocument, String>) {
    guard let more, self[keyPath: part].utf8.count + more.utf8.count < Self.byteLimit else {
      return
    }
    self[keyPath: part] += "\n" + SearchText.withoutLigatures(more)
  }

  /// The people as a text of words.
  package var peopleText: String {
    people.subtracting([.system]).sorted().map(SearchQuery.word).joined(separator: " ")
  }
}

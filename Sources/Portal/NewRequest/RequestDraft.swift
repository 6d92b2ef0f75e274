import EscaleCore
import Ledger

/// A new request as it stands in the form: what was entered, and what is wrong with it.
struct RequestDraft {
  let service: CatalogueNode
  let form: FormFields
  let directory: DeskDirectory
  let author: Person

  /// The most contacts of a new request.
  static let contactLimit = 50
  static let fieldPrefix = "field."

  /// Those ticked as contacts, once each, in the order in which they came.
  var contacts: [Person] {
    var seen: Set<PersonNumber> = []
    return form.all("contact").prefix(Self.contactLimit).compactMap { name in
      guard let person = directory.person(named: name), person.isActive,
        seen.insert(person.number).inserted
      else { return nil }
      return person
    }
  }

  /// What is wrong, by the names of the fields; and the request where nothing is.
  func checked() -> (faults: [(field: String, fault: any EscaleError)], request: NewRequest?) {
    var faults: [(field: String, fault: any EscaleError)] = []
    func noting<Value>(_ field: String, _ body: () throws -> Value) -> Value? {
      do { return try body() } catch let fault as any EscaleError {
        faults.append((field, fault))
      } catch { faults.append((field, FormFault.unreadable)) }
      return nil
    }
    var answers: [String: String] = [:]
    for field in service.fields {
      let name = Self.fieldPrefix + field.key
      if let answer = noting(name, { () throws -> String? in try answer(to: field) }) ?? nil {
        answers[field.key] = answer
      }
    }
    let title = noting("title") { try InputCheck.line(form["title"] ?? "", .title) }
    let description = noting("description") {
      try InputCheck.text(form["description"] ?? "", .description)
    }
    let requester = noting("for", { () throws -> Person? in try namedRequester() }) ?? nil
    guard faults.isEmpty, let title, let description else { return (faults, nil) }
    let request = NewRequest(
      service: service, title: title, description: description, requester: requester?.number,
      answers: answers, origin: origin, contacts: contacts.map(\.number))
    return ([], request)
  }

  /// How it reached the desk: an agent may say that it was by telephone.
  private var origin: String {
    let chosen = form[FieldKey.origin.rawValue] ?? ""
    let isKnown = FieldChoices.origins.contains { $0.utf8.elementsEqual(chosen.utf8) }
    return author.roles.contains(.agent) && isKnown ? chosen : "portal"
  }

  /// Whose request it is, where it isn't the author's own.
  private func namedRequester() throws -> Person? {
    let name = (form["for"] ?? "").trimmed
    guard author.roles.contains(.agent), !name.utf8.isEmpty else { return nil }
    return try PersonSearch(directory: directory).one(name)
  }

  private func answer(to field: FormField) throws -> String? {
    var text = (form[Self.fieldPrefix + field.key] ?? "").trimmed
    guard !text.utf8.isEmpty else {
      guard !field.isRequired else {
        throw InputFault.missingAnswer(key: field.key, label: field.label)
      }
      return nil
    }
    switch field.type {
    case .person: text = try PersonSearch(directory: directory).one(text).name
    case .number: text = String(decoding: text.utf8.map { $0 == 0x2C ? 0x2E : $0 }, as: UTF8.self)
    default: break
    }
    return try directory.form(of: service).checked(text, of: field.key)
  }
}

/// People as somebody types them: a user name, or parts of a full name.
struct PersonSearch {
  let directory: DeskDirectory

  /// How many people a search shows.
  static let limit = 20

  /// The active people whose names have all the words.
  func matching(_ text: String) -> [Person] {
    let words = FoldedText.fold(text).split(separator: " ")
    guard !words.isEmpty else { return [] }
    let found = directory.people.lazy.filter { person in
      guard person.isActive else { return false }
      let name = FoldedText.fold("\(person.name) \(person.fullName) \(person.email)")
      return words.allSatisfy { name.contains($0) }
    }
    return Array(found.prefix(Self.limit))
  }

  /// The one person that is meant.
  ///
  /// - Throws: ``FormFault/unknownPerson(_:candidates:)`` for nobody, and for several.
  func one(_ text: String) throws(FormFault) -> Person {
    if let person = directory.person(named: text), person.isActive { return person }
    let found = matching(text)
    guard found.count == 1, let only = found.first else {
      throw .unknownPerson(
        text, candidates: found.prefix(10).map { "\($0.name) (\($0.fullName))" })
    }
    return only
  }
}

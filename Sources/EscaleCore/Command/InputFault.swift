/// Why what somebody entered can't become a change.
package enum InputFault: EscaleError, Hashable {
  case empty(InputName)
  case tooLong(InputName, limit: Int, actual: Int)
  case controlCharacter(InputName)
  case pastDate
  case missingAnswer(key: String, label: Words)
  case unknownField(key: String, known: [String])
  case invalidAnswer(key: String, answer: String, type: FieldType, allowed: [String])
  case unknownValue(InputName, value: String, allowed: [String])
  case notAService(code: String, below: [String])
  case retiredService(code: String)
  case nothingToEdit
  case linkToItself
  case tooManyFields(limit: Int)

  package var kind: ErrorKind { .refused }

  package var code: String {
    switch self {
    case .empty: "input.empty"
    case .tooLong: "input.too-long"
    case .controlCharacter: "input.control-character"
    case .pastDate: "input.past-date"
    case .missingAnswer: "input.missing-answer"
    case .unknownField: "input.unknown-field"
    case .invalidAnswer: "input.invalid-answer"
    case .unknownValue: "input.unknown-value"
    case .notAService: "input.not-a-service"
    case .retiredService: "input.retired-service"
    case .nothingToEdit: "input.nothing-to-edit"
    case .linkToItself: "input.link-to-itself"
    case .tooManyFields: "input.too-many-fields"
    }
  }

  package var message: Words {
    switch self {
    case .empty(let name):
      Words(
        french: "\(name.words.french) est vide.", english: "The \(name.words.english) is empty.")
    case .tooLong(let name, let limit, let actual):
      Words(
        french: "\(name.words.french) fait \(actual) octets ; la limite est de \(limit).",
        english: "The \(name.words.english) has \(actual) bytes; the limit is \(limit).")
    case .controlCharacter(let name):
      Words(
        french: "\(name.words.french) contient un caractère de contrôle.",
        english: "The \(name.words.english) holds a control character.")
    case .pastDate:
      Words(french: "Cette date est passée.", english: "That date is past.")
    case .missingAnswer(let key, let label):
      Words(
        french: "Il manque « \(label.french) » (\(key)).",
        english: "“\(label.english)” (\(key)) is missing.")
    case .unknownField(let key, _):
      Words(
        french: "Le formulaire n'a pas de champ « \(key) ».",
        english: "The form has no field “\(key)”.")
    case .invalidAnswer(let key, let answer, _, _), .unknownValue(.field(let key), let answer, _):
      Words(
        french: "« \(answer) » n'est pas une réponse possible pour \(key).",
        english: "“\(answer)” isn't a possible answer for \(key).")
    case .unknownValue(let name, let value, _):
      Words(
        french: "\(name.words.french) ne peut pas être « \(value) ».",
        english: "“\(value)” isn't a possible \(name.words.english).")
    case .notAService(let code, _):
      Words(
        french: "« \(code) » regroupe des services et ne se demande pas lui-même.",
        english: "“\(code)” groups services and can't be asked for itself.")
    case .retiredService(let code):
      Words(
        french: "Le service « \(code) » n'est plus proposé.",
        english: "The service “\(code)” is no longer offered.")
    case .linkToItself:
      Words(
        french: "Une demande ne peut pas être liée à elle-même.",
        english: "A request can't be linked to itself.")
    case .nothingToEdit: Words(french: "Rien à modifier.", english: "Nothing to edit.")
    case .tooManyFields(let limit):
      Words(
        french: "Une modification porte sur \(limit) champs au plus.",
        english: "A change sets at most \(limit) fields.")
    }
  }

  package var hint: Words? {
    switch self {
    case .empty, .tooManyFields, .linkToItself: nil
    case .controlCharacter:
      Words(
        french: "Un copier-coller en apporte parfois : retapez le passage, ou joignez le fichier.",
        english: "Pasting brings them at times: type the passage anew, or attach the file.")
    case .tooLong:
      Words(
        french: "Raccourcissez, ou mettez la suite dans un commentaire.",
        english: "Shorten it, or put the rest into a comment.")
    case .pastDate:
      Words(
        french: "Donnez une date à venir : demain, lundi, 2027-01-31.",
        english: "Give a date to come: tomorrow, monday, 2027-01-31.")
    case .missingAnswer(let key, _):
      Words(
        french: "Ajoutez --field \(key)=VALEUR.", english: "Add --field \(key)=VALUE.")
    case .invalidAnswer(_, _, let type, let allowed):
      type.form ?? InputFault.choices(allowed)
    case .unknownField(_, let allowed), .unknownValue(_, _, let allowed),
      .notAService(_, let allowed):
      InputFault.choices(allowed)
    case .retiredService:
      Words(
        french: "« escale catalog » donne ceux qui le sont.",
        english: "\"escale catalog\" lists those that are.")
    case .nothingToEdit:
      Words(
        french: "Nommez au moins un champ, par exemple --title.",
        english: "Name at least one field, --title for example.")
    }
  }

  private static func choices(_ allowed: [String]) -> Words? {
    guard !allowed.isEmpty else { return nil }
    let list = allowed.prefix(20).joined(separator: ", ")
    return Words(french: "Possible : \(list).", english: "Possible: \(list).")
  }
}

extension FieldType {
  /// What an answer looks like, where it isn't one out of a few.
  fileprivate var form: Words? {
    switch self {
    case .date:
      Words(
        french: "Une date s'écrit ainsi : 2027-01-31.",
        english: "A date is written like this: 2027-01-31.")
    case .number:
      Words(
        french: "Un nombre s'écrit ainsi : 12 ou 3,5.",
        english: "A number is written like this: 12 or 3.5.")
    case .person:
      Words(
        french: "Donnez le nom de connexion d'une personne active : « escale people » les cherche.",
        english: "Give the login name of somebody active: \"escale people\" finds them.")
    case .text, .choice, .team: nil
    }
  }
}

/// The name of something that was entered.
package enum InputName: Hashable, Sendable {
  case title
  case description
  case text
  case urgency
  case impact
  case location
  case origin
  case solutionCategory
  case link
  case field(String)

  /// French with its article, English without.
  package var words: Words {
    switch self {
    case .title: Words(french: "Le titre", english: "title")
    case .description: Words(french: "La description", english: "description")
    case .text: Words(french: "Le texte", english: "text")
    case .urgency: Words(french: "L'urgence", english: "urgency")
    case .impact: Words(french: "L'impact", english: "impact")
    case .location: Words(french: "Le lieu", english: "location")
    case .origin: Words(french: "L'origine", english: "origin")
    case .solutionCategory:
      Words(french: "La catégorie de solution", english: "solution category")
    case .link: Words(french: "Le lien", english: "link")
    case .field(let key): Words(french: "Le champ \(key)", english: "field \(key)")
    }
  }
}

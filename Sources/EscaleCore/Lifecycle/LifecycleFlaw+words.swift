extension LifecycleFlaw {
  /// The stable code.
  var code: String {
    switch self {
    case .invalidName: "lifecycle-file.invalid-name"
    case .missingLabel: "lifecycle-file.missing-label"
    case .duplicateState: "lifecycle-file.duplicate-state"
    case .duplicateVerb: "lifecycle-file.duplicate-verb"
    case .unknownState: "lifecycle-file.unknown-state"
    case .unknownWord: "lifecycle-file.unknown-word"
    case .repeated: "lifecycle-file.repeated"
    case .tooMany: "lifecycle-file.too-many"
    case .noCreate: "lifecycle-file.no-create"
    case .notABeginning: "lifecycle-file.not-a-beginning"
    case .forAnyone: "lifecycle-file.for-anyone"
    case .notAutomatic: "lifecycle-file.not-automatic"
    case .leavesFinal: "lifecycle-file.leaves-final"
    case .unreachable: "lifecycle-file.unreachable-state"
    case .deadEnd: "lifecycle-file.dead-end"
    case .outweighed: "lifecycle-file.outweighed"
    case .samePrecedence: "lifecycle-file.same-precedence"
    }
  }

  /// The flaw in half a sentence, without its full stop.
  var words: Words {
    switch self {
    case .invalidName, .missingLabel, .duplicateState, .duplicateVerb, .unknownState,
      .unknownWord, .repeated, .tooMany:
      wordsOnNames
    case .noCreate, .notABeginning, .forAnyone, .notAutomatic, .leavesFinal, .unreachable,
      .deadEnd, .outweighed, .samePrecedence:
      wordsOnWays
    }
  }

  /// The next step, where there is one to name.
  var hint: Words? {
    switch self {
    case .unknownWord(_, let allowed):
      Words(
        french: "Possible : \(allowed.joined(separator: ", ")).",
        english: "Possible: \(allowed.joined(separator: ", ")).")
    case .unreachable, .deadEnd, .outweighed, .samePrecedence, .invalidName, .notAutomatic:
      hintOnRules
    default: nil
    }
  }

  private var wordsOnNames: Words {
    switch self {
    case .missingLabel(let name, let language):
      Words(
        french: "« \(name) » n'a pas de libellé « \(language.rawValue) »",
        english: "“\(name)” has no label “\(language.rawValue)”")
    case .duplicateState(let state):
      Words(
        french: "l'état « \(state) » figure déjà plus haut",
        english: "the state “\(state)” is already above")
    case .duplicateVerb(let verb):
      Words(
        french: "l'action « \(verb) » figure déjà plus haut",
        english: "the verb “\(verb)” is already above")
    case .unknownState(let state):
      Words(
        french: "l'état « \(state) » n'est pas parmi les états",
        english: "the state “\(state)” isn't among the states")
    case .unknownWord(let word, _):
      Words(french: "« \(word) » n'est pas possible ici", english: "“\(word)” can't stand here")
    case .repeated(let word):
      Words(
        french: "« \(word) » figure deux fois dans cette liste",
        english: "“\(word)” is twice in this list")
    case .tooMany(let limit):
      Words(french: "plus de \(limit) éléments", english: "more than \(limit) items")
    case .invalidName(let name):
      Words(french: "« \(name) » n'est pas un nom possible", english: "“\(name)” can't be a name")
    default: Words(french: "", english: "")
    }
  }
}

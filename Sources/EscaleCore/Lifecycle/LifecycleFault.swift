/// Why a file is not a lifecycle, with the line of what is wrong.
package enum LifecycleFault: EscaleError, Hashable {
  /// The file isn't JSON.
  case malformed(JSONError)
  /// The JSON isn't of the form of a lifecycle.
  case shape(JSONShapeError)
  /// It has the form of a lifecycle, and breaks one of a lifecycle's rules.
  case flaw(LifecycleFlaw, line: Int)

  package var kind: ErrorKind { .refused }

  package var code: String {
    switch self {
    case .malformed: "lifecycle-file.malformed"
    case .shape: "lifecycle-file.unexpected-shape"
    case .flaw(let flaw, _): flaw.code
    }
  }

  package var message: Words {
    switch self {
    case .malformed(let error): error.message
    case .shape(let error): error.message
    case .flaw(let flaw, let line):
      Words(
        french: "Ligne \(line) : \(flaw.words.french).",
        english: "Line \(line): \(flaw.words.english).")
    }
  }

  package var hint: Words? {
    switch self {
    case .malformed, .shape: nil
    case .flaw(let flaw, _): flaw.hint
    }
  }

  package var details: [String: String] {
    switch self {
    case .malformed(let error): error.details
    case .shape(let error): error.details
    case .flaw(_, let line): ["line": String(line)]
    }
  }
}

/// A rule of lifecycles that a file breaks, with the names of what breaks it.
///
/// Source: DESIGN, "Lifecycles are data".
package enum LifecycleFlaw: Hashable, Sendable {
  /// A name, code or label that is empty, too long, or has characters that it can't have.
  case invalidName(String)
  case missingLabel(of: String, language: Language)
  case duplicateState(State)
  case duplicateVerb(Verb)
  case unknownState(State)
  /// A word that a lifecycle can't use in its place; with those that it can.
  case unknownWord(String, allowed: [String])
  /// The same word twice in one list.
  case repeated(String)
  case tooMany(limit: Int)
  case noCreate
  /// Only `create` begins a request, and it does nothing else.
  case notABeginning(Verb)
  /// Only `create` is for anyone.
  case forAnyone(Verb)
  /// What the server does by itself is the system's, needs nothing, and says when.
  case notAutomatic(Verb)
  case leavesFinal(Verb, State)
  case unreachable(State)
  case deadEnd(State)
  /// A way into a final state that something else outweighs.
  case outweighed(Verb, by: Verb)
  case samePrecedence(Verb, Verb, from: State)
}

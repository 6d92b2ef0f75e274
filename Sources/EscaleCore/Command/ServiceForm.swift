/// A service's form, with what its answers may name.
package struct ServiceForm {
  package var fields: [FormField]
  /// The codes of the teams in use, ascending.
  package var teams: [String]
  /// Whether somebody active has a login name.
  package var knows: (String) -> Bool

  package init(fields: [FormField], teams: [String], knows: @escaping (String) -> Bool) {
    self.fields = fields
    self.teams = teams
    self.knows = knows
  }

  /// All answers, each as it may be written; those left empty aren't among them.
  ///
  /// - Throws: ``InputFault`` for an unknown field, an answer that its field doesn't take, and a
  ///   required one that is missing.
  package func checked(_ answers: [String: String]) throws(InputFault) -> [String: String] {
    for key in answers.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      _ = try field(key)
    }
    var checked: [String: String] = [:]
    for field in fields {
      guard let answer = answers[field.key], !answer.utf8.isEmpty else {
        guard !field.isRequired else {
          throw .missingAnswer(key: field.key, label: field.label)
        }
        continue
      }
      checked[field.key] = try self.checked(answer, of: field)
    }
    return checked
  }

  /// One answer as it may be written.
  ///
  /// - Throws: ``InputFault`` for an unknown field, and an answer that it doesn't take.
  package func checked(_ answer: String, of key: String) throws(InputFault) -> String {
    try checked(answer, of: try field(key))
  }

  private func field(_ key: String) throws(InputFault) -> FormField {
    if let field = fields.first(where: { $0.key.utf8.elementsEqual(key.utf8) }) { return field }
    throw .unknownField(key: key, known: fields.map(\.key))
  }

  private func checked(_ answer: String, of field: FormField) throws(InputFault) -> String {
    let answer = try InputCheck.text(answer, .field(field.key))
    let fault = InputFault.invalidAnswer(
      key: field.key, answer: answer, type: field.type, allowed: allowed(in: field))
    switch field.reading(of: answer) {
    case .value(let value): return value
    case .team(let code):
      guard teams.contains(where: { $0.utf8.elementsEqual(code.utf8) }) else { throw fault }
    case .person(let name):
      guard knows(name) else { throw fault }
    case .wrong: throw fault
    }
    return answer
  }

  private func allowed(in field: FormField) -> [String] {
    field.type == .team ? teams : field.choices.map(\.code)
  }
}

/// What an answer turns out to be, as far as its field alone can tell.
package enum AnswerReading: Hashable, Sendable {
  /// What the field takes, as it is written.
  case value(String)
  /// The code of a team, if there is one.
  case team(String)
  /// Somebody's login name, if there is one.
  case person(String)
  /// Nothing that the field takes.
  case wrong
}

extension FormField {
  /// What an answer is to this field.
  ///
  /// A number may be written with a decimal comma; it is kept with a point.
  package func reading(of answer: String) -> AnswerReading {
    switch type {
    case .text: return .value(answer)
    case .choice:
      let isChoice = choices.contains { $0.code.utf8.elementsEqual(answer.utf8) }
      return isChoice ? .value(answer) : .wrong
    case .date: return CalendarDate(answer) == nil ? .wrong : .value(answer)
    case .number: return DecimalText(answer).map { .value($0.text) } ?? .wrong
    case .team: return .team(answer)
    case .person: return .person(answer)
    }
  }
}

/// A decimal number as people type it: a sign, digits, and digits after a point or a comma.
struct DecimalText: Hashable {
  /// The most digits.
  static let digitLimit = 30

  /// The same with a point.
  let text: String

  init?(_ typed: String) {
    var bytes = Array(typed.utf8)
    let unsigned = bytes.first == 0x2D ? bytes.dropFirst() : bytes[...]
    let parts = unsigned.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2E || $0 == 0x2C })
    guard unsigned.count <= Self.digitLimit,
      parts.allSatisfy({ part in
        !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return nil }
    for (index, byte) in bytes.enumerated() where byte == 0x2C { bytes[index] = 0x2E }
    text = String(decoding: bytes, as: UTF8.self)
  }
}

import Console
import EscaleCore

/// An answer of a form as it is given on the command line: `KEY=VALUE`.
enum FieldArgument {
  /// The answers by their keys; the last of two for one key counts.
  ///
  /// - Throws: ``UsageError`` for an argument without a key or without `=`.
  static func answers(_ arguments: [String]) throws(UsageError) -> [String: String] {
    var answers: [String: String] = [:]
    for argument in arguments {
      guard let sign = argument.utf8.firstIndex(of: UInt8(ascii: "=")),
        sign > argument.startIndex
      else { throw malformed(argument) }
      answers[String(argument[..<sign])] = String(argument[argument.utf8.index(after: sign)...])
    }
    return answers
  }

  /// Answers to a form, with dates that are said in words written out.
  static func dated(
    _ answers: [String: String], to fields: [FormField], now: Timestamp
  ) -> [String: String] {
    var answers = answers
    for field in fields {
      answers[field.key] = answers[field.key].map { field.dated($0, now: now) }
    }
    return answers
  }

  private static func malformed(_ argument: String) -> UsageError {
    UsageError(
      message: Words(
        french: "« \(argument) » n'est pas de la forme CLÉ=VALEUR.",
        english: "\"\(argument)\" is not of the form KEY=VALUE."),
      hint: Words(
        french: "Par exemple --field equipe=nancy-lettres.",
        english: "For example --field equipe=nancy-lettres."))
  }
}

extension FormField {
  /// An answer that names a day in words, `lundi` or `in 3 days`, as the date that it means here and
  /// now; any other as it is.
  func dated(_ answer: String, now: Timestamp) -> String {
    guard type == .date, CalendarDate(answer) == nil,
      let moment = try? LocalClock.parse(answer, now: now)
    else { return answer }
    return "\(moment.date(offsetMinutes: LocalClock.offsetMinutes(at: moment)))"
  }
}

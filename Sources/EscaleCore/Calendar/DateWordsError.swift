/// Why a text is not a date that Escale understands.
package enum DateWordsError: EscaleError, Hashable {
  /// Neither an ISO 8601 date that exists nor one of the words.
  case notADate(String)
  /// A day after the year 9999.
  case beyondCalendar(String)

  package var code: String {
    switch self {
    case .notADate: "date.not-understood"
    case .beyondCalendar: "date.beyond-calendar"
    }
  }

  package var kind: ErrorKind { .refused }

  package var message: Words {
    switch self {
    case .notADate(let text):
      Words(
        french: "« \(text) » n'est pas une date reconnue.",
        english: "\"\(text)\" is not a date that is understood.")
    case .beyondCalendar(let text):
      Words(
        french: "« \(text) » va au-delà de l'an 9999.",
        english: "\"\(text)\" lies beyond the year 9999.")
    }
  }

  package var hint: Words? {
    Words(
      french: "Par exemple : 2026-03-02, 2026-03-02T14:30, demain, lundi, dans 3 jours, +2s.",
      english: "For example: 2026-03-02, 2026-03-02T14:30, tomorrow, monday, in 3 days, +2w.")
  }
}

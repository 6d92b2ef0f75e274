/// How long ago something was, or how soon it will be, in few words.
package enum RelativeTime {
  private static let minute: Int64 = 60_000
  private static let hour = 60 * minute
  private static let day = 24 * hour
  private static let month = 30 * day
  private static let year = 365 * day

  /// Units from the largest, each with its sign in both languages.
  private static let units: [(length: Int64, sign: Words)] = [
    (year, Words(french: "an", english: "y")),
    (month, Words(french: "mois", english: "mo")),
    (day, Words(french: "j", english: "d")),
    (hour, Words(french: "h", english: "h")),
    (minute, Words(french: "min", english: "min")),
  ]

  /// `il y a 2 h`, `2 h ago`; `dans 3 j`, `in 3 d`; below a minute `à l'instant`, `just now`.
  ///
  /// Rounded down to the largest unit that fits; a month counts 30 days, a year 365.
  package static func words(for moment: Timestamp, now: Timestamp) -> Words {
    let elapsed = now.milliseconds(since: moment)
    guard let unit = units.first(where: { $0.length <= abs(elapsed) }) else {
      return Words(french: "à l'instant", english: "just now")
    }
    let count = abs(elapsed) / unit.length
    let french = count > 1 && unit.length == year ? "ans" : unit.sign.french
    return elapsed > 0
      ? Words(french: "il y a \(count) \(french)", english: "\(count) \(unit.sign.english) ago")
      : Words(french: "dans \(count) \(french)", english: "in \(count) \(unit.sign.english)")
  }
}

import EscaleCore

/// How far this device's clock is ahead of the server's, for people.
struct ClockText {
  /// From here on somebody is told unasked.
  private static let notableMilliseconds = 5 * 60_000

  private static let units: [(seconds: UInt64, words: Words)] = [
    (86_400, Words(french: "jours", english: "days")), (3_600, Words(french: "h", english: "h")),
    (60, Words(french: "min", english: "min")),
  ]

  let milliseconds: Int64

  /// `+0.3 s`, `-12 min`, `+3653 days`: two of a unit at least.
  func difference(_ language: Language) -> String {
    let sign = milliseconds > 0 ? "+" : milliseconds < 0 ? "-" : ""
    return sign + amount[language]
  }

  /// That the clock is wrong, where it is by minutes.
  var warning: Words? {
    guard milliseconds.magnitude >= Self.notableMilliseconds else { return nil }
    let isAhead = milliseconds > 0
    return Words(
      french: "L'horloge de cet appareil \(isAhead ? "avance" : "retarde") de \(amount.french) sur "
        + "celle du serveur : mettez-la à l'heure, vos modifications portent la sienne.",
      english: "This device's clock is \(amount.english) \(isAhead ? "ahead of" : "behind") the "
        + "server's: set it right, your changes bear its time.")
  }

  private var amount: Words {
    let seconds = milliseconds.magnitude / 1000
    for unit in Self.units where seconds >= 2 * unit.seconds {
      let count = seconds / unit.seconds
      return Words(
        french: "\(count) \(unit.words.french)", english: "\(count) \(unit.words.english)")
    }
    let tenths = milliseconds.magnitude % 1000 / 100
    return Words(french: "\(seconds),\(tenths) s", english: "\(seconds).\(tenths) s")
  }
}

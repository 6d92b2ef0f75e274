import EscaleCore

/// A number of bytes for people.
enum ByteCountText {
  private static let units = [
    Words(french: "ko", english: "kB"), Words(french: "Mo", english: "MB"),
    Words(french: "Go", english: "GB"), Words(french: "To", english: "TB"),
  ]

  /// `812 bytes`, `1.4 MB`: three digits at most, by powers of a thousand.
  static func text(_ count: UInt64, _ language: Language) -> String {
    guard count >= 1_000 else {
      return "\(count) " + Words(french: "o", english: count == 1 ? "byte" : "bytes")[language]
    }
    var (tenths, unit) = (count / 100, 0)
    while tenths >= 10_000, unit < units.count - 1 {
      tenths /= 1_000
      unit += 1
    }
    let point = language == .french ? "," : "."
    let fraction = tenths < 1_000 && tenths % 10 > 0 ? "\(point)\(tenths % 10)" : ""
    return "\(tenths / 10)\(fraction) \(units[unit][language])"
  }
}

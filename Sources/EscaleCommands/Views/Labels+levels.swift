import EscaleCore

extension Labels {
  /// Urgencies and impacts by their codes.
  private static let levels: [(code: String, words: Words)] = [
    ("critical", Words(french: "critique", english: "critical")),
    ("high", Words(french: "haute", english: "high")),
    ("medium", Words(french: "moyenne", english: "medium")),
    ("low", Words(french: "basse", english: "low")),
    ("department", Words(french: "tout un établissement", english: "a whole department")),
    ("service", Words(french: "un service", english: "a service")),
    ("person", Words(french: "une personne", english: "one person")),
  ]

  /// What an urgency or an impact is called; an unknown code stands for itself.
  static func level(_ code: String) -> Words {
    levels.first { $0.code == code }?.words ?? Words(french: code, english: code)
  }
}

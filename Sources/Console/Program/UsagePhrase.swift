/// The parser's complaints, which it makes in English only, and their French.
enum UsagePhrase {
  /// `%` stands for any text and is carried over, in order.
  private static let phrases: [(english: String, french: String)] = [
    (
      "Unknown option '%'. Did you mean '%'?",
      "L'option « % » n'existe pas. Est-ce « % » qui était voulu ?"
    ),
    ("Unknown option '%'", "L'option « % » n'existe pas."),
    ("Missing value for '%'", "Il manque la valeur de « % »."),
    ("Missing expected argument '%'", "Il manque l'argument « % »."),
    ("Missing required subcommand.", "Il manque le nom de la commande."),
    ("Unexpected argument '%'", "L'argument « % » est de trop."),
    ("% unexpected arguments: '%'", "% arguments sont de trop : « % »."),
    (
      "The option '%' does not take any value, but '%' was specified.",
      "L'option « % » ne prend pas de valeur, mais « % » est donné."
    ),
    ("The value '%' is invalid for '%'%", "« % » n'est pas une valeur de « % »."),
    ("Invalid option: %", "« % » n'est pas une option."),
  ]

  /// The French of a complaint; an unknown one is quoted.
  static func french(for message: String) -> String {
    for phrase in phrases {
      if let values = values(in: message, of: phrase.english) {
        return filled(phrase.french, with: values)
      }
    }
    return "La ligne de commande n'est pas comprise : \(message)"
  }

  /// What the message has where the pattern has `%`, or nothing where it isn't of that form.
  private static func values(in message: String, of pattern: String) -> [Substring]? {
    let parts = pattern.split(separator: "%", omittingEmptySubsequences: false)
    guard message.hasPrefix(parts[0]) else { return nil }
    var rest = message.dropFirst(parts[0].count)
    var values: [Substring] = []
    for part in parts.dropFirst() {
      if part.isEmpty {
        values.append(rest)
        rest = rest.suffix(0)
      } else {
        guard let range = rest.firstRange(of: part) else { return nil }
        values.append(rest[..<range.lowerBound])
        rest = rest[range.upperBound...]
      }
    }
    return rest.isEmpty ? values : nil
  }

  private static func filled(_ pattern: String, with values: [Substring]) -> String {
    let parts = pattern.split(separator: "%", omittingEmptySubsequences: false)
    var text = String(parts[0])
    for (index, part) in parts.dropFirst().enumerated() {
      text += (index < values.count ? values[index] : "") + part
    }
    return text
  }
}

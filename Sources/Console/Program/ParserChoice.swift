import EscaleCore

/// What the parser says, in English, behind a value that isn't one of a few.
///
/// `The value 'x' is invalid for '--view <view>'. Please provide one of 'tree', 'list' or 'tiles'.`;
/// more than five stand below each other, `  - updated`.
struct ParserChoice {
  private static let lead = ". Please provide one of "

  /// What comes before the list.
  let complaint: String
  private let values: [Substring]

  /// Nothing where the message has no such list.
  init?(_ message: String) {
    guard let lead = message.firstRange(of: Self.lead) else { return nil }
    complaint = String(message[..<lead.lowerBound])
    let list = message[lead.upperBound...]
    values =
      list.contains("'")
      ? list.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map(\.element)
      : list.split(separator: "\n").dropFirst().map { $0.drop { " -".contains($0) } }
  }

  var hint: Words {
    let list = values.joined(separator: ", ")
    return Words(french: "Possible : \(list).", english: "Possible: \(list).")
  }
}

import ArgumentParser
import Console
import EscaleCore

/// How many bytes of attached files may go along in a bundle.
struct AttachmentRoom: ParsableArguments {
  /// What a number may end with, and how many bytes that is.
  private static let units: [(endings: [String], byteCount: UInt64)] = [
    (["", "b", "o"], 1), (["k", "kb", "ko"], 1_000), (["m", "mb", "mo"], 1_000_000),
    (["g", "gb", "go"], 1_000_000_000),
  ]

  @Option(
    parsing: .unconditional,
    help: .words(
      french: "Pièces jointes : au plus tant d'octets en tout (« 50M » ; 0 : aucune).",
      english: "Attachments: at most so many bytes in all (\"50M\"; 0: none).", value: "size"))
  var attachmentBytes: String?

  /// The number; nil where none was given.
  ///
  /// - Throws: ``UsageError``.
  func byteLimit() throws(UsageError) -> UInt64? {
    guard let text = attachmentBytes else { return nil }
    let digits = text.prefix { ("0"..."9").contains($0) }
    let ending = text.dropFirst(digits.count).lowercased()
    let unit = Self.units.first { $0.endings.contains(ending) }
    guard let number = UInt64(digits), let unit else {
      throw UsageError(
        message: Words(
          french: "« \(text) » n'est pas un nombre d'octets.",
          english: "\"\(text)\" is not a number of bytes."),
        hint: Words(french: "Par exemple 50M.", english: "For example 50M."))
    }
    return number.multipliedReportingOverflow(by: unit.byteCount).overflow
      ? .max : number * unit.byteCount
  }
}

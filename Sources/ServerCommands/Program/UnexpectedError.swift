import Console
import EscaleCore

/// Something broke that nobody expected: what the system or a library says of it.
struct UnexpectedError: EscaleError, Hashable {
  private let description: String
  let hint: Words?

  /// An error, and what can be tried.
  init(_ error: any Error, hint: Words) {
    description = sanitizedLine(String(describing: error))
    self.hint = hint
  }

  var code: String { "program.unexpected" }
  var kind: ErrorKind { .unexpected }

  var message: Words {
    Words(
      french: "Une erreur imprévue est survenue : \(description).",
      english: "Something unexpected went wrong: \(description).")
  }
}

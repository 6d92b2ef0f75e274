package import EscaleCore

/// Something broke that nobody expected: what the system or a library says of it.
package struct UnexpectedError: EscaleError, Hashable {
  private let description: String
  package let hint: Words?

  /// An error, and what can be tried.
  package init(_ error: any Error, hint: Words) {
    description = sanitizedLine(String(describing: error))
    self.hint = hint
  }

  package var code: String { "program.unexpected" }
  package var kind: ErrorKind { .unexpected }

  package var message: Words {
    Words(
      french: "Une erreur imprévue est survenue : \(description).",
      english: "Something unexpected went wrong: \(description).")
  }
}

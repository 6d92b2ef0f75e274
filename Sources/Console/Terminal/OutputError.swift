package import EscaleCore

/// Why output could not be written; a disk that is full, say.
package struct OutputError: EscaleError, Hashable {
  /// The error number of the system.
  package let errorNumber: Int32

  package init(errorNumber: Int32) {
    self.errorNumber = errorNumber
  }

  package var code: String { "terminal.output-failed" }
  package var kind: ErrorKind { .unexpected }

  package var message: Words {
    let reason = SystemText.reason(errorNumber)
    return Words(
      french: "Le résultat n'a pas pu être écrit : \(SystemReason.french(reason)).",
      english: "The output could not be written: \(reason).")
  }
}

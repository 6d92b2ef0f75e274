import Console
import EscaleCore

/// Something broke that nobody expected: what the system or a library says of it.
struct UnexpectedError: EscaleError, Hashable {
  private let description: String

  init(_ error: any Error) {
    description = sanitizedLine(String(describing: error))
  }

  var code: String { "program.unexpected" }
  var kind: ErrorKind { .unexpected }

  var message: Words {
    Words(
      french: "Une erreur imprévue est survenue : \(description).",
      english: "Something unexpected went wrong: \(description).")
  }

  var hint: Words? {
    Words(
      french: "« escale doctor » vérifie que la réplique est saine.",
      english: "\"escale doctor\" checks that the replica is sound.")
  }
}

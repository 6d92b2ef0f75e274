import EscaleCore

/// Why there can be no screen.
enum ScreenFault: EscaleError, Hashable {
  /// Input or output is no terminal, or nobody is to be asked.
  case noTerminal
  /// The terminal can only write line after line.
  case plainTerminal

  var code: String {
    switch self {
    case .noTerminal: "screen.no-terminal"
    case .plainTerminal: "screen.plain-terminal"
    }
  }

  var kind: ErrorKind { .usage }

  var message: Words {
    switch self {
    case .noTerminal:
      Words(
        french: "« escale ui » a besoin d'un terminal, en entrée comme en sortie.",
        english: "\"escale ui\" needs a terminal, for input and for output.")
    case .plainTerminal:
      Words(
        french: "Ce terminal (TERM) ne sait pas montrer un écran entier.",
        english: "This terminal (TERM) can't show a full screen.")
    }
  }

  var hint: Words? {
    Words(
      french: "« escale list » et « escale show REF » disent la même chose, ligne après ligne.",
      english: "\"escale list\" and \"escale show REF\" tell the same, line by line.")
  }
}

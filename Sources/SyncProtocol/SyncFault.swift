package import EscaleCore

/// Why an answer of the server can't be applied; nothing was changed, nothing is lost.
package enum SyncFault: EscaleError, Hashable {
  /// It can't be read.
  case malformed(reason: String)
  /// It is in a version that this program doesn't speak.
  case version
  /// It doesn't answer what was sent.
  case wrongResults
  /// It goes back behind what was delivered, or beyond its own head.
  case misplacedCursor
  /// The ledger's head contradicts the one shown before.
  case otherHistory
  /// Its receipt isn't signed by the server that this replica joined.
  case wrongReceipt
  /// It never ends.
  case endless

  package var kind: ErrorKind { self == .version ? .refused : .unexpected }

  package var code: String {
    switch self {
    case .malformed: "sync.malformed-answer"
    case .version: "sync.version"
    case .wrongResults: "sync.wrong-results"
    case .misplacedCursor: "sync.misplaced-cursor"
    case .otherHistory: "sync.other-history"
    case .wrongReceipt: "sync.wrong-receipt"
    case .endless: "sync.endless"
    }
  }

  package var message: Words {
    switch self {
    case .malformed(let reason):
      Words(
        french: "La réponse du serveur est illisible (\(reason)).",
        english: "The server's answer can't be read (\(reason)).")
    case .version:
      Words(
        french: "Le serveur parle une version que ce programme ne connaît pas.",
        english: "The server speaks a version that this program doesn't know.")
    case .wrongResults:
      Words(
        french: "Le serveur répond à autre chose que ce qui a été envoyé.",
        english: "The server answers something else than what was sent.")
    case .misplacedCursor:
      Words(
        french: "La réponse du serveur ne suit pas ce qui a été livré.",
        english: "The server's answer doesn't follow what was delivered.")
    case .otherHistory:
      Words(
        french: "Le registre du serveur contredit celui que cette réplique a vu.",
        english: "The server's ledger contradicts the one that this replica has seen.")
    case .wrongReceipt:
      Words(
        french: "La réponse n'est pas signée par le serveur de cette réplique.",
        english: "The answer isn't signed by this replica's server.")
    case .endless:
      Words(
        french: "Le serveur n'en finit pas de répondre.",
        english: "The server never stops answering.")
    }
  }

  package var hint: Words? {
    switch self {
    case .version:
      Words(french: "Mettez escale à jour.", english: "Upgrade escale.")
    case .malformed, .wrongResults, .misplacedCursor, .endless:
      Words(
        french: "Réessayez ; si cela dure, prévenez qui gère le serveur. Rien n'est perdu.",
        english: "Try again; if it lasts, tell whoever runs the server. Nothing is lost.")
    case .otherHistory, .wrongReceipt:
      Words(
        french: "N'envoyez rien de plus et prévenez qui gère le serveur. Rien n'est perdu.",
        english: "Send nothing more and tell whoever runs the server. Nothing is lost.")
    }
  }
}

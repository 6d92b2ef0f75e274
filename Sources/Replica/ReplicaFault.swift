package import EscaleCore

/// Why a replica can't do what it was asked.
package enum ReplicaFault: EscaleError, Hashable {
  case unknownReference(String)
  case ambiguousReference(String, candidates: [RequestID])
  case noLastReference
  /// There is no link between two requests.
  case noLink(RequestID, RequestID)
  /// The request left what its user may see.
  case requestLeft(RequestID)
  /// The request hasn't come whole yet: a sync was broken off in the middle of it.
  case stillArriving(RequestID)
  /// Nothing of this replica's own waits on the request.
  case nothingToUndo(RequestID)
  /// The change left already, for the server or in a bundle.
  case alreadySent(ChangeID)
  /// The device or its user was shut out; so many changes went into quarantine, the rest is
  /// forgotten.
  case revoked(handedOver: Int)
  case noCatalogue
  case changeTooLong
  case sequencesUsedUp
  /// The key or a link of the chain is damaged: nothing may be sent.
  case damagedChain(ChangeID)
  case unusableKey

  package var kind: ErrorKind {
    switch self {
    case .unknownReference, .noLastReference, .noLink, .noCatalogue: .notFound
    case .ambiguousReference: .usage
    case .requestLeft, .revoked: .notAllowed
    case .changeTooLong, .nothingToUndo, .alreadySent, .stillArriving: .refused
    case .sequencesUsedUp, .damagedChain, .unusableKey: .unexpected
    }
  }

  package var code: String {
    switch self {
    case .unknownReference: "request.unknown"
    case .ambiguousReference: "request.ambiguous"
    case .noLastReference: "request.none-used"
    case .noLink: "link.none"
    case .requestLeft: "request.left"
    case .stillArriving: "request.still-arriving"
    case .revoked: "replica.revoked"
    case .nothingToUndo: "undo.nothing"
    case .alreadySent: "undo.already-sent"
    case .noCatalogue: "replica.no-directory"
    case .changeTooLong: "input.change-too-long"
    case .sequencesUsedUp: "replica.sequences-used-up"
    case .damagedChain: "replica.damaged-chain"
    case .unusableKey: "replica.unusable-key"
    }
  }

  package var message: Words {
    switch self {
    case .unknownReference(let text):
      Words(
        french: "Aucune demande « \(text) » sur cette réplique.",
        english: "There is no request “\(text)” on this replica.")
    case .ambiguousReference(let text, _):
      Words(
        french: "Plusieurs demandes finissent par « \(text) ».",
        english: "Several requests end in “\(text)”.")
    case .noLastReference:
      Words(
        french: "Aucune demande n'a encore été utilisée ici.",
        english: "No request was used here yet.")
    case .noLink(let ref, let other):
      Words(
        french: "\(ref) n'est pas liée à \(other).", english: "\(ref) isn't linked to \(other).")
    case .requestLeft(let ref):
      Words(
        french: "\(ref) n'est plus de celles que vous pouvez voir.",
        english: "\(ref) is no longer one that you may see.")
    case .stillArriving(let ref):
      Words(
        french: "\(ref) n'est pas encore arrivée entière sur cette réplique.",
        english: "\(ref) hasn't come whole to this replica yet.")
    case .nothingToUndo(let ref):
      Words(
        french: "\(ref) : rien de vous n'attend d'être envoyé.",
        english: "\(ref): nothing of yours waits to be sent.")
    case .alreadySent(let id):
      Words(
        french: "\(id) est déjà partie et ne peut plus être retirée.",
        english: "\(id) has left already and can't be withdrawn any more.")
    case .revoked(let count):
      Words(
        french:
          "Cet appareil ou ce compte n'est plus admis ; ce que cette réplique tenait du serveur est "
          + "oublié. Modifications remises à un administrateur : \(count).",
        english:
          "This device or account is no longer let in; what this replica had of the server is "
          + "forgotten. Changes handed to an administrator: \(count).")
    case .noCatalogue:
      Words(
        french: "Cette réplique n'a pas encore d'annuaire.",
        english: "This replica has no directory yet.")
    case .changeTooLong:
      Words(
        french: "Cette modification est trop longue.", english: "This change is too long.")
    case .sequencesUsedUp:
      Words(
        french: "Cette réplique a utilisé tous ses numéros.",
        english: "This replica has used all its numbers.")
    case .damagedChain(let id):
      Words(
        french: "La chaîne de cette réplique est rompue à \(id) ; rien n'est envoyé.",
        english: "This replica's chain is broken at \(id); nothing is sent.")
    case .unusableKey:
      Words(
        french: "La clé de cette réplique est inutilisable.",
        english: "This replica's key can't be used.")
    }
  }

  package var hint: Words? {
    switch self {
    case .unknownReference:
      Words(
        french: "escale list montre celles qui y sont ; escale sync en apporte d'autres.",
        english: "escale list shows those that are; escale sync brings others.")
    case .ambiguousReference(_, let candidates):
      Words(
        french: "Laquelle : \(ReplicaFault.list(candidates)) ?",
        english: "Which one: \(ReplicaFault.list(candidates))?")
    case .requestLeft:
      Words(
        french: "Vos modifications restent dans escale log et escale conflicts.",
        english: "Your changes stay in escale log and escale conflicts.")
    case .nothingToUndo: nil
    case .noLink(let ref, _):
      Words(
        french: "escale show \(ref) montre ses liens.",
        english: "escale show \(ref) shows its links.")
    case .revoked:
      Words(
        french: "Vos propres modifications restent dans escale log.",
        english: "Your own changes stay in escale log.")
    case .alreadySent:
      Words(
        french: "Faites la modification contraire, ou expliquez-vous dans un commentaire.",
        english: "Make the contrary change, or explain yourself in a comment.")
    case .noLastReference:
      Words(french: "Nommez-en une : 7K-1043.", english: "Name one: 7K-1043.")
    case .noCatalogue, .stillArriving:
      Words(french: "Lancez escale sync.", english: "Run escale sync.")
    case .changeTooLong:
      Words(
        french: "Partagez-la en plusieurs.", english: "Split it into several.")
    case .damagedChain, .unusableKey:
      Words(
        french: "Lancez escale doctor, puis inscrivez-vous à nouveau : rien n'est effacé.",
        english: "Run escale doctor, then join anew: nothing is erased.")
    case .sequencesUsedUp:
      Words(french: "Inscrivez-vous à nouveau.", english: "Join anew.")
    }
  }

  package var details: [String: String] {
    switch self {
    case .ambiguousReference(_, let candidates): ["candidates": ReplicaFault.list(candidates)]
    default: [:]
    }
  }

  /// How many candidates an error names.
  private static let candidateLimit = 10

  private static func list(_ candidates: [RequestID]) -> String {
    candidates.prefix(candidateLimit).map(\.description).joined(separator: ", ")
  }
}

package import EscaleCore

/// Why a request that this replica doesn't hold isn't shown.
package enum HistoryFault: EscaleError, Hashable {
  /// It isn't here, and what ended before a time stays on the server.
  case notHere(RequestID, since: Int64)
  /// No request here has that end of a reference, and what ended before a time stays there.
  case noSuchEnd(String, since: Int64)
  /// It isn't here, and the server, where it may be, can't be reached.
  case outOfReach(RequestID, since: Int64)
  /// Neither here nor on the server, as far as the user may see.
  case nowhere(RequestID)
  /// It is on the server and came or changed after the last sync.
  case syncFirst(RequestID)
  /// This replica holds as many fetched requests as it may.
  case tooManyFetched

  package var kind: ErrorKind {
    switch self {
    case .notHere, .noSuchEnd, .nowhere: .notFound
    case .outOfReach: .unreachable
    case .syncFirst, .tooManyFetched: .refused
    }
  }

  package var code: String {
    switch self {
    case .notHere: "history.not-here"
    case .noSuchEnd: "history.no-such-end"
    case .outOfReach: "history.out-of-reach"
    case .nowhere: "history.nowhere"
    case .syncFirst: "history.sync-first"
    case .tooManyFetched: "history.too-many-fetched"
    }
  }

  package var message: Words {
    switch self {
    case .notHere(let ref, let since):
      Words(
        french: "\(ref) n'est pas sur cette réplique ; \(Self.left(since).french)",
        english: "\(ref) isn't on this replica; \(Self.left(since).english)")
    case .noSuchEnd(let text, let since):
      Words(
        french: "Rien ne finit par « \(text) » sur cette réplique ; \(Self.left(since).french)",
        english: "Nothing ends in “\(text)” on this replica; \(Self.left(since).english)")
    case .outOfReach(let ref, let since):
      Words(
        french: "\(ref) n'est pas sur cette réplique, et le serveur n'est pas joignable ; "
          + Self.left(since).french,
        english: "\(ref) isn't on this replica, and the server can't be reached; "
          + Self.left(since).english)
    case .nowhere(let ref):
      Words(
        french: "\(ref) n'est ni sur cette réplique ni, parmi ce que vous pouvez voir, sur le "
          + "serveur.",
        english: "\(ref) is neither on this replica nor, among what you may see, on the server.")
    case .syncFirst(let ref):
      Words(
        french: "\(ref) est plus récente que la dernière synchronisation.",
        english: "\(ref) is newer than the last sync.")
    case .tooManyFetched:
      Words(
        french: "Cette réplique tient déjà toutes les demandes anciennes qu'elle peut suivre.",
        english: "This replica already holds all the old requests that it can follow.")
    }
  }

  package var hint: Words? {
    switch self {
    case .notHere(let ref, _):
      Words(
        french: "Si c'en est une, escale show \(ref) va la chercher, avec un réseau.",
        english: "If it is one of these, escale show \(ref) fetches it, with a network.")
    case .noSuchEnd:
      Words(
        french: "Avec sa référence entière, escale show va l'y chercher : escale show 7K-1043.",
        english: "By its whole reference escale show fetches it: escale show 7K-1043.")
    case .outOfReach(let ref, _):
      Words(
        french: "Dès qu'il y a un réseau, escale show \(ref) va la chercher, et la garde.",
        english: "Once there is a network, escale show \(ref) fetches it, and keeps it.")
    case .nowhere:
      Words(
        french: "Vérifiez la référence ; escale list --all montre celles qui sont ici.",
        english: "Check the reference; escale list --all shows those that are here.")
    case .syncFirst: Words(french: "Lancez escale sync.", english: "Run escale sync.")
    case .tooManyFetched:
      Words(
        french: "Le portail les montre toutes ; une réplique neuve repart de zéro.",
        english: "The portal shows them all; a new replica begins with none.")
    }
  }
}

extension HistoryFault {
  /// What stays on the server, as the end of a sentence.
  package static func left(_ since: Int64) -> Words {
    let day = Timestamp(milliseconds: since).date(offsetMinutes: 0)
    return Words(
      french: "ce qui a été fermé avant le \(day) reste sur le serveur.",
      english: "what was closed before \(day) stays on the server.")
  }
}

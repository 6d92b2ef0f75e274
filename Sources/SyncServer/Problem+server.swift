import EscaleCore
import SyncProtocol

// What the state of the server, or the pace of a client, makes it refuse.
extension Problem {
  static let tooSlow = Problem(
    status: 408, code: "http.too-slow",
    message: Words(
      french: "La requête arrive trop lentement.", english: "The request comes too slowly."),
    hint: Words(
      french: "Réessayez quand le réseau sera meilleur : rien n'est perdu.",
      english: "Try again when the network is better: nothing is lost."))

  static let overdue = Problem(
    status: 503, code: "http.overdue",
    message: Words(
      french: "Le serveur n'a pas fini à temps.", english: "The server didn't finish in time."),
    hint: Words(
      french: "Réessayez : rien n'est perdu ni fait deux fois.",
      english: "Try again: nothing is lost or done twice."))

  static let unexpected = Problem(
    status: 500, code: "http.unexpected",
    message: Words(
      french: "Une erreur imprévue s'est produite sur le serveur.",
      english: "Something unexpected went wrong on the server."),
    hint: Words(
      french: "Son journal en dit plus.", english: "Its log says more."))

  static let notByProxy = Problem(
    status: 403, code: "http.not-by-proxy",
    message: Words(
      french: "Ce serveur ne répond en clair qu'à son mandataire.",
      english: "This server answers without encryption to its proxy only."),
    hint: Words(
      french: "Utilisez l'adresse publique, en https.", english: "Use the public https address."))

  static func notReady(reason: String) -> Problem {
    Problem(
      status: 503, code: "http.not-ready",
      message: Words(
        french: "Le serveur n'est pas prêt : \(reason)",
        english: "The server is not ready: \(reason)"),
      details: ["reason": reason])
  }
}

import Console
import EscaleCore
import SyncTransport

/// A server's address as it is given or kept.
enum ServerAddress {
  /// - Throws: ``UsageError`` for a text that is no address.
  static func parse(_ text: String) throws(UsageError) -> ServerURL {
    if let url = ServerURL(text) { return url }
    throw UsageError(
      message: Words(
        french: "« \(text) » n'est pas l'adresse d'un serveur.",
        english: "\"\(text)\" is not the address of a server."),
      hint: Words(
        french: "Par exemple https://escale.example.org.",
        english: "For example https://escale.example.org."))
  }
}

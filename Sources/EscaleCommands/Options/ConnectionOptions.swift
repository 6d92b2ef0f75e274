import ArgumentParser
import Console
import EscaleCore
import SyncTransport

/// How the server is reached.
struct ConnectionOptions: ParsableArguments {
  /// Where ``certificate`` is said once for all.
  static let certificateVariable = "ESCALE_CERTIFICATE"

  @Flag(
    help: .words(
      french: "Permet le HTTP sans chiffrement au-delà de cette machine.",
      english: "Allow plain HTTP beyond this machine."))
  var allowPlainHttp = false

  @Option(
    name: [.customLong("ca"), .long],
    help: .words(
      french: "Un fichier PEM de certificats auxquels se fier aussi (ou ESCALE_CERTIFICATE).",
      english: "A PEM file of certificates to trust as well (or ESCALE_CERTIFICATE).",
      value: "file"))
  var certificate: String?

  /// The settings of a connection, with what the environment adds.
  func settings(_ context: CommandContext) -> ConnectionSettings {
    var settings = ConnectionSettings()
    settings.allowsPlainHTTP = allowPlainHttp
    settings.certificateFile =
      certificate ?? context.environment.filled(Self.certificateVariable)
    settings.proxy = ProxyChoice { context.environment.filled($0) }
    settings.language = context.language
    return settings
  }
}

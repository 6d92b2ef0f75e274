import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore
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

  func settings(_ context: CommandContext) -> ConnectionSettings {
    context.connectionSettings(allowsPlainHTTP: allowPlainHttp, certificate: certificate)
  }
}

extension CommandContext {
  /// Opens the way to a replica's server.
  ///
  /// - Throws: Where it has no address that can be connected to.
  func connect(
    _ replica: LocalReplica, _ settings: ConnectionSettings
  ) throws -> OpenConnection {
    try surroundings.connect(ServerAddress.parse(try replica.identity().server), settings)
  }

  /// The settings of a connection, with what the environment adds.
  func connectionSettings(
    allowsPlainHTTP: Bool = false, certificate: String? = nil
  ) -> ConnectionSettings {
    var settings = ConnectionSettings()
    settings.allowsPlainHTTP = allowsPlainHTTP
    settings.certificateFile =
      certificate ?? environment.filled(ConnectionOptions.certificateVariable)
    settings.proxy = ProxyChoice { environment.filled($0) }
    settings.language = language
    return settings
  }
}

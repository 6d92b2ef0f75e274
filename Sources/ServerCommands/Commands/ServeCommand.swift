import ArgumentParser
import Console
import EscaleCore
import Hummingbird
import Ledger
import Logging
import Mail
import Portal
import ServiceLifecycle
import SyncServer
import UnixSignals

/// `serve`: answers replicas and browsers, and fires timers, until it is stopped.
struct ServeCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "serve", french: "Répond aux répliques et aux navigateurs.",
      english: "Answer replicas and browsers.")
  }

  /// Where the server listens unless told otherwise.
  static let standardAddress = "127.0.0.1:8080"

  @OptionGroup var global: ServerOptions

  @Option(
    help: .words(
      french: "Où écouter (127.0.0.1:8080) ; le port 0 en choisit un libre.",
      english: "Where to listen (127.0.0.1:8080); port 0 picks a free one.", value: "address"))
  var listen: String?

  @Option(
    help: .words(
      french: "Le certificat, en PEM.", english: "The certificate, in PEM.", value: "file"))
  var tlsCertificate: String?

  @Option(help: .words(french: "Sa clé, en PEM.", english: "Its key, in PEM.", value: "file"))
  var tlsKey: String?

  @Option(
    help: .words(
      french: "L'adresse du mandataire qui chiffre devant ce serveur.",
      english: "The address of the proxy that encrypts before this server.", value: "address"))
  var trustedProxy: String?

  @OptionGroup var mail: MailOptions

  @OptionGroup var operations: OperationsOptions

  func run(in context: CommandContext) async throws {
    let configuration = try configuration(context.settings)
    let mail = try self.mail.mail(context.settings)
    let metrics = ServeMetrics(clock: context.surroundings.ledger.clock)
    let operations = Operations(
      metrics: metrics, metricsAddress: try self.operations.metricsAddress(context.settings),
      logger: try self.operations.logger(context, metrics))
    try await context.withLedger(logger: operations.logger) { ledger in
      if let position = try await ledger.resume() { context.warn(.restored(after: position)) }
      try await ledger.setQueuesNotices(mail != nil, links: mail?.office.portal != nil)
      try await serve(ledger, configuration, mail, operations, context)
    }
  }

  private func configuration(_ settings: Settings) throws -> ServerConfiguration {
    let text = try settings.text("listen", listen) ?? Self.standardAddress
    guard let address = ListenAddress(text) else { throw ListenFault.invalid(text) }
    let certificate = try settings.text("tls-certificate", tlsCertificate)
    let key = try settings.text("tls-key", tlsKey)
    guard (certificate == nil) == (key == nil) else { throw ListenFault.halfOfTLS }
    var tls: ServerConfiguration.TLSFiles?
    if let certificate, let key { tls = .init(certificate: certificate, key: key) }
    return ServerConfiguration(
      listen: address, tls: tls, trustedProxy: try settings.text("trusted-proxy", trustedProxy))
  }

  private func serve(
    _ ledger: DeskLedger, _ configuration: ServerConfiguration,
    _ mail: (way: MailWay, office: LetterOffice)?, _ operations: Operations,
    _ context: CommandContext
  ) async throws {
    let (logger, metrics) = (operations.logger, operations.metrics)
    let page = metrics.page(ledger, data: context.data)
    let portal = Portal(
      ledger: ledger,
      isEncrypted: configuration.tls != nil || configuration.trustedProxy != nil)
    let announcement = Announcement(configuration, context)
    let application = try makeSyncApplication(
      service: ledger, configuration: configuration, logger: logger, metrics: page,
      metricsAreApart: operations.metricsAddress != nil,
      onListening: { port in announcement.say(port) },
      extraRoutes: { portal.add(to: $0) })
    var services: [any Service] = [
      application, TimerService(ledger: ledger, logger: logger, metrics: metrics),
      SearchService(ledger: ledger, logger: logger),
    ]
    if let address = operations.metricsAddress {
      services.append(
        MetricsService(
          application: try makeMetricsApplication(page, listen: address, logger: logger),
          address: address))
    }
    if let mail {
      services.append(
        MailService(
          ledger: ledger, office: mail.office, way: mail.way, logger: logger, metrics: metrics))
    }
    let group = ServiceGroup(
      configuration: .init(
        services: services.map { .init(service: $0) },
        gracefulShutdownSignals: context.surroundings.heedsSignals ? [.sigterm, .sigint] : [],
        logger: logger))
    do {
      try await group.run()
    } catch {
      throw ListenFault(error, address: configuration.listen.text) ?? error
    }
  }
}

extension ServerContext: PortalContext {}

/// How the server is watched over.
private struct Operations {
  let metrics: ServeMetrics
  let metricsAddress: ListenAddress?
  let logger: Logger
}

extension Words {
  /// That the server goes on from a backup.
  fileprivate static func restored(after position: Position) -> Words {
    Words(
      french:
        "Ce registre est une sauvegarde, arrêtée à la position \(position) : il repart de là. "
        + "Les demandes suivantes reviennent avec les prochaines synchronisations des répliques. Les "
        + "modifications de l'annuaire ne reviennent pas : les comptes désactivés et les appareils "
        + "révoqués depuis sont de nouveau actifs. Refaites-les ; escale sync nomme celles que les "
        + "répliques connaissent.",
      english: "This ledger is a backup, made at position \(position): it goes on from there. What "
        + "came after of requests comes back as replicas sync. Edits of the directory don't: accounts "
        + "disabled and devices revoked since are active again. Make them again; escale sync names "
        + "those that replicas know.")
  }
}

/// The one line that says where the server listens, once it does.
private struct Announcement: Sendable {
  private let host: String
  private let scheme: String
  private let output: StandardOutput
  private let isJSON: Bool
  private let language: Language

  init(_ configuration: ServerConfiguration, _ context: CommandContext) {
    host = configuration.listen.host
    scheme = configuration.tls == nil ? "http" : "https"
    output = context.output
    isJSON = context.isJSON
    language = context.language
  }

  func say(_ port: Int) {
    let address = "\(scheme)://\(ListenAddress(host: host, port: port).text)"
    if isJSON {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("address", address)
      writer.member("port", port)
      writer.endObject()
      writer.endLine()
      output.write(writer.bytes)
    } else {
      output.line(
        Words(
          french: "Escale écoute sur \(address)", english: "Escale listens on \(address)")[language]
      )
    }
    // A closed standard output is no reason to stop serving.
    try? output.flush()
  }
}

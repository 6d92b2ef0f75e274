import ArgumentParser
import Console
import EscaleCore
import Ledger
import Logging
import SyncServer

/// The options that say how the server can be watched over.
struct OperationsOptions: ParsableArguments {
  @Option(
    help: .words(
      french:
        "Où donner les mesures à Prometheus (à cette machine seule, sur l'adresse de --listen).",
      english:
        "Where to give metrics to Prometheus (to this machine alone, on --listen's address).",
      value: "address"))
  var metricsListen: String?

  @Option(
    help: .words(
      french: "La forme du journal : text ou json (text).",
      english: "The form of the log: text or json (text).", value: "text|json"))
  var logFormat: String?

  init() {}

  /// The address that metrics have to themselves, or nil.
  func metricsAddress(_ settings: Settings) throws -> ListenAddress? {
    guard let text = try settings.text("metrics-listen", metricsListen) else { return nil }
    guard let address = ListenAddress(text) else { throw ListenFault.invalid(text) }
    return address
  }

  /// What everything that the server does is logged to.
  func logger(_ context: CommandContext, _ metrics: ServeMetrics) throws -> Logger {
    let text = try context.settings.text("log-format", logFormat) ?? LogFormat.text.rawValue
    guard let format = LogFormat(rawValue: text) else {
      throw UsageError(
        message: Words(
          french: "« \(text) » n'est pas une forme de journal.",
          english: "\"\(text)\" isn't a form of the log."),
        hint: Words(french: "Possible : text ou json.", english: "Possible: text or json."))
    }
    let output = context.surroundings.errorOutput
    let clock = context.surroundings.ledger.clock
    var logger = Logger(label: "escale") { _ in
      ServerLog(format, to: output, clock: clock, metrics: metrics)
    }
    logger.logLevel = context.isVerbose ? .info : .warning
    return logger
  }
}

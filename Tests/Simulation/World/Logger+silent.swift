import Logging

extension Logger {
  /// One that says nothing: what a simulated ledger has to say, its answers say.
  static var silent: Logger { Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() } }
}

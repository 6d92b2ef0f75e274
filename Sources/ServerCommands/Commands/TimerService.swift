import Ledger
import Logging
import ServiceLifecycle

/// Fires what is due, once a minute, for as long as the server runs.
struct TimerService: Service {
  /// How long it waits between two rounds.
  static let interval = Duration.seconds(60)

  let ledger: DeskLedger
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await fire()
        try await Task.sleep(for: Self.interval)
      }
    }
  }

  /// One round; what fails is logged and tried again in the next.
  private func fire() async {
    do {
      let done = try await ledger.runTimers()
      if !done.isEmpty { logger.info("timers fired", metadata: ["count": "\(done.count)"]) }
    } catch is CancellationError {
      // The server stops: what is due waits for its next start.
    } catch {
      logger.error("timers failed", metadata: ["error": "\(error)"])
    }
  }
}

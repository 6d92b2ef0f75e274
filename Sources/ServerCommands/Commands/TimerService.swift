import Ledger
import Logging
import ServiceLifecycle

/// Fires what is due, once a minute, for as long as the server runs; removes the files that nothing
/// needs, once an hour.
struct TimerService: Service {
  /// How long it waits between two rounds.
  static let interval = Duration.seconds(60)
  /// How many rounds there are from one look for files to the next.
  static let collectionRounds = 60

  let ledger: DeskLedger
  let logger: Logger
  let metrics: ServeMetrics

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var round = 0
      while !Task.isCancelled {
        await fire()
        if round % Self.collectionRounds == 0 { await collect() }
        round += 1
        try await Task.sleep(for: Self.interval)
      }
    }
    // What was started before this service ends after it, once everybody is answered.
    await ledger.endWaiting()
  }

  /// One round; what fails is logged and tried again in the next.
  private func fire() async {
    do {
      let done = try await ledger.runTimers()
      let erased = try await ledger.eraseExpired()
      metrics.noteTimers(fired: done.count, erased: erased)
      if erased > 0 { logger.info("retention", metadata: ["requests": "\(erased)"]) }
      if !done.isEmpty { logger.info("timers fired", metadata: ["count": "\(done.count)"]) }
    } catch is CancellationError {
      // The server stops: what is due waits for its next start.
    } catch {
      logger.error("timers failed", metadata: ["error": "\(error)"])
    }
  }

  /// Removes what nothing has needed for seven days; what fails is tried again an hour later.
  private func collect() async {
    do {
      let count = try await ledger.collectBlobs()
      metrics.noteFilesRemoved(count)
      if count > 0 { logger.info("files removed", metadata: ["count": "\(count)"]) }
    } catch is CancellationError {
      // The server stops.
    } catch {
      logger.error("files not removed", metadata: ["error": "\(error)"])
    }
  }
}

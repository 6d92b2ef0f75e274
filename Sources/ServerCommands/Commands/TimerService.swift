import EscaleCore
import Ledger
import Logging

/// Fires what is due, once a minute, for as long as the server runs; removes the files that nothing
/// needs, once an hour.
struct TimerService: RoundService {
  static let interval = Duration.seconds(60)
  /// How many rounds there are from one look for files to the next.
  static let collectionRounds = 60

  let ledger: DeskLedger
  let logger: Logger
  let metrics: ServeMetrics

  func round(_ number: Int) async {
    await attempt(orSay: "timers failed", fire)
    if number % Self.collectionRounds == 0 { await attempt(orSay: "files not removed", collect) }
  }

  /// What was started before this service ends after it, once everybody is answered.
  func end() async { await ledger.endWaiting() }

  private func fire() async throws {
    do {
      let done = try await ledger.runTimers()
      let erased = try await ledger.eraseExpired()
      metrics.noteTimers(fired: done.count, erased: erased)
      if erased > 0 { logger.info("retention", metadata: ["requests": "\(erased)"]) }
      if !done.isEmpty { logger.info("timers fired", metadata: ["count": "\(done.count)"]) }
    } catch let error as LedgerError {
      guard case .clockJumped = error else { throw error }
      logger.error("timers held", metadata: ["reason": "\(error.message.english)"])
    }
  }

  /// Removes what nothing has needed for seven days.
  private func collect() async throws {
    let count = try await ledger.collectBlobs()
    metrics.noteFilesRemoved(count)
    if count > 0 { logger.info("files removed", metadata: ["count": "\(count)"]) }
  }
}

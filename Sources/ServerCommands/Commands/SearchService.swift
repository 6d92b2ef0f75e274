import Ledger
import Logging
import ServiceLifecycle

/// Keeps the index of texts close behind the ledger, so that nobody who searches waits for it.
///
/// In small stretches, each a transaction, and with pauses several times as long: whoever syncs
/// meanwhile hardly notices. A search brings on what is left by itself.
struct SearchService: Service {
  /// How long it waits where nothing is to be done.
  static let interval = Duration.seconds(5)
  /// How many times as long as it worked it pauses.
  static let pauses = 3

  let ledger: DeskLedger
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await catchUp()
        try await Task.sleep(for: Self.interval)
      }
    }
  }

  private func catchUp() async {
    do {
      while !Task.isCancelled {
        let start = ContinuousClock.now
        guard try await ledger.advanceSearch() else { return }
        try await Task.sleep(for: (ContinuousClock.now - start) * Self.pauses)
      }
    } catch is CancellationError {
      // The server stops: the rest is for its next start.
    } catch {
      logger.error("search not prepared", metadata: ["error": "\(error)"])
    }
  }
}

import Ledger
import Logging

/// Keeps the index of texts close behind the ledger, so that nobody who searches waits for it.
///
/// In small stretches, each a transaction, and with pauses several times as long: whoever syncs
/// meanwhile hardly notices. A search brings on what is left by itself.
struct SearchService: RoundService {
  static let interval = Duration.seconds(5)
  /// How many times as long as it worked it pauses.
  static let pauses = 3

  let ledger: DeskLedger
  let logger: Logger

  func round(_ number: Int) async {
    await attempt(orSay: "search not prepared", catchUp)
  }

  private func catchUp() async throws {
    while !Task.isCancelled {
      let start = ContinuousClock.now
      guard try await ledger.advanceSearch() else { return }
      try await Task.sleep(for: (ContinuousClock.now - start) * Self.pauses)
    }
  }
}

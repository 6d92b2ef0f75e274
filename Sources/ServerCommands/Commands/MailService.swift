import Ledger
import Logging
import Mail
import ServiceLifecycle

/// Hands over what people are to be told, for as long as the server runs.
struct MailService: Service {
  /// How long it waits where nothing is to be handed over.
  static let interval = Duration.seconds(1)
  /// How many of these waits there are from one look for what closes soon to the next.
  static let closingRounds = 3_600

  let ledger: DeskLedger
  let office: LetterOffice
  let way: MailWay
  let logger: Logger
  let metrics: ServeMetrics

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var round = 0
      while !Task.isCancelled {
        if round % Self.closingRounds == 0 { await look() }
        round += 1
        await handOverAll()
        try await Task.sleep(for: Self.interval)
      }
    }
  }

  /// Queues what nears, and forgets what is long over; what fails is tried again an hour later.
  private func look() async {
    do {
      try await ledger.queueClosingSoon()
      try await ledger.forgetOldNotices()
    } catch is CancellationError {
      // The server stops.
    } catch {
      logger.error("closing soon not queued", metadata: ["error": "\(error)"])
    }
  }

  private func handOverAll() async {
    do {
      while !Task.isCancelled, let notice = try await ledger.takeNotice() {
        // What was taken is handed over and noted, be the server stopping.
        let outcome = await handOver(notice)
        try await ledger.settle(notice.id, as: outcome)
      }
    } catch is CancellationError {
      // The server stops: what waits goes out at its next start.
    } catch {
      logger.error("notices failed", metadata: ["error": "\(error)"])
    }
  }

  private func handOver(_ notice: Notice) async -> HandOver {
    guard let letter = office.letter(notice) else { return .refused("address") }
    let outcome = await way.handOver(letter)
    metrics.noteMail(outcome.metricsLabel)
    // Neither names nor addresses go into the log.
    if outcome != .done {
      logger.warning(
        "mail not handed over", metadata: ["notice": "\(notice.id)", "outcome": "\(outcome)"])
    }
    return outcome
  }
}

extension HandOver {
  /// What it counts as: why it didn't go is in the log alone.
  fileprivate var metricsLabel: String {
    switch self {
    case .done: "done"
    case .postponed: "postponed"
    case .refused: "refused"
    case .unsure: "unsure"
    }
  }
}

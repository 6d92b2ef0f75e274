import EscaleCore
import Ledger
import Logging
import Mail

/// Hands over what people are to be told, for as long as the server runs.
struct MailService: RoundService {
  /// How long it waits where nothing is to be handed over.
  static let interval = Duration.seconds(1)
  /// How many of these waits there are from one look for what closes soon to the next.
  static let closingRounds = 3_600

  let ledger: DeskLedger
  let office: LetterOffice
  let way: MailWay
  let logger: Logger
  let metrics: ServeMetrics

  func round(_ number: Int) async {
    if number % Self.closingRounds == 0 { await attempt(orSay: "closing soon not queued", look) }
    await attempt(orSay: "notices failed", handOverAll)
  }

  /// Queues what nears, and forgets what is long over.
  private func look() async throws {
    try await ledger.queueClosingSoon()
    try await ledger.forgetOldNotices()
  }

  private func handOverAll() async throws {
    while !Task.isCancelled, let notice = try await ledger.takeNotice() {
      // What was taken is handed over and noted, be the server stopping.
      let outcome = await handOver(notice)
      try await ledger.settle(notice.id, as: outcome)
    }
  }

  private func handOver(_ notice: Notice) async -> HandOver {
    let outcome: HandOver
    if let letter = office.letter(notice) {
      outcome = await way.handOver(letter)
    } else {
      outcome = .refused(
        MailAddress(notice.person.email) == nil
          ? "no address that mail can be sent to" : "no portal to link to")
    }
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

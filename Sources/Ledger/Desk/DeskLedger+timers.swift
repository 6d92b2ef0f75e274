import EscaleCore

extension DeskLedger {
  /// How many requests are looked at in one transaction.
  private static let timerPage = 500

  /// What will be due by a time, one for each request, in ascending order of the requests' ids.
  ///
  /// Looks only: a transition that makes another one due counts for one.
  package func timers(at time: Int64) async throws -> [DueTimer] {
    try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      var (due, last): ([DueTimer], RequestID?) = ([], nil)
      while true {
        let page = try transaction.openRequests(after: last, limit: DeskLedger.timerPage)
        guard let end = page.last else { return due }
        due += page.compactMap { directory.dueTimer(of: $0, at: time) }
        last = end.id
      }
    }
  }

  /// Does what is due now, each at most once.
  ///
  /// What is due is looked up in the very transaction that does it; a page of requests at a time.
  ///
  /// - Throws: ``LedgerError/clockJumped(milliseconds:)``; then nothing is done.
  package func runTimers() async throws -> [RecordedDraft] {
    try clockGuard.check()
    var (done, last): ([RecordedDraft], RequestID?) = ([], nil)
    let now = surroundings.clock.now
    guard try await !timers(at: now).isEmpty else { return [] }
    while true {
      let (recorded, end) = try await runTimers(after: last, now: now)
      done += recorded
      guard let end else { return done }
      last = end
    }
  }

  private func runTimers(
    after last: RequestID?, now: Int64
  ) async throws -> ([RecordedDraft], RequestID?) {
    let randomBytes = surroundings.randomBytes
    return try await append { session in
      let page = try session.transaction.openRequests(after: last, limit: DeskLedger.timerPage)
      let drafts = page.compactMap { session.directory.dueTimer(of: $0, at: now) }.map { timer in
        ServerDraft(
          .transition(timer.verb), on: .request(timer.request), author: .system, authoredAt: now)
      }
      return (try session.record(drafts, randomBytes: randomBytes), page.last?.id)
    }
  }
}

extension DeskDirectory {
  fileprivate func dueTimer(of row: RequestRow, at time: Int64) -> DueTimer? {
    lifecycle(row.lifecycle).flatMap {
      row.dueTimer(at: time, lifecycle: $0, policy: policy)
    }
  }
}

import EscaleCore

extension DeskLedger {
  /// Whether notices are queued from now on, by every process that has this ledger open.
  ///
  /// What happened before is told to nobody. `links` says whether they can name the address of a
  /// page.
  package func setQueuesNotices(_ queues: Bool, links: Bool = true) async throws {
    try await storage.write { transaction in
      guard try transaction.queuesNotices() != queues || transaction.linksNotices() != links else {
        return
      }
      try transaction.setQueuesNotices(queues, links: links)
    }
  }

  /// The next notice to hand over, taken: nobody else gets it, and it isn't given a second time
  /// unless ``settle(_:as:)`` says that it can be tried again.
  ///
  /// Whether it is still for its reader is looked up now, and what he may read of it; what isn't is
  /// dropped. One that was taken and never settled counts as handed over: nobody is told twice.
  package func takeNotice() async throws -> Notice? {
    let now = surroundings.clock.now
    guard try await hasDueNotices(at: now) else { return nil }
    return try await storage.write { [self] transaction in
      try noteUnsureNotices(transaction, now: now)
      let directory = try directory(in: transaction, state: try state(in: transaction))
      let due = try transaction.notices(
        .waiting, dueBefore: now, limit: NoticeLimits.page)
      for row in due {
        var row = row
        if let notice = try notice(row, transaction, directory, now: now) {
          row.state = .handing
          row.attempts += 1
          row.dueAt = now + NoticeLimits.handOverMilliseconds
          try transaction.update(row)
          return notice
        }
        row.state = .dropped
        try transaction.update(row)
      }
      return nil
    }
  }

  private func hasDueNotices(at now: Int64) async throws -> Bool {
    try await storage.read { transaction in
      try !transaction.notices(.waiting, dueBefore: now, limit: 1).isEmpty
        || !transaction.notices(.handing, dueBefore: now, limit: 1).isEmpty
    }
  }

  private func noteUnsureNotices(_ transaction: any LedgerTransaction, now: Int64) throws {
    let left = try transaction.notices(.handing, dueBefore: now, limit: NoticeLimits.page)
    for row in left {
      var row = row
      row.state = .unsure
      try transaction.update(row)
    }
  }

  /// Notes what came of a notice that was taken.
  package func settle(_ id: Int64, as outcome: HandOver) async throws {
    let now = surroundings.clock.now
    try await storage.write { transaction in
      guard var row = try transaction.notice(id), row.state == .handing else { return }
      row.settle(as: outcome, now: now)
      try transaction.update(row)
    }
  }

  /// How many notices there are in each state.
  package func noticeCounts() async throws -> [NoticeRow.State: Int] {
    try await storage.read { try $0.noticeCounts() }
  }

  /// Forgets what was settled long ago.
  package func forgetOldNotices() async throws {
    let limit = surroundings.clock.now - NoticeLimits.memoryMilliseconds
    try await storage.write { try $0.removeSettledNotices(queuedBefore: limit) }
  }

  /// What somebody wants to be told of.
  ///
  /// - Throws: ``LedgerError/unknownUser(_:)``.
  package func noticeChoice(of name: String) async throws -> NoticeChoice {
    try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      guard let person = directory.person(named: name) else {
        throw LedgerError.unknownUser(name)
      }
      return try transaction.noticeChoice(of: person.number)
        ?? NoticeChoice(person: person.number)
    }
  }

  /// Sets what somebody wants to be told of.
  package func setNoticeChoice(_ choice: NoticeChoice) async throws {
    try await storage.write { try $0.put(choice) }
  }
}

extension NoticeRow {
  /// How long it is tried.
  private var lifetimeMilliseconds: Int64 {
    event == .passwordReset ? PasswordReset.lifetimeMilliseconds : NoticeLimits.lifetimeMilliseconds
  }

  mutating func settle(as outcome: HandOver, now: Int64) {
    failure = nil
    switch outcome {
    case .done: state = .handedOver
    case .refused(let reason): (state, failure) = (.failed, reason)
    case .unsure(let reason): (state, failure) = (.unsure, reason)
    case .postponed(let reason):
      failure = reason
      dueAt = now + NoticeLimits.wait(afterAttempts: attempts)
      state = dueAt - queuedAt > lifetimeMilliseconds ? .failed : .waiting
    }
  }
}

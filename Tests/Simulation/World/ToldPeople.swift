import EscaleCore
import Ledger
import TestSupport

/// Who was told of what, whatever became of the programs meanwhile.
struct ToldPeople {
  fileprivate struct Told: Hashable {
    let event: NoticeEvent
    let person: PersonNumber
    let position: Position
  }

  private var told: Set<Told> = []
  private var saved: Set<Told> = []
  /// What couldn't be handed over at least once: after three days it is given up.
  private var putOff: Set<Told> = []

  /// Takes note of a notice that was taken.
  ///
  /// - Returns: What is wrong with that.
  mutating func take(_ notice: Notice) -> String? {
    guard let told = Told(notice) else { return nil }
    return self.told.insert(told).inserted
      ? nil : "\(notice.person.name) is told twice of \(notice.event) at \(told.position)"
  }

  /// It can be tried again: nobody was told.
  mutating func putBack(_ notice: Notice) {
    guard let told = Told(notice) else { return }
    self.told.remove(told)
    putOff.insert(told)
  }

  /// Whether somebody was told of an entry, or it was tried.
  func contains(_ event: NoticeEvent, _ person: PersonNumber, at position: Position) -> Bool {
    let told = Told(event: event, person: person, position: position)
    return self.told.contains(told) || putOff.contains(told)
  }

  /// The server is backed up; what it hands over from now on, a restored one doesn't know of.
  mutating func save() { saved = told }

  mutating func goBack() { told = saved }
}

extension ToldPeople.Told {
  fileprivate init?(_ notice: Notice) {
    guard case .request(let request) = notice.matter else { return nil }
    self.init(event: notice.event, person: notice.person.number, position: request.position)
  }
}

extension SimulatedWorld {
  /// The server hands over some of what people are to be told; at times its program is killed between
  /// a letter and the note that it left.
  func tellPeople(_ event: SimulatedEvent) async throws {
    var random = SeededRandom(seed: event.seed)
    for _ in 0..<random.number(1...6) {
      guard try await handOver(&random, event) else { return }
    }
  }

  /// - Returns: Whether there may be more.
  private func handOver(
    _ random: inout SeededRandom, _ event: SimulatedEvent
  ) async throws -> Bool {
    guard let ledger = try await startServer() else { return false }
    do {
      guard let notice = try await ledger.takeNotice() else { return false }
      if let finding = told.take(notice) { findings.append(finding) }
      situations.note("somebody was told: \(notice.event.rawValue)")
      switch random.number(1...8) {
      case 1:
        situations.note("a letter left, and the server's program was killed")
        try await stopServer(seed: nil)
      case 2:
        try await ledger.settle(notice.id, as: .postponed("later"))
        told.putBack(notice)
        situations.note("a letter was put off")
      default: try await ledger.settle(notice.id, as: .done)
      }
      return true
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      try await stopServer(seed: event.seed)
      return false
    }
  }

  /// Hands over all that is left, and says who wasn't told that his request was resolved.
  func tellEverybody() async throws {
    guard let ledger = try await startServer() else { return }
    // What was put off waits for up to a day.
    for _ in 0..<4 {
      clock.advance(milliseconds: 86_400_000)
      while let notice = try await ledger.takeNotice() {
        if let finding = told.take(notice) { findings.append(finding) }
        try await ledger.settle(notice.id, as: .done)
      }
    }
  }

  /// Who wasn't told that his request was resolved, by somebody else than himself.
  func untold() async throws -> [String] {
    // What was handed back to a restored server is told to nobody.
    guard !isServerRestored, plan.events.contains(where: { $0.kind == .tell }) else { return [] }
    // What was queued before the clock stood still is due once that goes on.
    serverClock.take(.steady)
    try await tellEverybody()
    let entries = await auditor.entries
    let model = await auditor.model
    let requesters = Dictionary(
      entries.compactMap { entry -> (RequestID, PersonNumber)? in
        guard case .create(let creation) = entry.change.header.body else { return nil }
        return (entry.change.id, creation.requester)
      }, uniquingKeysWith: { first, _ in first })
    return entries.compactMap { entry in
      guard case .transition(let step) = entry.change.header.body,
        step.verb == .resolve || step.verb == .resolveUnanswered,
        entry.verdict.outcome == .applied,
        let requester = requesters[entry.change.header.request],
        requester != entry.change.header.author, !entry.isImported,
        model.directories.allSatisfy({
          $0.directory.people[ModelChange.name(requester)]?.isActive != false
        }), !told.contains(.resolved, requester, at: entry.position)
      else { return nil }
      return "\(requester) was never told that \(entry.change.id) resolved his request"
    }
  }
}

extension LedgerEntry {
  /// Whether it came from elsewhere, with a past of its own: that is told to nobody.
  fileprivate var isImported: Bool {
    change.id.replica.isServers && change.header.author != .system && change.header.adopts == nil
  }
}

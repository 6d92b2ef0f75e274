import EscaleCore
import Ledger
import Seals

/// Looks over the server's shoulder: after every message it reads what the ledger has become, and
/// puts each new entry before the independent model.
///
/// Holds the ledger to what it has said: it only grows, and no verdict changes.
actor Auditor {
  private(set) var model: ModelLedger
  /// Everything that the ledger has ever shown, in its order.
  private(set) var entries: [LedgerEntry] = []
  private(set) var position = Position.start
  private(set) var findings: [String] = []
  private(set) var directory: DeskDirectory?
  /// The replicas that were revoked.
  private(set) var revoked: Set<ReplicaID> = []
  /// What an administrator wanted to be erased.
  private(set) var erasures: Set<ChangeID> = []
  /// What the ledger had refused before it was put back.
  private(set) var refusedBefore: Set<ChangeID> = []
  private var link: Fingerprint?
  private var acknowledgements: [ReplicaID: Acknowledgement] = [:]
  private var places = DensePlaces()
  private var doubt: AcknowledgementDoubt?
  private var saved: Saved?
  /// Where ledgers began anew: two that were put back to one backup in the same second begin alike.
  private var beginnings: Set<Position> = []
  private let situations: Situations
  private let clock: MachineClock

  init(model: [ModelLifecycle], clock: MachineClock, situations: Situations) {
    self.model = ModelLedger(lifecycles: model)
    self.clock = clock
    self.situations = situations
  }

  func note(_ finding: String) { findings.append(finding) }

  /// What was seen of the ledger when it was backed up.
  private struct Saved {
    var model: ModelLedger
    var entries: [LedgerEntry]
    var position: Position
    var directory: DeskDirectory?
    var revoked: Set<ReplicaID>
    var link: Fingerprint?
    var acknowledgements: [ReplicaID: Acknowledgement]
    var places: DensePlaces
    var doubt: AcknowledgementDoubt?
  }

  /// Remembers the ledger as it is now: it is backed up.
  func save() {
    saved = Saved(
      model: model, entries: entries, position: position, directory: directory, revoked: revoked,
      link: link, acknowledgements: acknowledgements, places: places,
      doubt: doubt)
  }

  /// Takes the ledger for what it was when it was backed up.
  func goBack() {
    guard let saved else { return }
    refusedBefore.formUnion(entries.filter { !$0.verdict.outcome.counts }.map(\.change.id))
    (model, entries, position) = (saved.model, saved.entries, saved.position)
    (directory, revoked, link) = (saved.directory, saved.revoked, saved.link)
    (acknowledgements, places) = (saved.acknowledgements, saved.places)
    doubt = saved.doubt
  }

  /// Takes in what is new; nothing where the ledger can't be read.
  ///
  /// An import, and what is handed back, say that they are of another time; the ledger has had them from
  /// now on.
  func observe(_ ledger: DeskLedger, isImport: Bool = false) async {
    guard let head = try? await ledger.head(), let replicas = try? await ledger.replicas() else {
      return
    }
    take(replicas)
    guard head.position != position || link != nil && link != head.link else { return }
    guard head.position > position else { return note("the ledger fell back to \(head.position)") }
    guard let new = try? await ledger.entries(after: position),
      let directory = try? await ledger.directory()
    else { return }
    if let doubt = try? await ledger.doubt() { take(doubt) }
    beginnings.insert(Position(rawValue: head.epoch))
    if places.leap(to: head.epoch, from: position) {
      situations.note("a ledger began a new epoch")
      position = Position(rawValue: head.epoch - 1)
    }
    take(new, through: head.position, directory, replicas, isImport: isImport)
    (position, link, self.directory) = (head.position, head.link, directory)
  }

  func note(erasureOf changes: [ChangeID]) { erasures.formUnion(changes) }

  /// Whether a ledger that was opened again is still the one that was seen.
  func compare(_ ledger: DeskLedger) async throws {
    let present = try await ledger.entries(after: .start)
    takeErasures(present)
    guard present.count >= entries.count, present.starts(with: entries) else {
      return note("the ledger was rewritten: \(entries.count) entries, now \(present.count)")
    }
  }
}

extension Auditor {
  /// Takes note of texts that are gone and were to be; their hashes must be what they were.
  private func takeErasures(_ present: [LedgerEntry]) {
    guard !erasures.isEmpty else { return }
    for (index, entry) in present.enumerated().prefix(entries.count) {
      let change = entries[index].change
      guard change.payload != entry.change.payload, erasures.contains(change.id),
        case .erased(let hash) = entry.change.payload, hash == change.payloadHash
      else { continue }
      entries[index].change = entry.change
      model.erase(ModelID(change.id))
    }
  }

  private func take(_ replicas: [ReplicaRecord]) {
    for replica in replicas where !replica.id.isServers {
      if replica.revokedAt != nil { revoked.insert(replica.id) }
      let number = Int(replica.id.rawValue)
      if model.directory.devices[number] == nil {
        model.enrol(number, user: ModelChange.name(replica.owner))
      }
      let given = replica.acknowledgement
      guard acknowledgements[replica.id] != given else { continue }
      acknowledgements[replica.id] = given
      model.acknowledge(
        replica: number, position: places.dense(given.position),
        ownLast: Int(given.ownLastSequence))
    }
  }

  /// A ledger may doubt no more than what was lost.
  private func take(_ doubt: AcknowledgementDoubt) {
    guard doubt != self.doubt else { return }
    self.doubt = doubt
    situations.note("a ledger had given positions twice")
    if let saved, doubt.after > saved.position, !beginnings.contains(doubt.after) {
      note("\(doubt) reaches beyond the backup")
    }
  }

  private func take(
    _ new: [LedgerEntry], through head: Position, _ directory: DeskDirectory,
    _ replicas: [ReplicaRecord], isImport: Bool
  ) {
    var rest = new[...]
    while position < head {
      position = Position(rawValue: position.rawValue + 1)
      if let entry = rest.first, entry.position == position {
        rest = rest.dropFirst()
        take(entry, day: isImport ? clock.now : entry.receivedAt)
      } else {
        model.edit(day: Int(clock.now)) { $0 = ModelDirectory(directory, replicas: replicas) }
      }
    }
  }

  private func take(_ entry: LedgerEntry, day: Int64) {
    entries.append(entry)
    count(entry)
    var change = ModelChange(entry.change)
    change.claim = places.dense(entry.change.header.acknowledged)
    change.sure = doubt?.sure(of: entry.change.header.acknowledged).map(places.dense)
    let given: ModelJudgement? =
      entry.isBeyondModel
      ? ModelJudgement(
        verdict: ModelVerdict(rawValue: entry.verdict.outcome.name) ?? .denied, rule: 0,
        why: "beyond the model") : nil
    let outcome = model.receive(change, day: Int(day), given: given)
    guard outcome.verdict?.rawValue != entry.verdict.outcome.name else { return }
    note("\(entry.position): \(entry.change.id) is \(entry.verdict), the model says \(outcome)")
  }

  private func count(_ entry: LedgerEntry) {
    let verdict = entry.verdict
    situations.note(verdict.code.map { "\(verdict.outcome.name): \($0.rawValue)" } ?? "applied")
    if entry.change.header.reissues != nil { situations.note("said again under a new id") }
    guard !verdict.outcome.counts || verdict.outcome == .superseded else { return }
    if verdict.code == nil { note("\(entry.change.id) is \(verdict) and nobody knows why") }
    if verdict.outcome == .superseded, verdict.causes.isEmpty {
      note("\(entry.change.id) is superseded, and not by anything")
    }
  }
}

extension LedgerEntry {
  /// Whether a denial rests on what the model knows nothing of: texts, the catalogue, private
  /// notes, kinds that nobody has heard of.
  fileprivate var isBeyondModel: Bool {
    guard !verdict.outcome.counts, let code = verdict.code else { return false }
    if case .comment(let comment) = change.header.body, comment.isPrivate { return true }
    return [.wrongTeam, .needsMore, .unknownLifecycle, .unknownVerb, .unknownPerson].contains(code)
  }
}

extension Auditor {
  /// The ledger's last link.
  var head: Fingerprint? { link }

  /// What the server did by itself: each thing once, not before its time, and what was due.
  func check(timers done: [RecordedDraft], due: [DueTimer], after before: Position) {
    let now = clock.now + clock.lenience
    for draft in done {
      guard let entry = entries.last(where: { $0.change.id == draft.id }),
        case .transition(let step) = entry.change.header.body
      else {
        note("a timer left no transition on \(draft.request)")
        continue
      }
      if draft.verdict != .applied { note("a timer's \(draft.id) is \(draft.verdict)") }
      if let early = prematurity(of: step, entry, at: now) {
        note("\(step.verb) on \(draft.request) came too early: \(early)")
      }
    }
    let missed = due.filter { timer in
      timer.dueAt <= now - 2 * clock.lenience && !done.contains { $0.request == timer.request }
    }
    for timer in missed { note("\(timer.verb) was due on \(timer.request), and nothing was done") }
  }

  /// Why a transition of the system came before its time, told from the entries alone.
  private func prematurity(
    of step: TransitionStep, _ entry: LedgerEntry, at now: Int64
  ) -> String? {
    guard let policy = directory?.policy,
      let base = entries.first(where: { $0.change.id == step.base })
    else { return "nothing is known" }
    let day = Timestamp.millisecondsPerDay
    let since = base.receivedAt
    switch step.verb {
    case .autoClose where now < since + Int64(policy.closeAfterDays) * day:
      return "resolved \(since)"
    case .resolveUnanswered where now < since + Int64(policy.answerWithinDays) * day:
      return "asked at \(since)"
    case .expire where now < since + Int64(policy.expireAfterDays) * day: return "moved at \(since)"
    case .resumeOnDate:
      let dates = entries.compactMap { entry -> Int64? in
        guard case .transition(let step) = entry.change.header.body,
          entry.change.header.request == base.change.header.request
        else { return nil }
        return step.date
      }
      return dates.contains { $0 <= now } ? nil : "postponed until \(dates)"
    default: return nil
    }
  }
}

import EscaleCore
import Ledger
import Replica
import ReplicaStore
import Seals

/// The desk as the ledger's entries make it, folded anew: what every replica must show.
struct SettledDesk {
  let directory: DeskDirectory
  private let entries: [LedgerEntry]
  private var folds: [RequestID: RequestFold] = [:]
  private var changes: [RequestID: [FoldedChange]] = [:]
  /// What every device must show of each request, but for what only agents see of it.
  private var summaries: [RequestID: RequestSummary] = [:]
  /// The first entry that ended each request.
  private(set) var ends: [RequestID: LedgerEntry] = [:]
  private var known: [ChangeID: Change] = [:]

  init(entries: [LedgerEntry], directory: DeskDirectory) {
    self.entries = entries
    self.directory = directory
    for entry in entries { take(entry) }
    summaries = folds.mapValues { RequestSummary($0, conflicts: 0) }
  }

  private mutating func take(_ entry: LedgerEntry) {
    let header = entry.change.header
    known[header.id] = entry.change
    let folded = FoldedChange(
      header: header, payload: entry.change.readPayload, verdict: entry.verdict,
      position: entry.position, receivedAt: entry.receivedAt)
    if case .create(let creation) = header.body {
      guard entry.verdict.outcome.counts,
        let lifecycle = directory.lifecycle(creation.lifecycle)
      else { return }
      folds[header.id] = RequestFold(folded, lifecycle: lifecycle)
    } else {
      guard folds[header.request] != nil else { return }
      folds[header.request]?.append(folded)
    }
    changes[header.request, default: []].append(folded)
    guard ends[header.request] == nil, let fold = folds[header.request],
      fold.history.lifecycle.isFinal(fold.history.standing.state)
    else { return }
    ends[header.request] = entry
  }

  /// All requests, ascending.
  var requests: [RequestID] { folds.keys.sorted() }

  func hasEntries(on request: RequestID, after position: Position) -> Bool {
    entries.contains { $0.position > position && $0.change.header.request == request }
  }

  /// What is illegal about any request's effective chain.
  var flaws: [String] {
    folds.sorted { $0.key < $1.key }.compactMap { request, fold in
      MergeClaims(fold.history.lifecycle).flaw(nil, fold.history).map { "\(request): \($0)" }
    }
  }

  /// What honest replicas are said to have lied about: they only ever say what they were shown.
  ///
  /// What a ledger refused before it was put back may count this time: who went on from before it,
  /// as he was told to, then rests on something else than what holds.
  func slander(
    except impostors: Set<ReplicaID>, refusedBefore: Set<ChangeID> = []
  ) -> [String] {
    let relented = entries.filter {
      refusedBefore.contains($0.change.id) && $0.verdict.outcome.counts
    }
    return entries.compactMap { entry in
      let isHonest = !impostors.contains(entry.change.id.replica)
      guard isHonest, entry.verdict.code?.isAboutHonesty == true else { return nil }
      let isRelented = relented.contains { former in
        former.change.header.request == entry.change.header.request
          && former.change.id.replica == entry.change.id.replica
          && former.change.id.sequence < entry.change.id.sequence
      }
      guard entry.verdict.code != .baseNotEffective || !isRelented else { return nil }
      return "\(entry.change.id) is \(entry.verdict), and wasn't dishonest"
    }
  }

  /// What the ledger has otherwise than somebody's own program sent it, byte for byte.
  func alterations(of sent: [Change]) -> [String] {
    sent.compactMap { change in
      guard let stored = known[change.id] else { return nil }
      return stored.isUnaltered(change) ? nil : "\(change.id) isn't what was sent"
    }
  }

  /// What a replica has otherwise than the ledger, byte for byte.
  private func alterations(on held: [Change]) -> [String] {
    alterations(of: held).map { "\($0): a replica's differs" }
  }

  /// Where the engine's requests aren't the model's.
  func differences(from model: ModelLedger) -> [String] {
    folds.sorted { $0.key < $1.key }.flatMap { request, fold -> [String] in
      let shown = model.request(ModelID(request))
      var differences =
        MergeClaims(fold.history.lifecycle).difference(fold.history, shown).map { [$0] } ?? []
      let contacts = fold.history.contactPersons().map { "\($0.rawValue)" }
      if contacts != shown.contacts {
        differences.append("contacts \(contacts), the model's \(shown.contacts)")
      }
      for key in shown.fieldKeys {
        let field = shown.field(key)
        let own = fold.fields[FieldKey(rawValue: key)]
        if own?.value.utf8.elementsEqual(field?.value.utf8 ?? "".utf8) != true {
          differences.append("\(key) is \(own?.value ?? "-"), the model's \(field?.value ?? "-")")
        }
      }
      return differences.map { "\(request): \($0)" }
    }
  }

  /// Whether a replica may still sync.
  func isServed(_ identity: ReplicaIdentity, revoked: Set<ReplicaID>) -> Bool {
    directory.person(identity.person)?.isActive == true && !revoked.contains(identity.replica)
  }
}

extension SettledDesk {
  /// What a level replica shows otherwise than the ledger has it, or shows and mustn't.
  func findings(on replica: LocalReplica, _ identity: ReplicaIdentity) throws -> [String] {
    guard let person = directory.person(identity.person) else { return ["its user is nobody"] }
    var expected = folds.filter { $0.value.isVisible(to: person, in: directory) }
    var findings: [String] = []
    let held = try HeldPast(of: replica)
    for summary in try replica.list(ListFilter(scope: .all)) {
      if isLeft(summary.ref, by: held, for: person) {
        findings.append("holds \(summary.ref), which lies behind its horizon")
      }
      guard let fold = expected.removeValue(forKey: summary.ref) else {
        if folds[summary.ref] != nil { findings.append("holds \(summary.ref)") }
        continue
      }
      let isAgent = fold.isAgent(person, in: directory)
      findings += differences(summary, isAgent: isAgent)
      findings += try timelineDifferences(replica, fold, isAgent: isAgent)
    }
    for request in expected.keys.sorted() {
      guard mayBeLeft(request, by: held, for: person) else {
        findings.append("lacks \(request)")
        continue
      }
      if !held.saysSo { findings.append("leaves \(request) behind, and doesn't say so") }
    }
    let log = try replica.log(of: nil).map(\.change)
    return findings + leaks(log.map(\.header), to: person) + alterations(on: log)
  }

  /// The same of a light replica.
  func findings(on replica: MemoryReplica) -> [String] {
    guard let person = directory.person(replica.person) else { return ["its user is nobody"] }
    var findings: [String] = []
    var expected = folds.filter { $0.value.isVisible(to: person, in: directory) }
    if replica.pendingCount > 0 { findings.append("\(replica.pendingCount) pending") }
    for (request, held) in replica.requests {
      guard let shown = held.shown else { continue }
      guard let fold = expected.removeValue(forKey: request) else {
        if folds[request] != nil { findings.append("holds \(request)") }
        continue
      }
      let isAgent = fold.isAgent(person, in: directory)
      findings += differences(RequestSummary(shown, conflicts: 0), isAgent: isAgent)
      if shown.history.effectiveChainIDs != fold.history.effectiveChainIDs
        || shown.history.displacedBy != fold.history.displacedBy
      {
        findings.append("\(request): its chain is another one")
      }
    }
    for request in replica.requests.values {
      findings += leaks(request.headers, to: person)
      findings += alterations(on: request.changes)
    }
    return findings + expected.keys.map { "lacks \($0)" }
  }

  /// Private notes change when a request was last touched, for those alone who see them.
  private func differences(_ summary: RequestSummary, isAgent: Bool) -> [String] {
    guard var expected = summaries[summary.ref] else { return ["\(summary.ref): shows it"] }
    var shown = summary
    (shown.conflictCount, shown.unreadCount) = (0, 0)
    if !isAgent {
      (expected.updatedAt, expected.position) = (shown.updatedAt, shown.position)
    }
    return shown == expected ? [] : ["\(shown.ref): shows \(shown), not \(expected)"]
  }

  private func timelineDifferences(
    _ replica: LocalReplica, _ fold: RequestFold, isAgent: Bool
  ) throws -> [String] {
    let request = fold.history.request
    let shown = try replica.view(request).timeline
      .filter { $0.presumed.outcome.counts && (isAgent || !$0.isPrivate) }
    let expected = RequestView(fold: fold, changes: changes[request] ?? []).timeline
      .filter { $0.presumed.outcome.counts && (isAgent || !$0.isPrivate) }
    let (one, other) = (shown.map(Self.words), expected.map(Self.words))
    return one == other ? [] : ["\(request): its timeline is \(one), not \(other)"]
  }

  private static func words(_ entry: TimelineEntry) -> String {
    "\(entry.id) \(entry.verdict.map { "\($0)" } ?? "pending") \(entry.isEffective) "
      + "\(String(describing: entry.displacedBy)) \(String(describing: entry.position)) "
      + "\(String(describing: entry.receivedAt)) \(entry.text ?? "") \(entry.lostFields.count)"
  }

  /// What is on a device and not its user's to read.
  private func leaks(_ held: [Header], to person: Person) -> [String] {
    held.compactMap { header in
      guard header.author != person.number, !person.roles.contains(.admin) else { return nil }
      guard let fold = folds[header.request], fold.isVisible(to: person, in: directory) else {
        return "keeps \(header.id) of \(header.request), which isn't his to see"
      }
      guard case .comment(let comment) = header.body, comment.isPrivate else { return nil }
      return fold.isAgent(person, in: directory) ? nil : "keeps the private note \(header.id)"
    }
  }
}

extension RequestFold {
  fileprivate func isVisible(to person: Person, in directory: DeskDirectory) -> Bool {
    history.creation.requester == person.number || history.creator == person.number
      || history.contactPersons().contains(person.number) || person.roles.contains(.admin)
      || isAgent(person, in: directory)
  }

  /// Whether the request is in somebody's hands; an administrator reads whatever agents do.
  fileprivate func isAgent(_ person: Person, in directory: DeskDirectory) -> Bool {
    if person.roles.contains(.admin) { return true }
    guard person.roles.contains(.agent) else { return false }
    return person.teams.contains(directory.responsibleTeam(history.standing.team))
      || history.standing.agent == person.number
  }
}

extension Change {
  /// Whether another one has the same bytes, erased ones the same hash.
  fileprivate func isUnaltered(_ other: Change) -> Bool {
    headerBytes == other.headerBytes
      && (payload == other.payload || payloadHash == other.payloadHash)
  }
}

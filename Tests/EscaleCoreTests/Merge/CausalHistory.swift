import EscaleCore
import TestSupport

/// A random history of one request: what some people did apart, having seen each other's work at
/// random moments.
///
/// Nobody has heard of the ledger, so that the changes can be delivered in every order in which
/// each comes after what it had seen.
struct CausalHistory {
  /// One who may do everything that people do, so that the lifecycle alone says what happens next.
  static let anybody = PersonNumber(rawValue: 7)

  let lifecycle: Lifecycle
  let creation: Header
  private(set) var transitions: [Header] = []

  init(seed: UInt64, lifecycle: Lifecycle, replicas: Int = 3, transitionLimit: Int = 6) {
    var random = SeededRandom(seed: seed)
    self.lifecycle = lifecycle
    let creation = CausalHistory.creation(team: random.once(in: 4) ? nil : .proximity, lifecycle)
    self.creation = creation
    var minds = (0..<replicas).map {
      Mind(replica: ReplicaID(rawValue: UInt32($0 + 1)), ledger: PaperLedger(lifecycle: lifecycle))
    }
    for index in minds.indices { minds[index].learn(creation) }
    for _ in 0..<random.number(2...transitionLimit) {
      let index = random.number(0...replicas - 1)
      if random.once(in: 3), let other = random.pick(minds) { minds[index].learn(all: other) }
      if let made = minds[index].act(&random) { transitions.append(made) }
    }
  }

  /// Everybody, everywhere, may do everything that his kind does.
  static func question(_ header: Header, in ledger: PaperLedger) -> DecisionCase {
    var question = ledger.question(header)
    question.now.author = PersonStanding(
      isActive: true, roles: [.agent, .requester],
      teams: [.proximity, .network, .triage])
    question.now.person = question.now.author
    question.acknowledged = question.now
    return question
  }

  private static func creation(team: TeamNumber?, _ lifecycle: Lifecycle) -> Header {
    let id = ChangeID(replica: ReplicaID(rawValue: 9), sequence: 1)
    return Header(
      id: id, request: id, context: Context(), author: anybody, authoredAt: 0,
      acknowledged: .start,
      body: .create(
        Creation(requester: anybody, team: team, lifecycle: lifecycle.nameAndVersion)))
  }
}

/// What one replica has seen, in the order in which it saw it.
private struct Mind {
  let replica: ReplicaID
  var ledger: PaperLedger
  var lastSequence: UInt32 = 0

  mutating func learn(_ header: Header) {
    guard ledger[header.id] == nil,
      case .verdict(let verdict) = decide(CausalHistory.question(header, in: ledger))
    else { return }
    ledger.write(header, verdict)
  }

  mutating func learn(all other: Mind) {
    for entry in other.ledger.entries { learn(entry.header) }
  }

  /// Does one of the things that can be done here: the system's on the server's replica, 1.
  mutating func act(_ random: inout SeededRandom) -> Header? {
    guard let history = ledger.history else { return nil }
    let rows = ledger.lifecycle.transitions(from: history.standing.state).filter {
      $0.by != .system || replica == .server
    }
    guard let row = random.pick(rows) else { return nil }
    lastSequence += 1
    let step = TransitionStep(
      verb: row.verb, base: history.steps[history.effective].id,
      team: row.needs.contains(.team) ? random.pick([.proximity, .network]) : nil,
      agent: row.needs.contains(.agent) ? CausalHistory.anybody : nil,
      date: row.needs.contains(.date) ? 1 : nil)
    let header = Header(
      id: ChangeID(replica: replica, sequence: lastSequence), request: history.request,
      context: Context(ledger.entries.map(\.header.id)),
      author: row.by == .system ? .system : CausalHistory.anybody, authoredAt: 0,
      acknowledged: .start, body: .transition(step))
    learn(header)
    return header
  }
}

import EscaleCore

/// Puts one history before the engine and the model, in every order in which it can arrive.
struct OrderWalk {
  let history: CausalHistory
  let changes: [SpelledChange]
  let claims: MergeClaims
  let rule: MergeEnumeration.Rule
  private let requirements: [UInt32]
  private let startCount: Int
  private var model: ModelLedger
  private var order: [Int] = []
  private var firstPath: [ChangeID]?
  private(set) var tally = EnumerationTally()

  init(
    _ history: CausalHistory, _ spelling: Spelling, _ claims: MergeClaims,
    _ rule: @escaping MergeEnumeration.Rule, model: ModelLedger
  ) {
    self.history = history
    self.claims = claims
    self.rule = rule
    self.model = model
    changes = spelling.changes(history)
    requirements = history.requirements
    startCount = spelling.beginning.count
  }

  /// Walks all orders from a ledger that holds the start.
  mutating func walk(_ engine: EngineLedger) {
    let before = tally.orders
    extend(engine, placed: 0)
    guard tally.orders > before else { return }
    let ties = history.heaviest(of: all).count > 1
    let isUnseen = claims.holdsUnseenReopening(history)
    tally.count(history.events.count) {
      $0.histories += 1
      $0.ties += ties ? 1 : 0
      $0.unseenReopenings += isUnseen ? 1 : 0
    }
  }

  private var all: UInt32 { (1 << UInt32(history.events.count)) - 1 }

  private mutating func extend(_ engine: EngineLedger, placed: UInt32) {
    guard placed != all else { return arrive(engine) }
    for index in history.events.indices
    where !placed.has(index) && requirements[index] & ~placed == 0 {
      order.append(index)
      let change = changes[index].claiming(startCount + acknowledged(by: index))
      if let next = decide(change, engine) {
        extend(next, placed: placed | 1 << UInt32(index))
        model.forgetLast()
      }
      order.removeLast()
    }
  }

  /// How many of the events in the ledger, from the first, an author had all seen: as much as he
  /// can claim.
  private func acknowledged(by index: Int) -> Int {
    order.dropLast().firstIndex { !history.events[index].seen.has($0) } ?? order.count - 1
  }

  /// The engine's ledger with one change more; nil where the verdicts differ, which is a finding.
  private mutating func decide(_ change: SpelledChange, _ engine: EngineLedger) -> EngineLedger? {
    tally.decisions += 1
    let ruling = rule(engine.question(change.header))
    let outcome = model.receive(change.change)
    guard case .verdict(let verdict) = ruling, verdict.outcome.counts,
      verdict.outcome.name == outcome.verdict?.rawValue
    else {
      if case .judged = outcome { model.forgetLast() }
      find("verdicts: engine \(ruling), model \(outcome)")
      return nil
    }
    var next = engine
    next.write(change.header, verdict)
    // The steps before the last are those of a shorter history, which is enumerated too.
    if order.count == changes.count, let flaw = claims.flaw(engine.history, next.history) {
      find(flaw)
    }
    return next
  }

  /// All have arrived: compares where the request stands.
  private mutating func arrive(_ engine: EngineLedger) {
    tally.count(history.events.count) { $0.orders += 1 }
    guard let reached = engine.history, let first = changes.first else { return }
    let shown = model.request(first.change.request)
    if let difference = claims.difference(reached, shown) {
      find(difference)
    }
    let path = reached.effectiveChainIDs
    let heaviest = history.heaviest(of: all)
    let winner = order.first { heaviest.contains($0) }
    if winner.map({ changes[$0].header.id }) != path.last {
      find("the heaviest, of equal ones the first in the ledger, is not effective")
    }
    if heaviest.count == 1, let firstPath, firstPath != path {
      find("another order, another chain")
    }
    firstPath = firstPath ?? path
  }

  private mutating func find(_ what: String) {
    let story = tally.findings.count < EnumerationTally.findingLimit ? story : ""
    tally.found("\(what)\n\(story)")
  }

  /// The history and the order, for whom it concerns.
  private var story: String {
    let lines = history.events.indices.map { index in
      let header = changes[index].header
      guard case .transition(let step) = header.body else { return "" }
      let seen = history.events.indices.filter { history.events[index].seen.has($0) }
        .map { changes[$0].header.id.description }
      return "  \(header.id) (\(history.crew[history.events[index].replica].letter)) "
        + "\(step.verb) on \(step.base), having seen \(seen.joined(separator: " "))\n"
    }
    let ids = order.map { changes[$0].header.id.description }
    return lines.joined() + "  in the order \(ids.joined(separator: " "))\n"
  }
}

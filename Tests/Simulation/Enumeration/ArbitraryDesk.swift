import EscaleCore
import TestSupport

/// A desk where anybody sends anything: honest work, half-truths and nonsense, drawn at random,
/// while rights come and go; each put before the engine and the model.
///
/// Everybody writes straight to the ledger, having seen a part of it.
package struct ArbitraryDesk {
  /// How many things happen on one desk.
  private static let eventLimit = 40

  var random: SeededRandom
  var model: ModelLedger
  let lifecycle: Lifecycle
  var people = ArbitraryCast()
  private var histories: [RequestID: RequestHistory] = [:]
  private var named: [ChangeID: DecisionCase.NamedChange] = [:]
  private var headers: [Header] = []
  /// Acknowledgements given, as the engine is told of them.
  var acknowledgements: [(replica: Int, position: Int, ownLast: Int)] = []
  /// How often each verdict was given, by its name.
  package private(set) var outcomes: [String: Int] = [:]

  package init(seed: UInt64, _ lifecycle: Lifecycle, model: ModelLifecycle) {
    random = SeededRandom(seed: seed)
    self.lifecycle = lifecycle
    self.model = ModelLedger(lifecycles: [model], directory: ArbitraryCast.directory)
  }

  /// Lets it all happen; the first difference between engine and model, if there is one.
  package mutating func run() -> String? {
    for _ in 0..<Self.eventLimit {
      switch random.number(1...10) {
      case 1: editDirectory()
      case 2, 3, 4: pull()
      default:
        if let difference = send() { return difference }
      }
    }
    return nil
  }

  /// Puts one change before both.
  private mutating func send() -> String? {
    let spelled = arbitraryChange()
    let ruling = decide(question(spelled))
    let outcome = model.receive(spelled.change)
    let (one, other) = (Self.words(ruling), Self.words(outcome))
    outcomes[other, default: 0] += 1
    guard one == other else {
      return "engine \(ruling), model \(outcome)\non \(spelled.change)\nafter\n\(ledger)"
    }
    guard case .verdict(let verdict) = ruling else { return nil }
    write(spelled.header, verdict)
    people.record(spelled.header.id)
    return difference(spelled.header.request)
  }

  private func question(_ spelled: SpelledChange) -> DecisionCase {
    let header = spelled.header
    let former = headers.last {
      $0.id.replica == header.id.replica && $0.request == header.request
    }
    let replica = Int(header.id.replica.rawValue)
    let claims = headers.filter { $0.id.replica == header.id.replica }.map(\.acknowledged)
    let given = acknowledgements.filter {
      $0.replica == replica && $0.ownLast < Int(header.id.sequence)
    }
    let changes = header.namedChanges(
      formerOwn: former?.id, held: { named[$0] },
      lastCounted: { named.lastCounted(upTo: $0, on: header.request) })
    let floors = claims + given.map { Position(rawValue: UInt64($0.position)) }
    return DecisionCase(
      header: header, hash: .zero, history: histories[header.request], lifecycle: lifecycle,
      named: changes, formerOwn: former?.id,
      enrolled: model.directory.devices[replica].map { ArbitraryCast.number($0.user) },
      acknowledgementFloor: floors.max() ?? .start,
      now: ArbitraryCast.facts(spelled.change, model.directory),
      acknowledged: ArbitraryCast.facts(
        spelled.change, model.directory(at: Int(header.acknowledged.rawValue))))
  }

  private mutating func write(_ header: Header, _ verdict: Verdict) {
    let position = Position(rawValue: UInt64(model.head))
    headers.append(header)
    named[header.id] = DecisionCase.NamedChange(
      request: header.request, context: header.context, outcome: verdict.outcome)
    if header.id == header.request, verdict.outcome.counts {
      histories[header.id] = RequestHistory(header, lifecycle: lifecycle, position: position)
    } else {
      histories[header.request]?.append(header, verdict: verdict, position: position)
    }
  }

  /// Whether the engine's request is the model's, contacts included.
  private func difference(_ request: RequestID) -> String? {
    guard let history = histories[request] else { return nil }
    let shown = model.request(ModelID(request))
    if let difference = MergeClaims(lifecycle).difference(history, shown) {
      return "\(difference)\nafter\n\(ledger)"
    }
    let contacts = history.contactPersons().map { "\($0.rawValue)" }
    return contacts == shown.contacts
      ? nil : "contacts: engine \(contacts), model \(shown.contacts)"
  }

  private var ledger: String {
    model.entries.map { "\($0.position): \($0.change) – \($0.judgement)" }.joined(separator: "\n")
  }

  private static func words(_ ruling: Ruling) -> String {
    switch ruling {
    case .verdict(let verdict), .known(let verdict): verdict.outcome.name
    case .forked: "forked"
    case .missing: "missing"
    }
  }

  private static func words(_ outcome: ModelOutcome) -> String {
    switch outcome {
    case .judged(let judgement): judgement.verdict.rawValue
    case .forked: "forked"
    case .missing: "missing"
    }
  }
}

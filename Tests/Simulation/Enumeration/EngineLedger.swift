import EscaleCore

/// A ledger of one request that asks the rule under test, with what the server would gather for it.
struct EngineLedger {
  let lifecycle: Lifecycle
  private(set) var history: RequestHistory?
  private var named: [ChangeID: DecisionCase.NamedChange] = [:]
  private var headers: [Header] = []

  init(_ lifecycle: Lifecycle) { self.lifecycle = lifecycle }

  /// What is to be decided on a change that arrives now.
  func question(_ header: Header) -> DecisionCase {
    let facts = EnumerationCast.facts(header.author)
    let former = headers.last { $0.id.replica == header.id.replica }
    return DecisionCase(
      header: header, hash: .zero, history: header.request == header.id ? nil : history,
      lifecycle: lifecycle, named: named, formerOwn: former?.id, enrolled: header.author,
      acknowledgementFloor: former?.acknowledged ?? .start, now: facts,
      acknowledged: facts)
  }

  /// Writes a decided change down.
  mutating func write(_ header: Header, _ verdict: Verdict) {
    let position = Position(rawValue: UInt64(headers.count + 1))
    headers.append(header)
    named[header.id] = DecisionCase.NamedChange(
      request: header.request, context: header.context, outcome: verdict.outcome)
    if history == nil {
      history = RequestHistory(header, lifecycle: lifecycle, position: position)
    } else {
      history?.append(header, verdict: verdict, position: position)
    }
  }
}

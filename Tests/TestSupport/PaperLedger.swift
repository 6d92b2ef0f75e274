import EscaleCore

/// A ledger on paper: the core's rule, and nothing else, on one request.
package struct PaperLedger: Sendable {
  package let lifecycle: Lifecycle
  package private(set) var entries: [Entry] = []
  /// Nil until the request's creation has come.
  package private(set) var history: RequestHistory?
  private var named: [ChangeID: DecisionCase.NamedChange] = [:]

  /// A change with its verdict, as the ledger has it.
  package struct Entry: Sendable {
    package let header: Header
    package let verdict: Verdict
    package let position: Position
  }

  package init(lifecycle: Lifecycle) { self.lifecycle = lifecycle }

  package var head: Position { Position(rawValue: UInt64(entries.count)) }

  /// What is to be decided on a change that arrives now, by an honest author's own device.
  package func question(_ header: Header) -> DecisionCase {
    let recorded = entries.first { $0.header.id == header.id }
    let formerOwn = entries.last { $0.header.isEarlier(onTheReplicaOf: header) }?.header.id
    let changes = header.namedChanges(
      formerOwn: formerOwn, held: { named[$0] },
      lastCounted: { named.lastCounted(upTo: $0, on: header.request) })
    return DecisionCase(
      header: header, hash: .zero,
      recorded: recorded.map { DecisionCase.RecordedChange(hash: .zero, verdict: $0.verdict) },
      history: header.request == header.id ? nil : history, lifecycle: lifecycle,
      named: changes, formerOwn: formerOwn,
      enrolled: header.author, now: Cast.facts(header), acknowledged: Cast.facts(header))
  }

  /// Decides on a change, and writes it down where it gets a verdict.
  @discardableResult
  package mutating func receive(_ header: Header) -> Ruling {
    let ruling = decide(question(header))
    if case .verdict(let verdict) = ruling { write(header, verdict) }
    return ruling
  }

  /// Writes a change down under a verdict that a test has chosen.
  package mutating func write(_ header: Header, _ verdict: Verdict) {
    let position = head.next
    entries.append(Entry(header: header, verdict: verdict, position: position))
    named[header.id] = DecisionCase.NamedChange(
      request: header.request, context: header.context, outcome: verdict.outcome)
    if history == nil, verdict.outcome.counts {
      history = RequestHistory(header, lifecycle: lifecycle, position: position)
    } else {
      history?.append(header, verdict: verdict, position: position)
    }
  }

  /// The verdict on a change, if it has one.
  package subscript(id: ChangeID) -> Verdict? { entries.first { $0.header.id == id }?.verdict }
}

extension Header {
  fileprivate func isEarlier(onTheReplicaOf other: Header) -> Bool {
    id.replica == other.id.replica && id.sequence < other.id.sequence && request == other.request
  }
}

/// All that decides about one request: its transitions that count and its changes of contacts, in
/// the ledger's order, those not yet sent last.
///
/// A value without texts: what the server decides on and what every view is made from.
package struct RequestHistory: Sendable {
  package let request: RequestID
  package let lifecycle: Lifecycle
  package let creation: Creation
  package let creator: PersonNumber
  /// Never empty: the first is the `create`.
  package private(set) var steps: [Step]
  /// The index of the effective transition.
  package private(set) var effective: Int
  package private(set) var contacts: [ContactRecord]
  /// The change that pushed a counted transition off the effective chain.
  package private(set) var displacedBy: [ChangeID: ChangeID]
  private var indices: [ChangeID: Int]

  /// A change of contacts that was applied, or waits to be sent.
  package struct ContactRecord: Hashable, Sendable {
    package let id: ChangeID
    package let context: Context
    package let change: ContactChange
    package let position: Position?
  }

  /// The history that a `create` begins; nil where the header is another kind or the lifecycle
  /// has no `create`.
  package init?(_ header: Header, lifecycle: Lifecycle, position: Position?) {
    guard case .create(let creation) = header.body, let row = lifecycle[.create] else {
      return nil
    }
    request = header.id
    self.lifecycle = lifecycle
    self.creation = creation
    creator = header.author
    steps = [
      Step(
        id: header.id, author: header.author, context: header.context, row: row, base: nil,
        weight: Weight().adding(row.precedence),
        standing: Step.Standing(creation: creation, row: row), position: position,
        outcome: .applied)
    ]
    effective = 0
    contacts = []
    displacedBy = [:]
    indices = [header.id: 0]
  }

  /// The counted transition with an id.
  package subscript(id: ChangeID) -> Step? { indices[id].map { steps[$0] } }

  /// Where the request stands.
  package var standing: Step.Standing { steps[effective].standing }

  /// The indices of the transitions that made the present state, first to last.
  package var effectiveChain: [Int] { chain(to: effective) }

  /// The ids of the transitions that made the present state, first to last.
  package var effectiveChainIDs: [ChangeID] { effectiveChain.map { steps[$0].id } }

  /// The indices of a transition and of those it was made on, first to last.
  package func chain(to index: Int) -> [Int] {
    var chain = [index]
    var last = index
    while let base = steps[last].base {
      chain.append(base)
      last = base
    }
    return chain.reversed()
  }
}

extension RequestHistory {
  /// Takes in a decided change, or one that waits to be sent, folded by the verdict that it would
  /// get.
  ///
  /// Whatever doesn't count, or isn't a transition or a change of contacts, leaves no trace here.
  package mutating func append(_ header: Header, verdict: Verdict, position: Position?) {
    guard header.request == request, verdict.outcome.counts else { return }
    switch header.body {
    case .transition(let transition):
      append(transition, of: header, verdict: verdict, position: position)
    case .contact(let change):
      contacts.append(
        ContactRecord(
          id: header.id, context: header.context, change: change, position: position))
    case .create, .comment, .edit, .attachment, .void, .other: break
    }
  }

  private mutating func append(
    _ transition: TransitionStep, of header: Header, verdict: Verdict, position: Position?
  ) {
    guard let base = indices[transition.base], let row = lifecycle[transition.verb],
      indices[header.id] == nil
    else { return }
    let isFinal = lifecycle.isFinal(row.destination(namesTeam: transition.team != nil))
    steps.append(
      Step(
        id: header.id, author: header.author, context: header.context, row: row, base: base,
        weight: steps[base].weight.adding(row.precedence),
        standing: steps[base].standing.after(
          transition, id: header.id, row: row, isFinal: isFinal),
        position: position, outcome: verdict.outcome))
    indices[header.id] = steps.count - 1
    if verdict.outcome == .applied {
      makeEffective(steps.count - 1)
    } else {
      displacedBy[header.id] = verdict.causes.first ?? steps[effective].id
    }
  }

  private mutating func makeEffective(_ index: Int) {
    let former = effective
    effective = index
    guard steps[index].base != former else { return }
    let chain = Set(effectiveChain)
    for off in self.chain(to: former) where !chain.contains(off) {
      displacedBy[steps[off].id] = steps[index].id
    }
    for on in chain { displacedBy[steps[on].id] = nil }
  }
}

extension RequestHistory {
  /// The contacts as somebody sees them who has seen a context; everybody's present view without.
  ///
  /// In ascending order of their numbers.
  package func contactPersons(seenIn context: Context? = nil) -> [PersonNumber] {
    let seen = contacts.filter { context?.contains($0.id) ?? true }
    let removals = seen.filter(\.change.removes)
    let added = seen.filter { addition in
      !addition.change.removes
        && !removals.contains {
          $0.change.person == addition.change.person && $0.context.contains(addition.id)
        }
    }
    return Set(added.map(\.change.person)).sorted()
  }
}

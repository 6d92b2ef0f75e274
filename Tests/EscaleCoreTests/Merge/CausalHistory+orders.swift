import EscaleCore
import TestSupport

extension CausalHistory {
  /// Every order in which the transitions can come: each after what it had seen.
  var orders: [[Header]] {
    var orders: [[Header]] = []
    extend([], &orders)
    return orders
  }

  private func extend(_ order: [Header], _ orders: inout [[Header]]) {
    guard order.count < transitions.count else {
      orders.append(order)
      return
    }
    let sent = Set(order.map(\.id))
    for header in transitions where !sent.contains(header.id) {
      let waits = transitions.contains { header.context.contains($0.id) && !sent.contains($0.id) }
      if !waits { extend(order + [header], &orders) }
    }
  }

  /// What a ledger says after each of the changes, the creation first.
  func ledgers(_ order: [Header]) -> [PaperLedger] {
    var ledger = PaperLedger(lifecycle: lifecycle)
    return ([creation] + order).map { header in
      if case .verdict(let verdict) = decide(CausalHistory.question(header, in: ledger)) {
        ledger.write(header, verdict)
      }
      return ledger
    }
  }
}

/// The merge rule as DESIGN words it, without a history, indices or compact weights: the line of
/// history that is heaviest when its precedences are written out.
struct NaiveMerge {
  /// The transitions of the greatest weight, in the order in which they came; one, but for ties.
  private(set) var heaviest: [ChangeID] = []
  private var best: [UInt16] = []

  init(_ headers: [Header], lifecycle: Lifecycle) {
    var precedences: [ChangeID: [UInt16]] = [:]
    for header in headers {
      switch header.body {
      case .create: precedences[header.id] = lifecycle[.create].map { [$0.precedence] } ?? []
      case .transition(let step):
        let own = lifecycle[step.verb].map { [$0.precedence] } ?? []
        precedences[header.id] = (precedences[step.base] ?? []) + own
      default: continue
      }
      weigh(header.id, (precedences[header.id] ?? []).sorted(by: >))
    }
  }

  private mutating func weigh(_ id: ChangeID, _ weight: [UInt16]) {
    if heaviest.isEmpty || best.lexicographicallyPrecedes(weight) {
      (heaviest, best) = ([id], weight)
    } else if best == weight {
      heaviest.append(id)
    }
  }
}

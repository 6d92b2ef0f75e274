import EscaleCore
import TestSupport
import Testing

/// What follows from the merge rule, on random histories in every order of arrival.
struct CausalHistoryTests {
  /// The seeds of the histories that each test draws, for each lifecycle.
  private static let seeds: Range<UInt64> = 0..<100

  /// The seeds of the histories that break a claim.
  private func breaking(_ name: String, _ claim: (CausalHistory) -> Bool) throws -> [UInt64] {
    let lifecycle = name == "lorraine" ? .lorraine : try Lifecycle.servicedesk
    return Self.seeds.filter { !claim(CausalHistory(seed: $0, lifecycle: lifecycle)) }
  }

  /// The same, for a claim on what the ledger says after each change, in each order of arrival.
  private func breaking(
    _ name: String, _ claim: (CausalHistory, [PaperLedger]) -> Bool
  ) throws -> [UInt64] {
    try breaking(name) { history in
      history.orders.allSatisfy { claim(history, history.ledgers($0)) }
    }
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `every honest change counts, whatever the order`(name: String) throws {
    let seeds = try breaking(name) { history, ledgers in
      let entries = ledgers.last?.entries ?? []
      return entries.count == history.transitions.count + 1
        && entries.allSatisfy { $0.verdict.outcome.counts }
    }
    #expect(seeds.isEmpty)
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `the state doesn't depend on the order, but for equal weights`(name: String) throws {
    let seeds = try breaking(name) { history in
      let all = [history.creation] + history.transitions
      let naive = NaiveMerge(all, lifecycle: history.lifecycle)
      guard naive.heaviest.count == 1 else { return true }
      let ends = history.orders.compactMap { history.ledgers($0).last?.history }
      return Set(ends.map(\.effectiveChainIDs)).count == 1 && Set(ends.map(\.standing)).count == 1
    }
    #expect(seeds.isEmpty)
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `the heaviest line is effective, of equal ones the first in the ledger`(
    name: String
  ) throws {
    let seeds = try breaking(name) { history, ledgers in
      ledgers.allSatisfy { ledger in
        let naive = NaiveMerge(ledger.entries.map(\.header), lifecycle: history.lifecycle)
        return ledger.history?.effectiveChainIDs.last == naive.heaviest.first
      }
    }
    #expect(seeds.isEmpty)
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `the effective chain is always a legal path`(name: String) throws {
    let seeds = try breaking(name) { _, ledgers in
      ledgers.compactMap(\.history).allSatisfy { history in
        let chain = history.effectiveChain.map { history.steps[$0] }
        return chain.first?.row.verb == .create
          && zip(chain, chain.dropFirst()).allSatisfy { before, after in
            after.row.from.contains(before.standing.state) && after.context.contains(before.id)
          }
      }
    }
    #expect(seeds.isEmpty)
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `closed is never left`(name: String) throws {
    let seeds = try breaking(name) { _, ledgers in
      let states = ledgers.compactMap { $0.history?.standing.state }
      return states.drop { $0 != .closed }.allSatisfy { $0 == .closed }
    }
    #expect(seeds.isEmpty)
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `after a human resolution only closings and reopenings come`(name: String) throws {
    let seeds = try breaking(name) { _, ledgers in
      ledgers.compactMap(\.history).allSatisfy { history in
        guard history.steps.contains(where: { $0.row.verb == .resolve }) else { return true }
        let chain = history.effectiveChain.map { history.steps[$0].row.verb }
        guard let resolution = chain.lastIndex(of: .resolve) else {
          return history.standing.state == .closed
        }
        let next = chain[(resolution + 1)...].first
        return next.map { [.close, .autoClose, .reopen].contains($0) } ?? true
      }
    }
    #expect(seeds.isEmpty)
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `what is off the chain names what displaced it, what is on it doesn't`(
    name: String
  ) throws {
    let seeds = try breaking(name) { _, ledgers in
      ledgers.compactMap(\.history).allSatisfy { history in
        let chain = Set(history.effectiveChainIDs)
        return history.steps.allSatisfy { step in
          (history.displacedBy[step.id] == nil) == chain.contains(step.id)
        }
      }
    }
    #expect(seeds.isEmpty)
  }
}

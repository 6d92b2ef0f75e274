/// One request, made anew from the entries given: those of the ledger, or those that an author
/// had seen.
package struct ModelRequest: Sendable {
  let entries: [ModelEntry]
  /// "The effective chain": first to last, by the bases.
  package let chain: [ModelEntry]
  package let state: String
  package let team: String?
  package let agent: String?
  package let date: String?
  /// The change that says how the request was solved, where one of the chain does.
  package let solution: ModelID?
  package let requester: String?

  /// Folds one request's entries, in the ledger's order.
  init(_ entries: [ModelEntry], _ lifecycles: [ModelLifecycle]) {
    self.entries = entries
    let chain = Self.chain(among: entries)
    self.chain = chain
    state = chain.last?.state ?? ""
    let lifecycle = lifecycles.first { $0.name == chain.first?.change.lifecycle }
    let solving = lifecycle?.rows.filter { $0.needs.contains("solution") }.map(\.verb) ?? []
    solution = chain.last { solving.contains($0.change.verb) }?.change.id
    requester = chain.first?.change.person
    date = chain.last { $0.change.date != nil }?.change.date
    let handOver = chain.lastIndex { $0.change.team != nil }
    team = handOver.flatMap { chain[$0].change.team }
    // Another team's hands are empty: nobody there has taken the request up yet.
    agent = chain.dropFirst((handOver ?? -1) + 1).last { $0.change.agent != nil }?.change.agent
  }

  /// The ids of the effective chain.
  package var path: [ModelID] { chain.map(\.change.id) }

  /// The transition that holds after rule 6 was applied to each in turn.
  static func effective(among entries: [ModelEntry]) -> ModelEntry? {
    var holder: ModelEntry?
    for entry in entries where entry.isCountedTransition {
      guard let now = holder else {
        holder = entry
        continue
      }
      let isNext = entry.change.hasSeen(now.change.id)
      if isNext || ModelWeight.isHeavier(entry.weight, than: now.weight) { holder = entry }
    }
    return holder
  }

  private static func chain(among entries: [ModelEntry]) -> [ModelEntry] {
    chain(to: effective(among: entries), among: entries)
  }

  private static func chain(to last: ModelEntry?, among entries: [ModelEntry]) -> [ModelEntry] {
    var chain: [ModelEntry] = []
    var next = last
    while let entry = next {
      chain.insert(entry, at: 0)
      next = entries.first { $0.change.id == entry.change.base }
    }
    return chain
  }

  /// For each counted transition off the chain, the one that put it there last.
  package var displacements: [ModelID: ModelID] {
    var displaced: [ModelID: ModelID] = [:]
    var before: [ModelID] = []
    for end in entries.indices where entries[end].isCountedTransition {
      let newest = entries[end].change.id
      let after = Self.chain(among: Array(entries[...end])).map(\.change.id)
      for id in before where !after.contains(id) { displaced[id] = newest }
      if !after.contains(newest) { displaced[newest] = after.last }
      for id in after { displaced[id] = nil }
      before = after
    }
    return displaced
  }
}

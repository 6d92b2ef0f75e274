/// One request, made anew from the entries given: those of the ledger, or those that an author
/// had seen.
package struct ModelRequest: Sendable {
  let entries: [ModelEntry]
  /// "The effective chain": first to last, by the bases.
  package let chain: [ModelEntry]
  private let lifecycles: [ModelLifecycle]

  /// Folds one request's entries, in the ledger's order.
  ///
  /// Whoever acted on a transition of the same weight saw that one hold: it is the `base` then.
  init(_ entries: [ModelEntry], _ lifecycles: [ModelLifecycle], base: ModelID? = nil) {
    self.entries = entries
    self.lifecycles = lifecycles
    let shown = base.flatMap { base in entries.first { $0.change.id == base } }
    chain = Self.chain(to: shown ?? Self.effective(among: entries), among: entries)
  }

  package var state: String { chain.last?.state ?? "" }
  package var requester: String? { chain.first?.change.person }
  package var team: String? { handOver.flatMap { chain[$0].team } }
  package var date: String? { chain.last { $0.date != nil }?.date }

  /// Another team's hands are empty: nobody there has taken the request up yet.
  package var agent: String? {
    chain.dropFirst(handOver ?? 0).last { $0.agent != nil }?.agent
  }

  /// The change that says how the request was solved, while it is: what was reopened is not.
  package var solution: ModelID? {
    let lifecycle = lifecycles.first { $0.name == chain.first?.change.lifecycle }
    let solving = lifecycle?.rows.filter { $0.needs.contains("solution") }.map(\.verb) ?? []
    guard let last = chain.lastIndex(where: { solving.contains($0.change.verb) }) else {
      return nil
    }
    let since = chain[last...].dropFirst()
    let isOver = since.allSatisfy { lifecycle?.finalStates.contains($0.state) == true }
    return isOver ? chain[last].change.id : nil
  }

  private var handOver: Int? { chain.lastIndex { $0.team != nil } }

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
      let sofar = Array(entries[...end])
      let after = Self.chain(to: Self.effective(among: sofar), among: sofar).map(\.change.id)
      for id in before where !after.contains(id) { displaced[id] = newest }
      if !after.contains(newest) { displaced[newest] = after.last }
      for id in after { displaced[id] = nil }
      before = after
    }
    return displaced
  }
}

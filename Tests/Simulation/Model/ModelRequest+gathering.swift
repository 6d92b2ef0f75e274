extension ModelRequest {
  /// What a field shows, and the concurrent values that it doesn't.
  package struct Field: Equatable, Sendable {
    package var value: String
    package var setBy: ModelID
    package var others: [ModelID]

    package init(value: String, setBy: ModelID, others: [ModelID]) {
      self.value = value
      self.setBy = setBy
      self.others = others
    }
  }

  /// "A field takes the change that has seen the others, among concurrent ones the later in the
  /// ledger, and the losing value stays readable".
  package func field(_ key: String) -> Field? {
    let candidates = entries.filter { $0.counts && $0.change.values[key] != nil }
    let unseen = candidates.filter { one in
      !candidates.contains { $0.change.hasSeen(one.change.id) }
    }
    guard let shown = unseen.last, let value = shown.change.values[key] else { return nil }
    return Field(
      value: value, setBy: shown.change.id, others: unseen.dropLast().map(\.change.id))
  }

  /// The keys of all fields that anybody ever set, in the order of their bytes.
  package var fieldKeys: [String] {
    let keys = entries.filter(\.counts).flatMap { $0.change.values.keys }
    return Set(keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// "Contacts are an add-wins set": whoever has an addition that no removal had seen.
  package var contacts: [String] {
    let changes = entries.filter { $0.counts && $0.change.kind == .contact }.map(\.change)
    let standing = changes.filter { addition in
      addition.adds
        && !changes.contains {
          !$0.adds && $0.person == addition.person && $0.hasSeen(addition.id)
        }
    }
    return Set(standing.compactMap(\.person))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Comments, notes and attachments, which "only accumulate"; in the ledger's order.
  package var remarks: [ModelID] {
    entries.filter { $0.counts && $0.change.kind == .remark }.map(\.change.id)
  }
}

package import EscaleCore
import ReplicaStore

extension LocalReplica {
  /// The request that somebody means: a reference, a former one, any unambiguous end of it, or
  /// `-` for the one used last.
  ///
  /// - Throws: ``ReplicaFault`` where none or several are meant.
  package func reference(_ text: String) throws -> RequestID {
    try store.read { reader in
      if text.utf8.elementsEqual("-".utf8) {
        guard let last = try reader.identity().lastUsed else { throw ReplicaFault.noLastReference }
        return last
      }
      if let id = ChangeID(text: text) {
        if let found = try reader.request(named: id) { return found }
        throw try reader.absence(of: id)
      }
      return try reader.request(endingIn: text)
    }
  }
}

extension StoreReader {
  fileprivate func request(endingIn text: String) throws -> RequestID {
    if let sequence = UInt32(decimal: text.utf8) {
      let exact = try requests(withSequence: sequence, limit: 2)
      if let only = exact.first, exact.count == 1 { return only }
    }
    let wanted = Array(text.uppercased().utf8)
    let matching = try summaries(ListFilter(scope: .all, sort: .ref)).filter {
      $0.ref.description.utf8.reversed().starts(with: wanted.reversed())
        || $0.formerReference?.description.utf8.reversed().starts(with: wanted.reversed()) == true
    }
    guard let first = matching.first, !wanted.isEmpty else {
      if let since = try historySince() { throw HistoryFault.noSuchEnd(text, since: since) }
      throw ReplicaFault.unknownReference(text)
    }
    guard matching.count == 1 else {
      throw ReplicaFault.ambiguousReference(text, candidates: matching.map(\.ref))
    }
    return first.ref
  }
}

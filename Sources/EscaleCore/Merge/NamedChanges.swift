extension Header {
  /// Gathers what a decision has to know of the changes that this one names.
  ///
  /// A refused change counts for nothing, so that behind it stands the last of its replica that
  /// does count; and of what a named one had seen, only that is left which counts, as soon as that
  /// makes a difference.
  ///
  /// `formerOwn` is the author's former change on the request from the same replica. `held` tells
  /// what is held of a change, nil where it isn't there; `lastCounted` the highest change of a
  /// replica on this request that counts, up to a given one and including it.
  package func namedChanges(
    formerOwn: ChangeID?, held: (ChangeID) throws -> DecisionCase.NamedChange?,
    lastCounted: (ChangeID) throws -> ChangeID?
  ) rethrows -> [ChangeID: DecisionCase.NamedChange] {
    var ids = namedIDs
    if let formerOwn { ids.append(formerOwn) }
    var named: [ChangeID: DecisionCase.NamedChange] = [:]
    named.reserveCapacity(ids.count)
    for id in ids where named[id] == nil { named[id] = try held(id) }
    for (id, change) in named where !change.outcome.counts {
      guard let counted = try lastCounted(id), named[counted] == nil else { continue }
      named[counted] = try held(counted)
    }
    for (id, change) in named where !context.covers(change.context) {
      named[id]?.context = Context(try change.context.entries.compactMap(lastCounted))
    }
    return named
  }

  /// The changes that a header names: those of its context, its request, its base; repetitions
  /// included.
  var namedIDs: [ChangeID] {
    var ids = context.entries
    if request != id { ids.append(request) }
    if case .transition(let step) = body { ids.append(step.base) }
    return ids
  }
}

extension [ChangeID: DecisionCase.NamedChange] {
  /// The highest change of a replica on a request that counts, up to a given one and including it.
  package func lastCounted(upTo limit: ChangeID, on request: RequestID) -> ChangeID? {
    var last: ChangeID?
    for (id, change) in self
    where change.request == request && change.outcome.counts && id.replica == limit.replica
      && id.sequence <= limit.sequence
    {
      last = Swift.max(last ?? id, id)
    }
    return last
  }
}

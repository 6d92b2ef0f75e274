extension ModelLedger {
  /// Rule 3: what about a change can't be true; nothing where all can.
  func dishonesty(_ change: ModelChange, _ history: [ModelEntry]) -> String? {
    if !isAuthorBelievable(change, history) { return "the author is not that replica's user" }
    if let lie = falseContext(change, history) { return lie }
    if !coversItsClaim(change, history) { return "the context lacks what was acknowledged" }
    if let lie = falseClaim(change) { return lie }
    if !isBaseBelievable(change, history) { return "the base was not effective in its context" }
    return nil
  }

  /// "Its author is the user enrolled on that replica, or the system where the table says so".
  ///
  /// What the server records itself, for a requester at the portal, it vouches for.
  private func isAuthorBelievable(_ change: ModelChange, _ history: [ModelEntry]) -> Bool {
    if change.author == Self.system {
      let row = lifecycle(change, history)?.row(change.verb)
      return Self.isServers(change.id.replica) && row?.by == "system"
    }
    if Self.isServers(change.id.replica) { return true }
    return directory.devices[change.id.replica]?.user == change.author
  }

  /// "Its context names only changes of this request that exist (of its own replica, earlier
  /// ones), and contains the contexts of all that it names and of the author's previous change on
  /// this request"; "a citation of any other [than applied or superseded] counts for nothing".
  private func falseContext(_ change: ModelChange, _ history: [ModelEntry]) -> String? {
    for name in change.context {
      if name.replica == change.id.replica, name.sequence >= change.id.sequence {
        return "\(name) is not earlier"
      }
      guard history.contains(where: { $0.change.id == name }) else {
        return "\(name) is not of this request"
      }
    }
    if !change.creates, !change.hasSeen(change.request) { return "it has not seen the request" }
    let previous = history.last { $0.change.id.replica == change.id.replica }
    if let previous, !change.hasSeen(previous.change.id) {
      return "it has not seen its own replica's \(previous.change.id)"
    }
    let counted = history.filter(\.counts)
    let previously = previous.map { [$0] } ?? []
    for entry in counted.filter({ change.hasSeen($0.change.id) }) + previously {
      for earlier in counted where entry.change.hasSeen(earlier.change.id) {
        guard change.hasSeen(earlier.change.id) else {
          return "it has seen \(entry.change.id), but not \(earlier.change.id) that had been seen"
        }
      }
    }
    return nil
  }

  /// "It covers every transition and every change of contacts of this request up to the position
  /// that it claims as acknowledged"; where a restored server gave positions twice, up to the last
  /// that it gave once.
  private func coversItsClaim(_ change: ModelChange, _ history: [ModelEntry]) -> Bool {
    history
      .filter { $0.position <= min(change.claim, change.sure ?? change.claim) && $0.counts }
      .filter { $0.change.kind == .transition || $0.change.kind == .contact }
      .allSatisfy { change.hasSeen($0.change.id) }
  }

  /// "That claim never falls along the chain, and a change whose sequence lies beyond the own
  /// last sequence of an acknowledgement claims at least that acknowledgement's position".
  private func falseClaim(_ change: ModelChange) -> String? {
    let earlier = entries.first {
      $0.change.id.replica == change.id.replica && $0.change.id.sequence < change.id.sequence
        && $0.change.claim > change.claim
    }
    if let earlier { return "it claims less than \(earlier.change.id)" }
    let ignored = acknowledgements.contains {
      $0.replica == change.id.replica && change.id.sequence > $0.ownLast
        && change.claim < $0.position
    }
    return ignored ? "it claims less than its replica had acknowledged" : nil
  }

  /// "Its base is the effective transition among those in its context, or one of equal weight".
  private func isBaseBelievable(_ change: ModelChange, _ history: [ModelEntry]) -> Bool {
    guard change.kind == .transition else { return change.base == nil }
    if change.creates { return change.base == nil }
    let seen = history.filter { $0.isCountedTransition && change.hasSeen($0.change.id) }
    guard let base = seen.first(where: { $0.change.id == change.base }) else { return false }
    return base.weight == ModelRequest.effective(among: seen)?.weight
  }
}

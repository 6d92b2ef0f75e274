import EscaleCore

/// As what somebody sees one request at each position of the ledger, from his replica's side.
struct Sight {
  let watcher: Watcher
  let grants: [Grant]
  let opening: Opening

  /// From where on a replica is given a request that its user may see.
  enum Opening: Hashable {
    case always
    /// It lay behind the horizon until something happened on it here.
    case from(Position)
    /// It lies behind the horizon.
    case never
  }

  func seen(at position: Position) -> SeenAs {
    let seen = watcher.sees(grants, at: position)
    // An administrator's replica holds everything.
    guard seen != .administrator else { return seen }
    switch opening {
    case .always: return seen
    case .never: return .nothing
    case .from(let first): return first <= position ? seen : .nothing
    }
  }

  /// Where it can turn, in no order.
  var turns: [Position] {
    var turns = grants.flatMap { grant in [grant.since] + (grant.until.map { [$0] } ?? []) }
    turns += watcher.standings.map(\.since)
    if case .from(let first) = opening { turns.append(first) }
    return turns
  }
}

extension Watcher {
  /// Whether an entry is for somebody who sees its request so.
  func isGiven(_ glance: EntryGlance, as seen: SeenAs) -> Bool {
    guard seen != .nothing, glance.kind != .void else { return false }
    if glance.isPrivate, seen == .requester { return false }
    return glance.outcome.counts || glance.author == person || seen == .administrator
  }
}

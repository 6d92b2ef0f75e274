import EscaleCore

/// How a request passed through somebody's sight, from what he holds to the ledger's head.
struct Passage {
  /// As what he saw it at the beginning.
  let before: SeenAs
  /// Where that ended; nil if it holds to this day.
  let end: Position?
  /// As what he sees it now.
  let now: SeenAs
  /// Where that began; nil if it held from the beginning.
  let enter: Position?
  /// Whether he holds it even where he saw nothing: what his device wrote itself stays there.
  let isOwn: Bool

  /// What always held, and holds.
  static func steady(_ seen: SeenAs) -> Passage {
    Passage(before: seen, end: nil, now: seen, enter: nil, isOwn: false)
  }

  private init(before: SeenAs, end: Position?, now: SeenAs, enter: Position?, isOwn: Bool) {
    self.before = before
    self.end = end
    self.now = now
    self.enter = enter
    self.isOwn = isOwn
  }

  init(of sight: Sight, from base: Position, through head: Position, isOwn: Bool) {
    let first = sight.seen(at: base)
    var (end, now, enter): (Position?, SeenAs, Position?) = (nil, first, nil)
    for turn in sight.turns.filter({ base < $0 && $0 <= head }).sorted() {
      let seen = sight.seen(at: turn)
      guard seen != now else { continue }
      if end == nil { end = turn }
      now = seen
      enter = turn
    }
    self.init(before: first, end: end, now: now, enter: enter, isOwn: isOwn)
  }

  /// Whether it is out of sight all the way.
  var isNothing: Bool { before == .nothing && enter == nil }

  /// Where it comes whole.
  var arrival: Position? { now == .nothing ? nil : enter }

  /// Where what he held of it goes, unless it comes whole there.
  ///
  /// It goes there even if it came back since: an answer may end in between. Where his device wrote it
  /// itself, it goes as soon as others may have added what comes only later, so that he adds nothing
  /// to what he doesn't have.
  var departure: Position? {
    guard before != .nothing || isOwn, end != arrival else { return nil }
    return end
  }

  /// As what he is given an entry at a position beyond the beginning; nothing for none.
  ///
  /// What came before ``enter`` and isn't given here comes with the whole request.
  func seen(at position: Position) -> SeenAs {
    if let arrival, position >= arrival { return now }
    guard let end else { return before }
    // The entry that ended it is still given, unless the request comes whole by it.
    return position < end || position == departure ? before : .nothing
  }
}

import EscaleCore

/// In whose hands requests were, by the directory's past.
struct Hands {
  /// The directory after each edit that may have moved requests, ascending.
  let turns: [(since: Position, directory: DeskDirectory)]

  init(_ transaction: any LedgerTransaction) throws {
    var turns: [(since: Position, directory: DeskDirectory)] = []
    var directory = DeskDirectory()
    let versions = try
      (transaction.versions(ofKind: DirectoryKind.team)
      + transaction.versions(ofKind: DirectoryKind.policy)).sorted { $0.position < $1.position }
    for entry in versions {
      guard let item = try reading({ try DirectoryItem.read(entry.bytes) }) else { continue }
      directory.apply([item], at: entry.position)
      if turns.last?.since == entry.position { turns.removeLast() }
      turns.append((entry.position, directory))
    }
    self.turns = turns
  }

  func team(_ team: TeamNumber?, at position: Position) -> TeamNumber {
    let last = turns.last { $0.since <= position }
    return (last?.directory ?? DeskDirectory()).responsibleTeam(team)
  }

  /// The edits after a position and before another.
  func turns(after: Position, before: Position) -> [Position] {
    turns.map(\.since).filter { after < $0 && $0 < before }
  }
}

/// A request made anew from its entries and the directory's past.
struct RebuiltRequest {
  private let live: LiveRequest
  private(set) var grants: [Grant] = []
  /// As they were before any bytes came.
  private(set) var attachments: [AttachmentRow] = []
  /// Where it ended, and its last entry.
  private(set) var closing: (position: Position, lastWord: Position)?

  var row: RequestRow { live.row }

  /// Nil where the first entry is no creation that counts.
  init?(
    _ id: RequestID, _ transaction: any LedgerTransaction, _ directory: DeskDirectory,
    _ hands: Hands
  ) throws {
    var rebuilt: RebuiltRequest?
    var last = Position.start
    try transaction.scan(request: id, after: .start, through: .last) { glance, row in
      let entry = try row().entry
      rebuilt?.turn(hands, after: last, before: glance.position)
      if rebuilt == nil {
        rebuilt = RebuiltRequest(entry, directory)
      } else {
        rebuilt?.live.append(
          entry.change, verdict: entry.verdict, position: entry.position,
          receivedAt: entry.receivedAt)
      }
      if entry.verdict.outcome.counts { rebuilt?.attach(entry) }
      rebuilt?.regrant(hands, at: glance.position)
      rebuilt?.noteEnd(at: glance.position)
      last = glance.position
      return rebuilt != nil
    }
    rebuilt?.turn(hands, after: last, before: .last)
    guard let rebuilt else { return nil }
    self = rebuilt
  }

  private init?(_ entry: LedgerEntry, _ directory: DeskDirectory) {
    guard entry.verdict.outcome.counts,
      case .create(let creation) = entry.change.header.body,
      let lifecycle = directory.lifecycle(creation.lifecycle),
      let live = LiveRequest(
        entry.change, lifecycle: lifecycle, position: entry.position,
        receivedAt: entry.receivedAt)
    else { return nil }
    self.live = live
  }

  private mutating func noteEnd(at position: Position) {
    guard live.row.isFinal else { return }
    closing = (closing?.position ?? position, position)
  }

  /// Whether what is stored of its end is what its entries tell.
  ///
  /// A table made by the migration has a later closing in the place of the first.
  func agrees(with stored: Closing?) -> Bool {
    guard let closing, let stored else { return closing == nil && stored == nil }
    return closing.position <= stored.position && closing.lastWord == stored.lastWord
  }

  private mutating func attach(_ entry: LedgerEntry) {
    guard
      let row = AttachmentRow(
        entry.change, position: entry.position, receivedAt: entry.receivedAt)
    else { return }
    attachments.append(row)
  }

  private mutating func turn(_ hands: Hands, after: Position, before: Position) {
    for position in hands.turns(after: after, before: before) { regrant(hands, at: position) }
  }

  private mutating func regrant(_ hands: Hands, at position: Position) {
    let wanted = live.holders { hands.team($0, at: position) }
    for index in grants.indices
    where grants[index].until == nil && !wanted.contains(grants[index].holder) {
      grants[index].until = position
    }
    for holder in wanted where !live.holders.contains(holder) {
      grants.append(Grant(request: live.row.id, holder: holder, since: position))
    }
    live.holders = wanted
  }
}

import EscaleCore
import Ledger

/// All that a ledger keeps, as plain values.
///
/// Copies share what doesn't change: a world begins with one. A transaction works on the tables
/// themselves, and has them take back what it did where it fails.
struct MemoryTables: Sendable {
  /// An entry behind one reference, so that copies of the tables are cheap.
  final class Entry: Sendable {
    let row: EntryRow

    init(_ row: EntryRow) { self.row = row }

    var brief: EntryBrief {
      EntryBrief(
        position: row.entry.position, hash: row.hash, verdict: row.entry.verdict,
        header: row.entry.change.header, receivedAt: row.entry.receivedAt)
    }

    var glance: EntryGlance {
      let header = row.entry.change.header
      var isPrivate = false
      if case .comment(let comment) = header.body { isPrivate = comment.isPrivate }
      return EntryGlance(
        position: row.entry.position, change: header.id, request: header.request,
        kind: header.kind, author: header.author, outcome: row.entry.verdict.outcome,
        isPrivate: isPrivate)
    }
  }

  var state: LedgerState?
  private var keptState: LedgerState?
  /// In the order of their positions.
  var entries = UndoableList<Entry>()
  var indices = UndoableTable<ChangeID, Int>()
  var indicesOfRequest = UndoableTable<RequestID, [Int]>()
  var edits = UndoableList<DirectoryEditRow>()
  /// In the order of their positions.
  var items = UndoableTable<DirectoryItem.Key, [DirectoryEntry]>()
  var requests = UndoableTable<RequestID, RequestRow>()
  var closings = UndoableTable<RequestID, Closing>()
  var grants = UndoableTable<RequestID, [Grant]>()
  var replicas = UndoableTable<ReplicaID, ReplicaRecord>()
  var tokens = UndoableTable<Fingerprint, ReplicaID>()
  var acknowledgements = UndoableTable<ReplicaID, [UInt32: Position]>()
  var invites = UndoableTable<Fingerprint, InviteRow>()
  var attachments = UndoableTable<ChangeID, AttachmentRow>()

  /// The index of the first entry after a position.
  func index(after position: Position) -> Int {
    var (low, high) = (0, entries.rows.count)
    while low < high {
      let middle = (low + high) / 2
      if entries.rows[middle].row.entry.position <= position {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension MemoryTables {
  /// Lets what a transaction did stand.
  mutating func keep() {
    keptState = state
    entries.keep()
    indices.keep()
    indicesOfRequest.keep()
    edits.keep()
    items.keep()
    requests.keep()
    closings.keep()
    grants.keep()
    replicas.keep()
    tokens.keep()
    acknowledgements.keep()
    invites.keep()
    attachments.keep()
  }

  /// Takes back what a transaction did.
  mutating func takeBack() {
    state = keptState
    entries.takeBack()
    indices.takeBack()
    indicesOfRequest.takeBack()
    edits.takeBack()
    items.takeBack()
    requests.takeBack()
    closings.takeBack()
    grants.takeBack()
    replicas.takeBack()
    tokens.takeBack()
    acknowledgements.takeBack()
    invites.takeBack()
    attachments.takeBack()
  }
}

import EscaleCore
import Ledger

/// All that a ledger keeps, as plain values.
///
/// Copies share what doesn't change: a transaction works on a copy, and a world begins with one.
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
  /// In the order of their positions.
  var entries: [Entry] = []
  var indices: [ChangeID: Int] = [:]
  var indicesOfRequest: [RequestID: [Int]] = [:]
  var edits: [DirectoryEditRow] = []
  /// In the order of their positions.
  var items: [DirectoryItem.Key: [DirectoryEntry]] = [:]
  var requests: [RequestID: RequestRow] = [:]
  var closings: [RequestID: Closing] = [:]
  var grants: [RequestID: [Grant]] = [:]
  var replicas: [ReplicaID: ReplicaRecord] = [:]
  var tokens: [Fingerprint: ReplicaID] = [:]
  var acknowledgements: [ReplicaID: [UInt32: Position]] = [:]
  var invites: [Fingerprint: InviteRow] = [:]
  var attachments: [AttachmentRow] = []

  /// The index of the first entry after a position.
  func index(after position: Position) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].row.entry.position <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

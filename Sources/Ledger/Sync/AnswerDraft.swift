import EscaleCore
import SyncProtocol

/// An answer that is being filled, up to its limits.
struct AnswerDraft {
  let entryLimit: Int
  private(set) var entries: [LedgerEntry] = []
  private(set) var hashes: [Fingerprint] = []
  private(set) var forgotten: [RequestID] = []
  private(set) var renewed: [RequestID] = []
  /// Where delivery stopped; nil while nothing had to be left out.
  private(set) var stop: Cursor?
  private var byteCount = 0
  private var requests: Set<RequestID> = []
  private var gone: Set<RequestID> = []
  private var last: Cursor.Within?

  /// What an entry takes beside its header and payload, in bytes.
  private static let entryOverhead = 16

  init(entryLimit: UInt64) {
    self.entryLimit = Int(min(max(entryLimit, 1), UInt64(SyncAnswer.entryLimit)))
  }

  private var isFull: Bool {
    entries.count >= entryLimit || byteCount >= SyncAnswer.byteTarget
  }

  /// Takes an entry in its place: `key` is where it is delivered.
  ///
  /// - Returns: Whether it fitted; else ``stop`` tells where the next answer begins.
  mutating func take(
    at key: Position, _ request: RequestID, _ row: () throws -> EntryRow
  ) rethrows -> Bool {
    guard !isFull else {
      halt(before: key)
      return false
    }
    let row = try row()
    entries.append(row.entry)
    hashes.append(row.hash)
    requests.insert(request)
    let change = row.entry.change
    byteCount += change.headerBytes.count + Self.entryOverhead
    if case .present(let bytes) = change.payload { byteCount += bytes.count }
    last = Cursor.Within(position: key, request: request, entry: row.entry.position)
    return true
  }

  /// Has a request forgotten once the entries are applied.
  ///
  /// - Returns: Whether it fitted; else ``stop`` tells where the next answer begins.
  mutating func forget(at key: Position, _ request: RequestID) -> Bool {
    guard !isFull else {
      halt(before: key)
      return false
    }
    if gone.insert(request).inserted { forgotten.append(request) }
    return true
  }

  /// Begins with a request that comes whole.
  ///
  /// Where it `renews`, or was forgotten in this answer, what is held of it is to be forgotten
  /// before the entries are applied: not in an answer that has entries of it from before.
  ///
  /// - Returns: Whether it fitted; else ``stop`` tells where the next answer begins.
  mutating func begin(at key: Position, _ request: RequestID, renews: Bool) -> Bool {
    let isGone = gone.contains(request)
    guard renews || isGone else { return true }
    guard !isFull, !requests.contains(request) else {
      halt(before: key)
      return false
    }
    if isGone { forgotten.removeAll { $0 == request } }
    gone.remove(request)
    renewed.append(request)
    return true
  }

  /// Notes that everything of a request up to a place is dealt with.
  mutating func passed(_ request: RequestID, at key: Position) {
    last = Cursor.Within(position: key, request: request, entry: key)
  }

  private mutating func halt(before key: Position) {
    let position = Position(rawValue: key.rawValue - 1)
    stop = Cursor(position: position, within: last?.position == key ? last : nil)
  }
}

/// What bounds one answer.
enum SyncLimits {
  /// The longest wait for news in milliseconds.
  static let waitMilliseconds: UInt64 = 30_000
  /// Up to how many new entries are looked at one by one, without reading all grants first.
  static let glanceLimit: UInt64 = 5_000
  /// How many entries of others may be passed over for one request of one's own.
  static let passedOverLimit: UInt64 = 16
  /// How many entries of the ledger one transaction takes into the index of texts.
  static let searchStretch: UInt64 = 5_000
  /// The same where nobody waits for the index, but others for the ledger.
  static let asideStretch: UInt64 = 500
}

package import EscaleCore

/// What the server answers to a ``SyncRequest``.
///
/// Source: DESIGN, "Sync".
package struct SyncAnswer: Hashable, Sendable {
  /// How many entries one answer may carry.
  package static let entryLimit = 20_000
  /// How many bytes of entries, uncompressed, end an answer.
  package static let byteTarget = 6 << 20
  /// The longest answer in bytes, uncompressed.
  package static let byteLimit = 32 << 20

  package var version: UInt64
  package var head: Head
  /// What became of each change that was pushed, in the order of the push.
  package var results: [PushResult]
  /// Entries that the replica may see, in the order of delivery; its own changes are not repeated.
  package var entries: [LedgerEntry]
  /// Items of the directory that are new since the cursor, with the position of their edit.
  package var directory: [DirectoryEntry]
  /// Requests that left the audience: to be forgotten once the entries are applied.
  package var forgotten: [RequestID]
  /// Requests that the user sees otherwise than before: to be forgotten before the entries are
  /// applied, because they come whole, in this answer and the next ones.
  package var renewed: [RequestID]
  /// Changes whose payload was erased since the cursor, whoever may see them: their ids alone.
  package var erased: [ChangeID]
  /// Where the next request goes on.
  package var cursor: Cursor
  /// Whether there is more after ``cursor``.
  package var hasMore: Bool
  /// The server's clock, in milliseconds since 1970 UTC.
  package var clock: Int64
  /// Ed25519, by the server's key, over ``SyncAnswer/statement(ledger:digest:)``.
  package var receipt: [UInt8]
  /// The server's word on the device, where it was asked for: ``BundleSender/credential``.
  package var credential: [UInt8]?
  /// From when on history is given unasked, where that was fixed in this answer.
  package var horizon: HistoryHorizon?
  /// Whether something that the user may see was left behind the horizon.
  package var leavesHistory = false

  package init(
    version: UInt64 = 1, head: Head, results: [PushResult] = [], entries: [LedgerEntry] = [],
    directory: [DirectoryEntry] = [], forgotten: [RequestID] = [],
    renewed: [RequestID] = [], erased: [ChangeID] = [], cursor: Cursor, hasMore: Bool = false,
    clock: Int64,
    receipt: [UInt8] = []
  ) {
    self.version = version
    self.head = head
    self.results = results
    self.entries = entries
    self.directory = directory
    self.forgotten = forgotten
    self.renewed = renewed
    self.erased = erased
    self.cursor = cursor
    self.hasMore = hasMore
    self.clock = clock
    self.receipt = receipt
  }

  /// The bytes whose SHA-256 the receipt signs: CBOR of `["receipt", ledger, epoch, head position,
  /// head link, SHA-256 of what each entry and each result says]`.
  ///
  /// The digest is the SHA-256 of ``deliveredBytes(hashes:)``.
  package func statement(ledger: LedgerID, digest: Fingerprint) -> [UInt8] {
    SyncAnswer.statement(ledger: ledger, head: head, digest: digest)
  }

  /// The bytes whose SHA-256 the receipt for a head signs.
  package static func statement(
    ledger: LedgerID, head: Head, digest: Fingerprint
  ) -> [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 6)
    writer.text("receipt")
    writer.byteString(ledger.bytes)
    writer.unsigned(head.epoch)
    writer.unsigned(head.position.rawValue)
    writer.fingerprint(head.link)
    writer.fingerprint(digest)
    return writer.bytes
  }

  /// What the receipt covers: for each entry its position, hash and outcome, for each result its
  /// sequence, position and outcome, then the ids of what was erased.
  ///
  /// The hashes are those of the entries' changes, in their order.
  package func deliveredBytes(hashes: [Fingerprint]) -> [UInt8] {
    var writer = CBORWriter(reservingBytes: entries.count * 40 + 64)
    for (entry, hash) in zip(entries, hashes) {
      writer.unsigned(entry.position.rawValue)
      writer.fingerprint(hash)
      writer.unsigned(UInt64(entry.verdict.outcome.rawValue))
    }
    for result in results {
      guard case .decided(let position, let verdict, _) = result.ruling else { continue }
      writer.unsigned(UInt64(result.sequence))
      writer.unsigned(position.rawValue)
      writer.unsigned(UInt64(verdict.outcome.rawValue))
    }
    for id in erased { writer.changeID(id) }
    return writer.bytes
  }
}

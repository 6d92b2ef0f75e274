package import EscaleCore

extension SyncRequest {
  /// The message as CBOR.
  ///
  /// Headers and payloads stand in columns: what is alike stands together, and compresses.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 512)
    writer.map(
      count: 12 - (head == nil ? 1 : 0) - (checkpoint == nil ? 1 : 0) + (wantsCredential ? 1 : 0)
        + (history == .whole ? 0 : 1) + (fetched.isEmpty ? 0 : 1))
    writer.key(0)
    writer.column(versions) { $0.unsigned($1) }
    writer.key(1)
    writer.byteString(ledger.bytes)
    writer.key(2)
    writer.unsigned(UInt64(replica.rawValue))
    writer.key(3)
    writer.array(count: 2)
    writer.unsigned(acknowledgement.position.rawValue)
    writer.unsigned(UInt64(acknowledgement.ownLastSequence))
    writer.key(4)
    writer.cursor(cursor)
    if let head {
      writer.key(5)
      writer.head(head)
    }
    writer.key(6)
    writer.column(changes) { $0.byteString($1.headerBytes) }
    writer.key(7)
    writer.column(changes) { $0.payload($1.payload) }
    if let checkpoint {
      writer.key(8)
      writer.checkpoint(checkpoint)
    }
    writer.key(9)
    writer.signed(clock)
    writer.key(10)
    writer.unsigned(waitMilliseconds)
    writer.key(11)
    writer.unsigned(entryLimit)
    if wantsCredential {
      writer.key(12)
      writer.boolean(true)
    }
    if history != .whole {
      writer.key(13)
      writer.horizon(history.horizon)
    }
    if !fetched.isEmpty {
      writer.key(14)
      writer.column(fetched) { $0.changeID($1) }
    }
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits; then
  ///   nothing of it counts.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    var parts = Parts()
    try reader.keyedMap { (reader, key) throws(CBORError) in try parts.read(key, from: &reader) }
    try reader.finish()
    self = try parts.request()
  }

  private struct Parts {
    var versions: [UInt64] = []
    var ledger: LedgerID?
    var replica: ReplicaID?
    var acknowledgement: Acknowledgement?
    var cursor: Cursor?
    var head: Head?
    var headers: [[UInt8]] = []
    var payloads: [Change.PayloadBytes] = []
    var checkpoint: Checkpoint?
    var clock: Int64?
    var waitMilliseconds: UInt64 = 0
    var entryLimit = UInt64(SyncAnswer.entryLimit)
    var wantsCredential = false
    var history = HistoryWish.whole
    var fetched: [RequestID] = []

    mutating func read(_ key: UInt64, from reader: inout CBORReader) throws(CBORError) {
      switch key {
      case 0: versions = try reader.versions()
      case 1: ledger = LedgerID(bytes: try reader.byteString(limit: LedgerID.byteCount))
      case 2: replica = ReplicaID(rawValue: try reader.unsigned32())
      case 3: acknowledgement = try reader.acknowledgement()
      case 4: cursor = try reader.cursor()
      case 5: head = try reader.head()
      case 6:
        headers = try reader.column(limit: SyncRequest.changeLimit) { (reader) throws(CBORError) in
          try reader.byteString(limit: Header.byteLimit)
        }
      case 7:
        payloads = try reader.column(limit: SyncRequest.changeLimit) { (reader) throws(CBORError) in
          try reader.payload()
        }
      case 8: checkpoint = try reader.checkpoint()
      case 9: clock = try reader.signed()
      case 10: waitMilliseconds = try reader.unsigned()
      case 11: entryLimit = try reader.unsigned()
      case 12: wantsCredential = try reader.boolean()
      case 13: history = try reader.horizon().map(HistoryWish.since) ?? .bounded
      case 14:
        fetched = try reader.column(limit: FetchRequest.fetchedLimit) {
          (reader) throws(CBORError) in try reader.changeID()
        }
      default: try reader.skip()
      }
    }

    func request() throws(CBORError) -> SyncRequest {
      guard let ledger, let replica, let acknowledgement, let cursor, let clock,
        headers.count == payloads.count
      else { throw .invalidField }
      var changes: [Change] = []
      changes.reserveCapacity(headers.count)
      for (header, payload) in zip(headers, payloads) {
        changes.append(try Change(headerBytes: header, payload: payload))
      }
      var request = SyncRequest(
        versions: versions, ledger: ledger, replica: replica, acknowledgement: acknowledgement,
        cursor: cursor, head: head, changes: changes, checkpoint: checkpoint, clock: clock,
        waitMilliseconds: waitMilliseconds, entryLimit: entryLimit)
      request.wantsCredential = wantsCredential
      request.history = history
      request.fetched = fetched
      return request
    }
  }
}

extension HistoryWish {
  fileprivate var horizon: HistoryHorizon? {
    if case .since(let horizon) = self { horizon } else { nil }
  }
}

package import EscaleCore

extension SyncAnswer {
  /// The message as CBOR.
  ///
  /// Entries stand in columns; a verdict that is simply `applied` takes one byte, a position is
  /// the distance from the one before, and so is a time.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 512 + entries.count * 256)
    writer.map(
      count: 15 + (erased.isEmpty ? 0 : 1) + (credential == nil ? 0 : 1)
        + (horizon == nil ? 0 : 1) + (leavesHistory ? 1 : 0))
    writer.key(0)
    writer.unsigned(version)
    writer.key(1)
    writer.head(head)
    writer.key(2)
    writer.column(results) { $0.result($1) }
    writeEntries(to: &writer)
    writer.key(8)
    writer.column(directory) { $0.directoryEntry($1) }
    writer.key(9)
    writer.column(forgotten) { $0.changeID($1) }
    writer.key(10)
    writer.cursor(cursor)
    writer.key(11)
    writer.boolean(hasMore)
    writer.key(12)
    writer.signed(clock)
    writer.key(13)
    writer.byteString(receipt)
    writer.key(14)
    writer.column(renewed) { $0.changeID($1) }
    if !erased.isEmpty {
      writer.key(15)
      writer.column(erased) { $0.changeID($1) }
    }
    if let credential {
      writer.key(16)
      writer.byteString(credential)
    }
    if let horizon {
      writer.key(17)
      writer.horizon(horizon)
    }
    if leavesHistory {
      writer.key(18)
      writer.boolean(true)
    }
    return writer.bytes
  }

  private func writeEntries(to writer: inout CBORWriter) {
    writer.key(3)
    writer.column(entries) { $0.byteString($1.change.headerBytes) }
    writer.key(4)
    writer.column(entries) { $0.payload($1.change.payload) }
    writer.key(5)
    writer.column(entries) { $0.verdict($1.verdict) }
    writer.key(6)
    var position: Int64 = 0
    writer.column(entries) { writer, entry in
      let next = Int64(entry.position.rawValue)
      writer.signed(next - position)
      position = next
    }
    writer.key(7)
    var time: Int64 = 0
    writer.column(entries) { writer, entry in
      writer.signed(entry.receivedAt &- time)
      time = entry.receivedAt
    }
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
    self = try parts.answer()
  }
}

private struct Parts {
  /// How many items one answer may list of any sort.
  static let listLimit = 1_000_000

  var version: UInt64?
  var head: Head?
  var results: [PushResult] = []
  var headers: [[UInt8]] = []
  var payloads: [Change.PayloadBytes] = []
  var verdicts: [Verdict] = []
  var positions: [Int64] = []
  var times: [Int64] = []
  var directory: [DirectoryEntry] = []
  var forgotten: [RequestID] = []
  var renewed: [RequestID] = []
  var erased: [ChangeID] = []
  var cursor: Cursor?
  var hasMore = false
  var clock: Int64?
  var receipt: [UInt8] = []
  var credential: [UInt8]?
  var horizon: HistoryHorizon?
  var leavesHistory = false

  mutating func read(_ key: UInt64, from reader: inout CBORReader) throws(CBORError) {
    switch key {
    case 0: version = try reader.unsigned()
    case 1: head = try reader.head()
    case 2:
      results = try reader.column(limit: SyncRequest.changeLimit) { (reader) throws(CBORError) in
        try reader.result()
      }
    case 8:
      directory = try reader.column(limit: Parts.listLimit) { (reader) throws(CBORError) in
        try reader.directoryEntry()
      }
    case 9:
      forgotten = try reader.column(limit: Parts.listLimit) { (reader) throws(CBORError) in
        try reader.changeID()
      }
    case 10: cursor = try reader.cursor()
    case 11: hasMore = try reader.boolean()
    case 12: clock = try reader.signed()
    case 13: receipt = try reader.byteString(limit: 256)
    case 14:
      renewed = try reader.column(limit: Parts.listLimit) { (reader) throws(CBORError) in
        try reader.changeID()
      }
    case 15:
      erased = try reader.column(limit: Parts.listLimit) { (reader) throws(CBORError) in
        try reader.changeID()
      }
    case 16: credential = try reader.byteString(limit: Checkpoint.signatureByteLimit)
    case 17: horizon = try reader.horizon()
    case 18: leavesHistory = try reader.boolean()
    default: try readEntries(key, from: &reader)
    }
  }

  private mutating func readEntries(
    _ key: UInt64, from reader: inout CBORReader
  ) throws(CBORError) {
    let limit = SyncAnswer.entryLimit
    switch key {
    case 3:
      headers = try reader.column(limit: limit) { (reader) throws(CBORError) in
        try reader.byteString(limit: Header.byteLimit)
      }
    case 4:
      payloads = try reader.column(limit: limit) { (reader) throws(CBORError) in
        try reader.payload()
      }
    case 5:
      verdicts = try reader.column(limit: limit) { (reader) throws(CBORError) in
        try reader.verdict()
      }
    case 6:
      positions = try reader.column(limit: limit) { (reader) throws(CBORError) in
        try reader.signed()
      }
    case 7:
      times = try reader.column(limit: limit) { (reader) throws(CBORError) in try reader.signed() }
    default: try reader.skip()
    }
  }

  func answer() throws(CBORError) -> SyncAnswer {
    guard let version, let head, let cursor, let clock else { throw .invalidField }
    var answer = SyncAnswer(
      version: version, head: head, results: results, entries: try entries(),
      directory: directory, forgotten: forgotten, renewed: renewed, erased: erased,
      cursor: cursor, hasMore: hasMore, clock: clock, receipt: receipt)
    answer.credential = credential
    answer.horizon = horizon
    answer.leavesHistory = leavesHistory
    return answer
  }

  private func entries() throws(CBORError) -> [LedgerEntry] {
    let count = headers.count
    guard payloads.count == count, verdicts.count == count, positions.count == count,
      times.count == count
    else { throw .invalidField }
    var entries: [LedgerEntry] = []
    entries.reserveCapacity(count)
    var (position, time): (Int64, Int64) = (0, 0)
    for index in 0..<count {
      position = try position.adding(positions[index])
      time = try time.adding(times[index])
      guard let place = UInt64(exactly: position) else { throw .invalidField }
      entries.append(
        LedgerEntry(
          position: Position(rawValue: place),
          change: try Change(headerBytes: headers[index], payload: payloads[index]),
          verdict: verdicts[index], receivedAt: time))
    }
    return entries
  }
}

extension Int64 {
  fileprivate func adding(_ distance: Int64) throws(CBORError) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(distance)
    guard !overflows else { throw .beyondLimit }
    return sum
  }
}

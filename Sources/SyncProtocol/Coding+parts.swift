package import EscaleCore

extension CBORWriter {
  mutating func cursor(_ cursor: Cursor) {
    array(count: cursor.within == nil ? 1 : 4)
    unsigned(cursor.position.rawValue)
    guard let within = cursor.within else { return }
    unsigned(within.position.rawValue)
    changeID(within.request)
    unsigned(within.entry.rawValue)
  }

  mutating func head(_ head: Head) {
    array(count: 3)
    unsigned(head.epoch)
    unsigned(head.position.rawValue)
    fingerprint(head.link)
  }

  /// Writes a horizon: `[position, time]`, or `[]` where there is none yet.
  mutating func horizon(_ horizon: HistoryHorizon?) {
    array(count: horizon == nil ? 0 : 2)
    guard let horizon else { return }
    unsigned(horizon.position.rawValue)
    signed(horizon.time)
  }

  /// Writes a payload: its bytes, or of an erased one `[fingerprint]`.
  package mutating func payload(_ payload: Change.PayloadBytes) {
    switch payload {
    case .present(let bytes): byteString(bytes)
    case .erased(let hash):
      array(count: 1)
      fingerprint(hash)
    }
  }

  /// Writes a verdict: its outcome alone, or `[outcome, code, [causes]]`.
  package mutating func verdict(_ verdict: Verdict) {
    guard verdict.code != nil || !verdict.causes.isEmpty else {
      return unsigned(UInt64(verdict.outcome.rawValue))
    }
    array(count: 3)
    unsigned(UInt64(verdict.outcome.rawValue))
    optional(verdict.code) { $0.text($1.rawValue) }
    list(verdict.causes) { $0.changeID($1) }
  }

  mutating func result(_ result: PushResult) {
    switch result.ruling {
    case .decided(let position, let verdict, let receivedAt):
      array(count: 4)
      unsigned(UInt64(result.sequence))
      unsigned(position.rawValue)
      self.verdict(verdict)
      signed(receivedAt)
    case .missing(let ids):
      array(count: 2)
      unsigned(UInt64(result.sequence))
      list(ids) { $0.changeID($1) }
    }
  }

  mutating func directoryEntry(_ entry: DirectoryEntry) {
    array(count: 4)
    unsigned(entry.position.rawValue)
    unsigned(entry.key.kind)
    unsigned(UInt64(entry.key.number))
    byteString(entry.bytes)
  }
}

extension CBORReader {
  mutating func versions() throws(CBORError) -> [UInt64] {
    try list(limit: 64) { (reader) throws(CBORError) in try reader.unsigned() }
  }

  mutating func acknowledgement() throws(CBORError) -> Acknowledgement {
    try tuple(count: 2)
    let position = try position()
    return Acknowledgement(position: position, ownLastSequence: try unsigned32())
  }

  mutating func cursor() throws(CBORError) -> Cursor {
    let count = try array(limit: 4)
    let position = try position()
    guard count == 4 else {
      guard count == 1 else { throw .invalidField }
      return Cursor(position: position)
    }
    let place = try self.position()
    let request = try changeID()
    return Cursor(
      position: position,
      within: Cursor.Within(position: place, request: request, entry: try self.position()))
  }

  mutating func head() throws(CBORError) -> Head {
    try tuple(count: 3)
    let epoch = try unsigned()
    let position = try position()
    return Head(epoch: epoch, position: position, link: try fingerprint())
  }

  mutating func horizon() throws(CBORError) -> HistoryHorizon? {
    let count = try array(limit: 2)
    guard count == 2 else {
      guard count == 0 else { throw .invalidField }
      return nil
    }
    let position = try position()
    return HistoryHorizon(position: position, time: try signed())
  }

  mutating func checkpoint() throws(CBORError) -> Checkpoint {
    try tuple(count: 3)
    let sequence = try unsigned32()
    let link = try fingerprint()
    return Checkpoint(
      lastSequence: sequence, link: link,
      signature: try byteString(limit: Checkpoint.signatureByteLimit))
  }

  /// Reads a payload: its bytes, or of an erased one `[fingerprint]`.
  package mutating func payload() throws(CBORError) -> Change.PayloadBytes {
    guard isAtArray else { return .present(try byteString(limit: Payload.byteLimit)) }
    try tuple(count: 1)
    return .erased(try fingerprint())
  }

  /// Reads a verdict: its outcome alone, or `[outcome, code, [causes]]`.
  package mutating func verdict() throws(CBORError) -> Verdict {
    guard isAtArray else { return Verdict(try outcome()) }
    try tuple(count: 3)
    let outcome = try outcome()
    let code = try optional { (reader) throws(CBORError) in
      VerdictCode(rawValue: try reader.text(limit: VerdictCode.byteLimit))
    }
    let causes = try list(limit: Context.entryLimit) { (reader) throws(CBORError) in
      try reader.changeID()
    }
    return Verdict(outcome, code: code, causes: causes)
  }

  private mutating func outcome() throws(CBORError) -> Verdict.Outcome {
    guard let number = UInt8(exactly: try unsigned()),
      let outcome = Verdict.Outcome(rawValue: number)
    else { throw .invalidField }
    return outcome
  }

  mutating func result() throws(CBORError) -> PushResult {
    let count = try array(limit: 4)
    let sequence = try unsigned32()
    guard count == 4 else {
      guard count == 2 else { throw .invalidField }
      let missing = try list(limit: Context.entryLimit + 2) { (reader) throws(CBORError) in
        try reader.changeID()
      }
      return PushResult(sequence: sequence, ruling: .missing(missing))
    }
    let position = try position()
    let verdict = try verdict()
    return PushResult(
      sequence: sequence,
      ruling: .decided(position, verdict, receivedAt: try signed()))
  }

  mutating func directoryEntry() throws(CBORError) -> DirectoryEntry {
    try tuple(count: 4)
    let position = try position()
    let kind = try unsigned()
    let number = try unsigned32()
    return DirectoryEntry(
      position: position, key: DirectoryItem.Key(kind: kind, number: number),
      bytes: try byteString(limit: DirectoryItem.byteLimit))
  }
}

extension Checkpoint {
  /// The longest signature in bytes that is read; those of Ed25519 have 64.
  static let signatureByteLimit = 128
}

extension CBORReader {
  /// Reads an array as ``list(limit:_:)`` does, compiled here for each sort of item: entries come by
  /// the thousand.
  mutating func column<Item>(
    limit: Int, _ read: (inout CBORReader) throws(CBORError) -> Item
  ) throws(CBORError) -> [Item] {
    let count = try array(limit: limit)
    var items: [Item] = []
    items.reserveCapacity(min(count, 1_024))
    for _ in 0..<count { items.append(try read(&self)) }
    return items
  }
}

extension CBORWriter {
  /// Writes an array as ``list(_:_:)`` does, compiled here for each sort of item.
  mutating func column<Item>(_ items: [Item], _ write: (inout CBORWriter, Item) -> Void) {
    array(count: items.count)
    for index in items.indices { write(&self, items[index]) }
  }
}

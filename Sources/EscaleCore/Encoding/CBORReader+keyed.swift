extension CBORReader {
  /// Reads a map with ascending integer keys, one call of `read` for each key.
  ///
  /// `read` must read exactly the value. For a key that it doesn't know it calls ``skip()``.
  ///
  /// - Throws: What `read` throws; ``CBORError/notDeterministic`` for keys out of order.
  package mutating func keyedMap(
    limit: Int = 64, _ read: (inout CBORReader, UInt64) throws(CBORError) -> Void
  ) throws(CBORError) {
    let count = try map(limit: limit)
    var former: UInt64?
    for _ in 0..<count {
      let key = try unsigned()
      if let former, key <= former { throw .notDeterministic }
      former = key
      try read(&self, key)
    }
  }

  /// Reads an array of at most `limit` items, one call of `read` for each.
  package mutating func list<Item>(
    limit: Int, _ read: (inout CBORReader) throws(CBORError) -> Item
  ) throws(CBORError) -> [Item] {
    let count = try array(limit: limit)
    var items: [Item] = []
    items.reserveCapacity(min(count, 1_024))
    for _ in 0..<count { items.append(try read(&self)) }
    return items
  }

  /// Reads an array of exactly `count` items' head.
  ///
  /// - Throws: ``CBORError/invalidField`` for another count.
  package mutating func tuple(count: Int) throws(CBORError) {
    guard try array(limit: 64) == count else { throw .invalidField }
  }

  /// Reads a change's id: `[replica, sequence]`, neither zero.
  package mutating func changeID() throws(CBORError) -> ChangeID {
    try tuple(count: 2)
    let replica = try unsigned32()
    let sequence = try unsigned32()
    guard replica > 0, sequence > 0 else { throw .invalidField }
    return ChangeID(replica: ReplicaID(rawValue: replica), sequence: sequence)
  }

  /// Reads a digest: a byte string of 32 bytes.
  package mutating func fingerprint() throws(CBORError) -> Fingerprint {
    guard let fingerprint = Fingerprint(bytes: try byteString(limit: Fingerprint.byteCount)) else {
      throw .invalidField
    }
    return fingerprint
  }

  /// Reads a position of the ledger.
  package mutating func position() throws(CBORError) -> Position {
    let value = try unsigned()
    guard value <= Position.limit else { throw .beyondLimit }
    return Position(rawValue: value)
  }
}

extension CBORWriter {
  /// Writes a change's id: `[replica, sequence]`.
  package mutating func changeID(_ id: ChangeID) {
    array(count: 2)
    unsigned(UInt64(id.replica.rawValue))
    unsigned(UInt64(id.sequence))
  }

  /// Writes a digest as a byte string of 32 bytes.
  package mutating func fingerprint(_ value: Fingerprint) { byteString(value.bytes) }

  /// Writes one key of a map.
  package mutating func key(_ key: UInt64) { unsigned(key) }

  /// Writes items as an array.
  package mutating func list<Item>(_ items: [Item], _ write: (inout CBORWriter, Item) -> Void) {
    array(count: items.count)
    for item in items { write(&self, item) }
  }
}

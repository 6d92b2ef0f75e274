package import EscaleCore

/// Asks for one request whole, as the replica's cursor has it: `POST /v1/fetch`.
///
/// Source: PROTOCOL, "The history".
package struct FetchRequest: Hashable, Sendable {
  /// How many requests one replica may hold by fetching them.
  package static let fetchedLimit = 10_000

  package var ledger: LedgerID
  /// The last head of the ledger that the replica was shown.
  package var head: Head
  /// Entries up to here are wanted: all that is visible up to here was delivered or left out.
  package var position: Position
  package var request: RequestID
  /// The last entry of an earlier answer to the same question.
  package var after: Position

  package init(
    ledger: LedgerID, head: Head, position: Position, request: RequestID, after: Position = .start
  ) {
    self.ledger = ledger
    self.head = head
    self.position = position
    self.request = request
    self.after = after
  }
}

/// What the server has to say of a request that a replica wants to fetch.
package struct FetchAnswer: Hashable, Sendable {
  package enum Standing: UInt64, Sendable {
    /// There is nothing that this user may know of.
    case nothing = 0
    /// Its entries are in the answer.
    case here = 1
    /// It came, or is seen otherwise, after the position asked for: a sync brings it.
    case later = 2
  }

  package var standing: Standing
  /// The entries, in the form of an answer to a sync that has nothing else.
  package var answer: SyncAnswer

  package init(standing: Standing, answer: SyncAnswer) {
    self.standing = standing
    self.answer = answer
  }
}

extension FetchRequest {
  /// The message as CBOR: `[ledger, head, position, request, after]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 5)
    writer.byteString(ledger.bytes)
    writer.head(head)
    writer.unsigned(position.rawValue)
    writer.changeID(request)
    writer.unsigned(after.rawValue)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 5)
    guard let ledger = LedgerID(bytes: try reader.byteString(limit: LedgerID.byteCount)) else {
      throw .invalidField
    }
    self.ledger = ledger
    head = try reader.head()
    position = try reader.position()
    request = try reader.changeID()
    after = try reader.position()
    try reader.finish()
  }
}

extension FetchAnswer {
  /// The message as CBOR: `[standing, answer]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 64)
    writer.array(count: 2)
    writer.unsigned(standing.rawValue)
    writer.byteString(answer.bytes)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    guard let standing = Standing(rawValue: try reader.unsigned()) else { throw .invalidField }
    self.standing = standing
    answer = try SyncAnswer(bytes: try reader.byteString(limit: SyncAnswer.byteLimit))
    try reader.finish()
  }
}

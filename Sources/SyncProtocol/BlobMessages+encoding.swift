package import EscaleCore

extension BlobAsk {
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.list(names) { $0.blobName($1) }
    return writer.bytes
  }

  /// - Throws: ``CBORError``.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    names = try reader.list(limit: BlobLimits.nameLimit) { (reader) throws(CBORError) in
      try reader.blobName()
    }
    try reader.finish()
  }
}

extension BlobStandings {
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.list(standings) { $0.blobStanding($1) }
    return writer.bytes
  }

  /// - Throws: ``CBORError``.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    standings = try reader.list(limit: BlobLimits.nameLimit) { (reader) throws(CBORError) in
      try reader.blobStanding()
    }
    try reader.finish()
  }
}

extension BlobPut {
  package var bytes: [UInt8] {
    var writer = CBORWriter(
      reservingBytes: pieces.reduce(16) { $0 + $1.bytes.count + Piece.frameByteCount })
    writer.list(pieces) { writer, piece in
      writer.array(count: 5)
      writer.changeID(piece.name.request)
      writer.fingerprint(piece.name.blob)
      writer.unsigned(piece.byteCount)
      writer.unsigned(piece.offset)
      writer.byteString(piece.bytes)
    }
    return writer.bytes
  }

  /// - Throws: ``CBORError``.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    var rest = BlobLimits.byteLimit
    pieces = try reader.list(limit: BlobLimits.nameLimit) { (reader) throws(CBORError) in
      try reader.tuple(count: 5)
      let name = BlobName(request: try reader.changeID(), blob: try reader.fingerprint())
      let byteCount = try reader.unsigned()
      let offset = try reader.unsigned()
      guard byteCount <= Attachment.byteCountLimit, offset <= byteCount else {
        throw .invalidField
      }
      let bytes = try reader.byteSlice(limit: rest)
      rest -= bytes.count
      return Piece(name: name, byteCount: byteCount, offset: offset, bytes: bytes)
    }
    try reader.finish()
  }
}

extension BlobPut.Piece {
  /// What a piece takes in a message besides its bytes, at most.
  package static let frameByteCount = 80
}

extension BlobGet {
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.list(wants) { writer, want in
      writer.array(count: 4)
      writer.changeID(want.name.request)
      writer.fingerprint(want.name.blob)
      writer.unsigned(want.offset)
      writer.unsigned(want.count)
    }
    return writer.bytes
  }

  /// - Throws: ``CBORError``.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    wants = try reader.list(limit: BlobLimits.nameLimit) { (reader) throws(CBORError) in
      try reader.tuple(count: 4)
      let name = BlobName(request: try reader.changeID(), blob: try reader.fingerprint())
      let offset = try reader.unsigned()
      guard offset <= Attachment.byteCountLimit else { throw .invalidField }
      return Want(name: name, offset: offset, count: try reader.unsigned())
    }
    try reader.finish()
  }
}

/// Writes a ``BlobPieces`` without holding the pieces apart from it: what is read from a file goes where
/// it is sent from.
package struct BlobPiecesWriter {
  private var writer: CBORWriter
  /// How many bytes of blobs the message can still take.
  package private(set) var room = BlobLimits.byteLimit

  /// A message of `count` pieces, for which so many bytes are wanted.
  package init(count: Int, wanted: [UInt64]) {
    let limit = BlobLimits.byteLimit
    let wanted = wanted.reduce(0) { min($0 + min(Int(clamping: $1), limit), limit) }
    writer = CBORWriter(reservingBytes: 16 + wanted + count * BlobPut.Piece.frameByteCount)
    writer.array(count: count)
  }

  package var bytes: [UInt8] { writer.bytes }

  /// The next one isn't there.
  package mutating func absent() { writer.null() }

  /// The next one has `count` bytes, at most the ``room``, which `fill` puts where they belong.
  package mutating func piece(
    count: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    room -= count
    try writer.byteString(count: count, filledBy: fill)
  }
}

extension BlobPieces {
  package var bytes: [UInt8] {
    var writer = CBORWriter(
      reservingBytes: pieces.reduce(16) { $0 + ($1?.count ?? 0) + BlobPut.Piece.frameByteCount })
    writer.list(pieces) { writer, piece in
      if let piece { writer.byteString(piece) } else { writer.null() }
    }
    return writer.bytes
  }

  /// - Throws: ``CBORError``.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    var rest = BlobLimits.byteLimit
    pieces = try reader.list(limit: BlobLimits.nameLimit) { (reader) throws(CBORError) in
      if reader.readNull() { return nil }
      let piece = try reader.byteSlice(limit: rest)
      rest -= piece.count
      return piece
    }
    try reader.finish()
  }
}

extension CBORWriter {
  fileprivate mutating func blobName(_ name: BlobName) {
    array(count: 2)
    changeID(name.request)
    fingerprint(name.blob)
  }

  /// Null, a number, true, or `[code, limit or null]`.
  fileprivate mutating func blobStanding(_ standing: BlobStanding) {
    switch standing {
    case .unknown: null()
    case .held(let count): unsigned(count)
    case .whole: boolean(true)
    case .refused(let code, let limit):
      array(count: 2)
      text(code)
      if let limit { unsigned(limit) } else { null() }
    }
  }
}

extension CBORReader {
  fileprivate mutating func blobName() throws(CBORError) -> BlobName {
    try tuple(count: 2)
    return BlobName(request: try changeID(), blob: try fingerprint())
  }

  fileprivate mutating func blobStanding() throws(CBORError) -> BlobStanding {
    if readNull() { return .unknown }
    if isAtArray {
      try tuple(count: 2)
      let code = try text(limit: BlobStanding.codeByteLimit)
      return .refused(code: code, byteLimit: readNull() ? nil : try unsigned())
    }
    guard isAtBoolean else { return .held(try unsigned()) }
    guard try boolean() else { throw .invalidField }
    return .whole
  }
}

package import EscaleCore

/// What is carried by hand from one replica to another: changes that wait, and whole requests.
///
/// Source: docs/BUNDLES.md.
package struct Bundle: Hashable, Sendable {
  /// The latest version that this program writes and reads; one without files is of the first.
  package static let version: UInt64 = 2
  /// What a bundle's file begins with; a line end in it shows that it wasn't carried as text.
  package static let magic: [UInt8] = [0x89] + Array("ESCALE\r\n".utf8) + [0x1A]
  /// The most bytes that one may have, compressed or not.
  package static let byteLimit = 64 << 20
  /// The most parcels in one.
  package static let parcelLimit = 1_000
  /// The most entries of whole requests in one.
  package static let entryLimit = 20_000
  /// The most files that follow one.
  package static let fileLimit = 10_000

  package var ledger: LedgerID
  /// Who wrote the bundle, and whose key signed it.
  package var sender: BundleSender
  /// By the device's clock, in milliseconds since 1970 UTC.
  package var writtenAt: Int64
  /// What waits to be handed to the server, in the order in which it has to be: the sender's own,
  /// and what he carries for others.
  package var parcels: [Parcel]
  /// Whole requests as the sender knows them, by ascending position: for reading until the
  /// reader's next sync, which alone is to be believed.
  package var entries: [LedgerEntry]
  /// The attached files whose bytes follow, in this order: each once.
  package var files: [BundledFile]

  package init(
    ledger: LedgerID, sender: BundleSender, writtenAt: Int64, parcels: [Parcel],
    entries: [LedgerEntry], files: [BundledFile] = []
  ) {
    self.ledger = ledger
    self.sender = sender
    self.writtenAt = writtenAt
    self.parcels = parcels
    self.entries = entries
    self.files = files
  }

  /// The bytes whose SHA-256 the sender signs: CBOR of `["bundle", SHA-256 of the contents]`.
  package static func statement(digest: Fingerprint) -> [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    writer.text("bundle")
    writer.fingerprint(digest)
    return writer.bytes
  }
}

/// An attached file that travels behind a bundle: bytes that its signed contents name by hash.
package struct BundledFile: Hashable, Sendable {
  package var blob: Fingerprint
  package var byteCount: UInt64

  package init(blob: Fingerprint, byteCount: UInt64) {
    self.blob = blob
    self.byteCount = byteCount
  }
}

/// A bundle's contents as they were signed, and the signature.
package struct SealedBundle: Hashable, Sendable {
  package var contents: [UInt8]
  package var signature: [UInt8]

  package init(contents: [UInt8], signature: [UInt8]) {
    self.contents = contents
    self.signature = signature
  }

  /// What is compressed into the file: CBOR of `[contents, signature]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: contents.count + 128)
    writer.array(count: 2)
    writer.byteString(contents)
    writer.byteString(signature)
    return writer.bytes
  }

  /// Reads what was compressed.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    contents = try reader.byteString(limit: Bundle.byteLimit)
    signature = try reader.byteString(limit: Checkpoint.signatureByteLimit)
    try reader.finish()
  }
}

extension Bundle {
  /// The contents as CBOR.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 1 << 16)
    writer.map(count: files.isEmpty ? 6 : 7)
    writer.key(0)
    writer.unsigned(files.isEmpty ? 1 : Bundle.version)
    writer.key(1)
    writer.byteString(ledger.bytes)
    writer.key(2)
    writer.sender(sender)
    writer.key(3)
    writer.signed(writtenAt)
    writer.key(4)
    writer.list(parcels) { $0.byteString($1.bytes) }
    writer.key(5)
    writer.list(entries) { writer, entry in
      writer.array(count: 5)
      writer.unsigned(entry.position.rawValue)
      writer.byteString(entry.change.headerBytes)
      writer.payload(entry.change.payload)
      writer.verdict(entry.verdict)
      writer.signed(entry.receivedAt)
    }
    guard !files.isEmpty else { return writer.bytes }
    writer.key(6)
    writer.list(files) { writer, file in
      writer.array(count: 2)
      writer.fingerprint(file.blob)
      writer.unsigned(file.byteCount)
    }
    return writer.bytes
  }

  /// The version that contents are in, whatever else they hold.
  ///
  /// - Throws: ``CBORError`` where that can't be told.
  package static func version(of bytes: [UInt8]) throws(CBORError) -> UInt64 {
    var reader = CBORReader(bytes)
    var version: UInt64?
    try reader.keyedMap { (reader, key) throws(CBORError) in
      if key == 0 { version = try reader.unsigned() } else { try reader.skip() }
    }
    guard let version else { throw .invalidField }
    return version
  }

  /// Reads contents.
  ///
  /// - Throws: ``CBORError`` for anything that isn't well-formed within its limits; then nothing
  ///   of it counts.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    var parts = Parts()
    try reader.keyedMap { (reader, key) throws(CBORError) in try parts.read(key, from: &reader) }
    try reader.finish()
    guard let ledger = parts.ledger, let sender = parts.sender, let writtenAt = parts.writtenAt
    else { throw .invalidField }
    self.init(
      ledger: ledger, sender: sender, writtenAt: writtenAt, parcels: parts.parcels,
      entries: parts.entries, files: parts.files)
  }

  private struct Parts {
    var ledger: LedgerID?
    var sender: BundleSender?
    var writtenAt: Int64?
    var parcels: [Parcel] = []
    var entries: [LedgerEntry] = []
    var files: [BundledFile] = []

    mutating func read(_ key: UInt64, from reader: inout CBORReader) throws(CBORError) {
      switch key {
      case 1: ledger = LedgerID(bytes: try reader.byteString(limit: LedgerID.byteCount))
      case 2: sender = try reader.sender()
      case 3: writtenAt = try reader.signed()
      case 4:
        parcels = try reader.list(limit: Bundle.parcelLimit) { (reader) throws(CBORError) in
          try Parcel(bytes: try reader.byteString(limit: Bundle.byteLimit))
        }
      case 5:
        entries = try reader.list(limit: Bundle.entryLimit) { (reader) throws(CBORError) in
          try Parts.entry(from: &reader)
        }
        guard zip(entries, entries.dropFirst()).allSatisfy({ $0.position < $1.position }) else {
          throw .invalidField
        }
      case 6:
        files = try reader.list(limit: Bundle.fileLimit) { (reader) throws(CBORError) in
          try reader.tuple(count: 2)
          return BundledFile(blob: try reader.fingerprint(), byteCount: try reader.unsigned())
        }
        guard !files.isEmpty, Set(files.map(\.blob)).count == files.count else {
          throw .invalidField
        }
      default: try reader.skip()
      }
    }

    private static func entry(from reader: inout CBORReader) throws(CBORError) -> LedgerEntry {
      try reader.tuple(count: 5)
      let position = try reader.position()
      let header = try reader.byteString(limit: Header.byteLimit)
      let payload = try reader.payload()
      let verdict = try reader.verdict()
      return LedgerEntry(
        position: position, change: try Change(headerBytes: header, payload: payload),
        verdict: verdict, receivedAt: try reader.signed())
    }
  }
}

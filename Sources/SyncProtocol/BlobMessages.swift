package import EscaleCore

/// How much one message about blobs carries.
package enum BlobLimits {
  /// The most blobs that one message names.
  package static let nameLimit = 1_000
  /// The most bytes of blobs in one message, either way.
  package static let byteLimit = 4 << 20
}

/// A blob as a replica asks for it: always as part of a request that attaches it.
package struct BlobName: Hashable, Sendable {
  package let request: RequestID
  package let blob: Fingerprint

  package init(request: RequestID, blob: Fingerprint) {
    self.request = request
    self.blob = blob
  }
}

/// How far the server has blobs that a replica would send.
package struct BlobAsk: Hashable, Sendable {
  /// At most ``BlobLimits/nameLimit``.
  package let names: [BlobName]

  package init(names: [BlobName]) { self.names = names }
}

/// How far the server has a blob.
package enum BlobStanding: Hashable, Sendable {
  /// The request isn't there, doesn't attach it, or isn't for this user: all of them alike.
  case unknown
  /// So many bytes have come from this replica, counted from the beginning.
  case held(UInt64)
  /// It is there.
  case whole
  /// It isn't taken, by a code, and the limit behind it.
  case refused(code: String, byteLimit: UInt64?)

  /// What came has another hash: all of it was thrown away.
  package static let wrongBytesCode = "attachment.wrong-bytes"
  /// The longest code in bytes.
  package static let codeByteLimit = 64
}

/// How far the server has what was asked about, or sent: in the same order.
package struct BlobStandings: Hashable, Sendable {
  package let standings: [BlobStanding]

  package init(standings: [BlobStanding]) { self.standings = standings }
}

/// Pieces of blobs for the server.
package struct BlobPut: Hashable, Sendable {
  /// At most ``BlobLimits/nameLimit``, with at most ``BlobLimits/byteLimit`` bytes together.
  package let pieces: [Piece]

  package init(pieces: [Piece]) { self.pieces = pieces }

  /// Some bytes of one blob.
  package struct Piece: Hashable, Sendable {
    package let name: BlobName
    /// The size of the whole.
    package let byteCount: UInt64
    package let offset: UInt64
    /// Where it came in a message, a part of that.
    package let bytes: ArraySlice<UInt8>

    package init(name: BlobName, byteCount: UInt64, offset: UInt64, bytes: ArraySlice<UInt8>) {
      self.name = name
      self.byteCount = byteCount
      self.offset = offset
      self.bytes = bytes
    }
  }
}

/// Pieces of blobs that a replica wants.
package struct BlobGet: Hashable, Sendable {
  /// At most ``BlobLimits/nameLimit``.
  package let wants: [Want]

  package init(wants: [Want]) { self.wants = wants }

  /// The bytes of one blob from a place on.
  package struct Want: Hashable, Sendable {
    package let name: BlobName
    package let offset: UInt64
    package let count: UInt64

    package init(name: BlobName, offset: UInt64, count: UInt64) {
      self.name = name
      self.offset = offset
      self.count = count
    }
  }
}

/// The pieces that were wanted, in the same order.
package struct BlobPieces: Hashable, Sendable {
  /// Nil for what isn't there, or isn't for this user; fewer bytes than wanted where the blob ends
  /// or the message is full.
  package let pieces: [ArraySlice<UInt8>?]

  package init(pieces: [ArraySlice<UInt8>?]) { self.pieces = pieces }
}

package import EscaleCore
import SyncProtocol

/// What became of attachments' bytes in one exchange with the server.
package struct BlobReport: Hashable, Sendable {
  /// How many files the server has now that it hadn't before, and their bytes that were sent.
  package var sent = 0
  package var sentByteCount: UInt64 = 0
  /// How many files came, and their bytes that were received.
  package var received = 0
  package var receivedByteCount: UInt64 = 0
  /// How many files the server doesn't have yet: their authors haven't synced them.
  package var awaited = 0
  /// Attachments whose bytes the server doesn't take.
  package var refused: [Refused] = []
  /// Attachments whose bytes aren't what their hash says, here or there.
  package var damaged: [ChangeID] = []
  /// Whether another program was at it already.
  package var isBusy = false
  package var bytesSent = 0
  package var bytesReceived = 0
  package var roundTrips = 0

  /// One that the server doesn't take, and why.
  package struct Refused: Hashable, Sendable {
    package let request: RequestID
    package let change: ChangeID
    package let code: String
    package let byteLimit: UInt64?
  }

  package init() {}

  mutating func count(_ reply: Reply) {
    roundTrips += 1
    bytesSent += reply.bytesSent
    bytesReceived += reply.bytesReceived
  }
}

extension BlobReport.Refused {
  /// What the server says, for people.
  package var words: Words {
    let name = "\(request) (\(change))"
    guard let byteLimit else {
      return Words(
        french: "\(name) : le serveur ne prend pas cette pièce jointe (\(code)).",
        english: "\(name): the server doesn't take this attachment (\(code)).")
    }
    return Words(
      french: "\(name) : le serveur ne prend pas cette pièce jointe, "
        + "la limite est de \(byteLimit) octets.",
      english: "\(name): the server doesn't take this attachment, "
        + "the limit is \(byteLimit) bytes.")
  }
}

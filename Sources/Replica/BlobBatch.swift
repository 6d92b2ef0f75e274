import EscaleCore
import ReplicaStore
import SyncProtocol

/// One blob on its way to the server.
struct BlobToSend {
  let attachment: HeldAttachment
  /// How much of it the server has, counted from the beginning.
  var held: UInt64
  /// How often it had to begin anew.
  var restarts = 0

  var name: BlobName { BlobName(request: attachment.request, blob: attachment.blob) }

  /// How many bytes are still to be sent.
  var rest: UInt64 { attachment.byteCount - min(held, attachment.byteCount) }

  /// The next bytes of it as a message carries them.
  func piece(_ bytes: [UInt8]) -> BlobPut.Piece {
    BlobPut.Piece(
      name: name, byteCount: attachment.byteCount, offset: held, bytes: bytes[...])
  }
}

/// One message with a piece each of what stands at the front of a queue.
struct BlobBatch: Sendable {
  /// What it carries, without the bytes.
  let pieces: [Piece]
  let body: [UInt8]
  /// Whether it carries as many bytes as it may.
  let isFull: Bool
  /// What turned out to be damaged here, and what isn't here any more: neither can be sent.
  let damaged: [ChangeID]
  let absent: [ChangeID]

  struct Piece: Sendable {
    let name: BlobName
    let offset: UInt64
    let byteCount: Int
  }

  init(_ pieces: [BlobPut.Piece], isFull: Bool, damaged: [ChangeID], absent: [ChangeID]) {
    self.pieces = pieces.map {
      Piece(name: $0.name, offset: $0.offset, byteCount: $0.bytes.count)
    }
    body = pieces.isEmpty ? [] : BlobPut(pieces: pieces).bytes
    self.isFull = isFull
    self.damaged = damaged
    self.absent = absent
  }

  /// The queue as it will be once all of this has arrived.
  func rest(of queue: [BlobToSend]) -> [BlobToSend] {
    let carried = zip(queue, pieces).compactMap { item, piece in
      var item = item
      item.held += UInt64(piece.byteCount)
      return item.rest > 0 ? item : nil
    }
    return carried + queue.dropFirst(pieces.count)
  }

  /// Whether this is what a queue has to send now.
  func continues(_ queue: [BlobToSend]) -> Bool {
    !pieces.isEmpty && pieces.count <= queue.count
      && zip(pieces, queue).allSatisfy { $0.name == $1.name && $0.offset == $1.held }
  }
}

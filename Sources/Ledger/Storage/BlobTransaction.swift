package import EscaleCore

/// An attachment that counts, and what the server has of its bytes.
///
/// Made from the entry's payload, but for ``arrivedAt``; gone when the payload is erased.
package struct AttachmentRow: Hashable, Sendable {
  package var change: ChangeID
  package var request: RequestID
  package var author: PersonNumber
  package var position: Position
  package var blob: Fingerprint
  package var byteCount: UInt64
  /// When the bytes came whole from somebody who may send them for this request, in milliseconds
  /// since 1970 UTC; nil while they haven't.
  ///
  /// That the server has the same bytes for another request isn't enough: else whoever learns a
  /// hash could fetch what it stands for.
  package var arrivedAt: Int64?
}

/// A file that nothing needs any more, or that hasn't grown since.
package struct LeftoverRow: Hashable, Sendable {
  package var name: String
  package var byteCount: Int64
  /// In milliseconds since 1970 UTC.
  package var since: Int64
}

/// Attachments, and which files of the blob store nothing needs.
package protocol BlobTransaction {
  func insert(_ row: AttachmentRow) throws

  /// The attachments of a request, in the ledger's order.
  func attachments(of request: RequestID) throws -> [AttachmentRow]

  /// Notes that the bytes of a request's attachments with this blob and size have come.
  func noteArrival(
    of blob: Fingerprint, byteCount: UInt64, on request: RequestID, at time: Int64
  ) throws

  /// Forgets the attachment that a change made: for when its payload is erased.
  func removeAttachment(of change: ChangeID) throws

  /// Whether any request attaches a blob, arrived or not.
  func isAttached(_ blob: Fingerprint) throws -> Bool

  /// The blobs that have arrived for some request, each once, after one, ascending, at most
  /// `limit`.
  func arrivedBlobs(after: Fingerprint?, limit: Int) throws -> [Fingerprint]

  /// How many attachments haven't arrived.
  func awaitedCount() throws -> Int

  func leftovers() throws -> [LeftoverRow]
  func put(_ leftover: LeftoverRow) throws
  func removeLeftover(_ name: String) throws
}

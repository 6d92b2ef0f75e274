package import Blobs
package import EscaleCore

// What the server's own pages do with attachments. A page takes an upload in with a writer, records
// an attachment of what came out, and opens blobs for whoever may see the request:
//
//     let writer = try await ledger.blobWriter()
//     for try await chunk in upload { try writer.write(chunk) }
//     let attachment = try writer.finish().attachment(named: fileName)
//     try await ledger.record([
//       ServerDraft(.attachment(attachment), on: .request(ref), author: person, authoredAt: now)
//     ])
//
//     let reader = try await ledger.openBlob(attachment.blob, of: ref, for: person)
//     try reader.eachPiece { piece in … }
extension DeskLedger {
  /// Begins to take in a stream of bytes that somebody is about to attach; at most as many as the
  /// desk's policy allows.
  ///
  /// What isn't attached within seven days is removed.
  ///
  /// - Throws: ``BlobFault``. What is written beyond the limit throws ``BlobFault/tooLong(byteLimit:)``.
  package func blobWriter() async throws -> BlobWriter {
    let limit = try await directory().policy.attachmentBytes
    return try blobs.writer(byteLimit: limit)
  }

  /// Whether a request has room for one more attachment.
  ///
  /// - Throws: ``AttachmentRefusal``.
  package func checkRoom(
    for blob: StoredBlob, on request: RequestID
  ) async throws {
    try await storage.read { [self] transaction in
      let policy = try directory(in: transaction, state: try state(in: transaction)).policy
      var allowance = AttachmentAllowance(policy)
      for row in try transaction.attachments(of: request) {
        try? allowance.take(row.blob, byteCount: row.byteCount)
      }
      try allowance.take(blob.blob, byteCount: blob.byteCount)
    }
  }

  /// The bytes of an attachment, for somebody who may see a request that has it.
  ///
  /// They were found to have the hash that names them. What to call them to a browser is
  /// ``BlobReader/mediaType()``'s to say, not their author's.
  ///
  /// - Throws: ``LedgerError/unknownAttachment`` where the request isn't there, isn't for this
  ///   person, or has no such attachment: all of them alike. ``BlobFault/absent(_:)`` where the
  ///   bytes haven't come yet.
  package func openBlob(
    _ blob: Fingerprint, of request: RequestID, for person: PersonNumber
  ) async throws -> BlobReader {
    let arrived = try await storage.read { [self] transaction in
      let desk = try BlobDesk(transaction, state: state(in: transaction), person: person)
      let rows = try desk.rows(of: blob, on: request)
      guard !rows.isEmpty else { throw LedgerError.unknownAttachment }
      return rows.contains { $0.arrivedAt != nil }
    }
    guard arrived else { throw BlobFault.absent(blob) }
    return try blobs.open(blob)
  }

  /// The blobs of a request whose bytes are here.
  package func presentBlobs(of request: RequestID) async throws -> Set<Fingerprint> {
    let rows = try await storage.read { try $0.attachments(of: request) }
    let arrived = Set(rows.filter { $0.arrivedAt != nil }.map(\.blob))
    return arrived.filter { blobs.contains($0) }
  }
}

package import Blobs
package import EscaleCore
import ReplicaStore

extension LocalReplica {
  /// How many attachments are looked up at once.
  static let attachmentPage = 1_000
  /// How long bytes that nothing attaches are kept, in milliseconds: somebody may be about to.
  static let unattachedMilliseconds: Int64 = 86_400_000

  /// Copies files into the replica, so that they can be attached: each stored once, on the disk
  /// when this returns.
  ///
  /// All are looked at before any is copied. `ref` is the request that they are for, nil for one
  /// that isn't there yet.
  ///
  /// - Throws: ``FileToAttachFault``, ``AttachmentRefusal``, ``BlobFault``, ``ReplicaFault``,
  ///   ``StoreFault``; then nothing is kept.
  package func keep(
    _ paths: [String], for ref: RequestID?
  ) throws -> [Attachment] {
    guard let policy = try policy() else { throw ReplicaFault.noCatalogue }
    var allowance = AttachmentAllowance(policy)
    for attachment in try ref.map({ ref in try store.read { try $0.attachments(of: ref) } }) ?? [] {
      try? allowance.take(attachment.blob, byteCount: attachment.byteCount)
    }
    sweepDrafts()
    let files = try paths.map { try FileToAttach(path: $0) }
    for file in files { try file.check(byteLimit: allowance.byteLimit) }
    var kept: [Attachment] = []
    do {
      for file in files {
        let attachment = try file.copy(into: store.blobs, byteLimit: allowance.byteLimit)
        kept.append(attachment)
        try allowance.take(attachment.blob, byteCount: attachment.byteCount)
      }
      return kept
    } catch {
      try? discard(kept)
      throw error
    }
  }

  /// How many bytes one attached file may have, and all in a bundle together unless somebody says
  /// otherwise: what the policy allows one request.
  func attachmentLimits() throws -> (each: UInt64, all: UInt64) {
    let allowance = AttachmentAllowance(try policy() ?? Policy(triageTeam: TeamNumber(rawValue: 0)))
    return (allowance.byteLimit, allowance.quota)
  }

  /// Removes the bytes of attachments that weren't recorded after all.
  package func discard(_ attachments: [Attachment]) throws {
    try store.write { writer in
      for attachment in attachments where try !writer.reader.isAttached(attachment.blob) {
        store.blobs.remove(attachment.blob)
      }
    }
  }

  /// Whether the bytes of an attachment are here.
  package func holds(_ blob: Fingerprint) -> Bool { store.blobs.contains(blob) }

  /// The bytes of an attachment, if they are here, once they were found to be right.
  ///
  /// - Throws: ``BlobFault``.
  package func open(_ blob: Fingerprint) throws(BlobFault) -> BlobReader {
    try store.blobs.open(blob)
  }

  /// Removes the bytes of attachments that left this replica.
  ///
  /// Where `isThorough`, also what nothing attaches for any other reason: a command that was
  /// broken off, say.
  func sweepBlobs(isThorough: Bool = false) throws {
    let blobs = store.blobs
    let abandoned = try store.read { try $0.abandonedBlobs() }
    let others = isThorough ? old(blobs.blobs()) : []
    guard !abandoned.isEmpty || !others.isEmpty else { return }
    try store.write { writer in
      for blob in abandoned + others where try !writer.reader.isAttached(blob) {
        blobs.remove(blob)
        if let part = blobs.parts().first(where: { $0.name == blob.description }) {
          blobs.removePart(part)
        }
      }
      for blob in abandoned { try writer.noteCollected(blob) }
    }
  }

  /// Removes what commands that were broken off left on its way.
  private func sweepDrafts() {
    let now = Surroundings.system.now()
    for part in store.blobs.parts()
    where part.isDraft && now - part.writtenAt > LocalReplica.unattachedMilliseconds {
      store.blobs.removePart(part)
    }
  }

  private func old(_ candidates: [Fingerprint]) -> [Fingerprint] {
    let now = Surroundings.system.now()
    return candidates.filter { blob in
      store.blobs.writtenAt(blob).map { now - $0 > LocalReplica.unattachedMilliseconds } ?? false
    }
  }
}

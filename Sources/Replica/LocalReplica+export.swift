package import EscaleCore
import ReplicaStore
import Seals
package import SyncProtocol

/// A bundle that was written, and what it holds.
package struct BundleExport: Sendable {
  package let bundle: SealedBundle
  /// How many of this replica's own changes.
  package let changes: Int
  /// How many changes carried for others.
  package let carried: Int
  /// The whole requests.
  package let requests: [RequestID]
  /// The attached files whose bytes have to follow, in this order.
  package let files: [BundledFile]
  /// How many attached files don't go along: their bytes aren't here, or there was no room.
  package let leftOut: Int
}

extension LocalReplica {
  /// Seals what waits, what is carried for others, and whole requests; what was exported can't be
  /// undone any more.
  ///
  /// Whoever has the file can read all of it. `byteLimit` is for all attached files together; nil
  /// for what the policy allows one request.
  ///
  /// - Throws: ``BundleFault``, ``ReplicaFault``, ``StoreFault``; then nothing is exported.
  package func exportBundle(
    requests: [RequestID], byteLimit: UInt64? = nil
  ) throws -> BundleExport {
    let byteLimit = try byteLimit ?? attachmentLimits().all
    return try store.write { writer in
      let reader = writer.reader
      let identity = try reader.identity()
      let sender = try sender(identity, reader)
      let own = try ownParcels(identity, sender, writer)
      let carried = try reader.parcels().filter { $0.refusal == nil }.compactMap {
        try? Parcel(bytes: $0.bytes)
      }
      let entries = try requests.flatMap { try self.entries(of: $0, reader) }
        .sorted { $0.position < $1.position }
      guard !own.isEmpty || !carried.isEmpty || !entries.isEmpty else {
        throw BundleFault.nothingToExport
      }
      var files = BundledFiles(byteLimit: byteLimit)
      files.add((own + carried).flatMap(\.changes) + entries.map(\.change), from: store.blobs)
      let bundle = Bundle(
        ledger: identity.ledger, sender: sender, writtenAt: surroundings.now(),
        parcels: carried + own, entries: entries, files: files.files)
      guard bundle.parcels.count <= Bundle.parcelLimit, entries.count <= Bundle.entryLimit else {
        throw BundleFault.tooLarge(byteLimit: Bundle.byteLimit)
      }
      return BundleExport(
        bundle: try seal(bundle, identity), changes: own.map(\.changes.count).reduce(0, +),
        carried: carried.map(\.changes.count).reduce(0, +), requests: requests,
        files: files.files, leftOut: files.leftOut)
    }
  }

  /// This device, with the server's word on it.
  private func sender(
    _ identity: ReplicaIdentity, _ reader: StoreReader
  ) throws -> BundleSender {
    guard let key = SigningKey(secret: identity.signingKey) else { throw ReplicaFault.unusableKey }
    guard let credential = try reader.credential(of: identity.replica) else {
      throw BundleFault.noCredential
    }
    return BundleSender(
      replica: identity.replica, person: identity.person, verifyingKey: key.verifyingKey.bytes,
      credential: credential)
  }

  /// All own changes that have no verdict, in as many parcels as a push would take.
  private func ownParcels(
    _ identity: ReplicaIdentity, _ sender: BundleSender, _ writer: StoreWriter
  ) throws -> [Parcel] {
    var parcels: [Parcel] = []
    var next = identity.decidedSequence + 1
    while next <= identity.lastSequence {
      let push = try Push(next...identity.lastSequence, of: identity, reader: writer.reader)
      let checkpoint = try push.checkpoint(identity)
      parcels.append(
        Parcel(
          ledger: identity.ledger, sender: sender, formerLink: push.formerLink,
          changes: push.changes, checkpoint: checkpoint))
      try writer.noteExported(next...checkpoint.lastSequence, of: identity.replica)
      next = checkpoint.lastSequence + 1
    }
    return parcels
  }

  /// What the ledger has of a request, as this replica was told.
  private func entries(of request: RequestID, _ reader: StoreReader) throws -> [LedgerEntry] {
    guard try reader.folded(request, withTexts: false) != nil else {
      throw try reader.absence(of: request)
    }
    return try reader.changes(of: request).compactMap { stored in
      guard let entry = stored.entry else { return nil }
      return LedgerEntry(
        position: entry.position, change: stored.change, verdict: entry.verdict,
        receivedAt: entry.receivedAt)
    }
  }

  private func seal(_ bundle: Bundle, _ identity: ReplicaIdentity) throws -> SealedBundle {
    let contents = bundle.bytes
    guard contents.count <= Bundle.byteLimit else {
      throw BundleFault.tooLarge(byteLimit: Bundle.byteLimit)
    }
    let statement = Bundle.statement(digest: Hash.sha256(contents))
    guard
      let signature = SigningKey(secret: identity.signingKey)?
        .signature(of: Hash.sha256(statement))
    else { throw ReplicaFault.unusableKey }
    return SealedBundle(contents: contents, signature: signature)
  }
}

package import EscaleCore
import ReplicaStore
import Seals
package import SyncProtocol

/// What came of taking a bundle in.
package struct BundleImport: Sendable {
  /// Who wrote the bundle, and on which device.
  package let sender: PersonNumber
  package let replica: ReplicaID
  /// How many changes this replica carries from now on.
  package var changes = 0
  /// How many it carried already, or that are its own.
  package var known = 0
  /// Whether a device of the bundle has said something else under the same numbers before.
  package var isForked = false
  /// The requests that show something new.
  package var requests: Set<RequestID> = []
  /// The attached files that came along and weren't here.
  package var files: [BundledFile] = []
  /// How many attached files were too large to be kept.
  package var leftOut = 0
}

extension LocalReplica {
  /// How many parcels of others a replica carries at most.
  package static let parcelLimit = 1_000

  /// Takes in a bundle: whole, or not at all.
  ///
  /// What waits in it is kept until the server has it, and shown as far as this user may see it,
  /// its attached files too; importing it again changes nothing. `byteLimit` is for all attached
  /// files together; nil for what the policy allows one request.
  ///
  /// - Throws: ``BundleFault``, ``BlobFault``, ``StoreFault``, or what `tail` throws; then nothing
  ///   has changed.
  package func importBundle(
    _ sealed: SealedBundle, byteLimit: UInt64? = nil, from tail: BundleTail
  ) throws -> BundleImport {
    let identity = try identity()
    let bundle = try checked(sealed, identity)
    var intake = FileIntake(store.blobs)
    do {
      let limits = try attachmentLimits()
      try intake.read(
        bundle.files, wanted: try visibleFiles(of: bundle, identity),
        byteLimit: byteLimit ?? limits.all, each: limits.each, from: tail)
      var report = try takeIn(bundle, identity, intake.held)
      report.files = intake.arrived
      report.leftOut = intake.leftOut
      try forgetUnattached(intake.arrived)
      return report
    } catch {
      try? forgetUnattached(intake.arrived)
      throw error
    }
  }

  /// Writes what was checked, in one transaction.
  private func takeIn(
    _ bundle: Bundle, _ identity: ReplicaIdentity, _ files: Set<Fingerprint>
  ) throws -> BundleImport {
    try store.write { writer in
      var report = BundleImport(sender: bundle.sender.person, replica: bundle.sender.replica)
      for parcel in bundle.parcels { try take(parcel, identity, writer, &report) }
      var groups: [RequestID: [LedgerEntry]] = [:]
      for entry in bundle.entries { groups[entry.change.header.request, default: []].append(entry) }
      for request in groups.keys.sorted() {
        try tell(groups[request] ?? [], of: request, identity, writer, &report)
      }
      for parcel in bundle.parcels { try show(parcel, identity, files, writer, &report) }
      for request in report.requests.sorted() { try writer.project(request) }
      return report
    }
  }

  /// Everything that can be checked before anything is written.
  private func checked(_ sealed: SealedBundle, _ identity: ReplicaIdentity) throws -> Bundle {
    guard let version = try? Bundle.version(of: sealed.contents) else { throw BundleFault.damaged }
    guard (1...Bundle.version).contains(version) else { throw BundleFault.newer(version) }
    guard let bundle = try? Bundle(bytes: sealed.contents) else { throw BundleFault.damaged }
    guard bundle.ledger == identity.ledger,
      bundle.parcels.allSatisfy({ $0.ledger == identity.ledger })
    else { throw BundleFault.otherLedger }
    let statement = Bundle.statement(digest: Hash.sha256(sealed.contents))
    try check(bundle.sender, identity)
    guard bundle.sender.signed(sealed.signature, statement) else {
      throw BundleFault.wrongSignature(bundle.sender.replica)
    }
    for parcel in bundle.parcels {
      try check(parcel.sender, identity)
      guard parcel.isSealed else { throw BundleFault.wrongSignature(parcel.sender.replica) }
    }
    guard Set(bundle.changes.compactMap(\.bundledFile)).isSuperset(of: bundle.files) else {
      throw BundleFault.damaged
    }
    return bundle
  }

  private func check(_ sender: BundleSender, _ identity: ReplicaIdentity) throws {
    let statement = sender.statement(ledger: identity.ledger)
    guard
      VerifyingKey(bytes: identity.serverKey).verifies(
        sender.credential, of: Hash.sha256(statement))
    else { throw BundleFault.unknownDevice(sender.replica) }
  }

  /// Keeps a parcel, unless it is this replica's own or one that is here holds all of it.
  private func take(
    _ parcel: Parcel, _ identity: ReplicaIdentity, _ writer: StoreWriter,
    _ report: inout BundleImport
  ) throws {
    let sequences = parcel.sequences
    guard parcel.sender.replica != identity.replica else {
      report.known += sequences.count
      return
    }
    let held = try writer.reader.parcels().filter { $0.replica == parcel.sender.replica }
    for former in held where former.sequences.overlaps(sequences) {
      guard let other = try? Parcel(bytes: former.bytes), parcel.agrees(with: other) else {
        report.isForked = true
        continue
      }
      if former.sequences.contains(sequences) {
        report.known += sequences.count
        return
      }
      if sequences.contains(former.sequences) { try writer.removeParcel(former.number) }
    }
    guard try writer.reader.parcels().count < LocalReplica.parcelLimit else {
      throw BundleFault.tooMany(limit: LocalReplica.parcelLimit)
    }
    try writer.keepParcel(
      parcel.bytes, from: parcel.sender.replica, of: parcel.sender.person, sequences,
      at: surroundings.now())
    report.changes += sequences.count
  }

  /// Shows what is in a parcel, as far as this user may see it.
  private func show(
    _ parcel: Parcel, _ identity: ReplicaIdentity, _ files: Set<Fingerprint>,
    _ writer: StoreWriter, _ report: inout BundleImport
  ) throws {
    guard parcel.sender.replica != identity.replica else { return }
    var groups: [RequestID: [Change]] = [:]
    for change in parcel.changes where change.header.kind != .void {
      groups[change.header.request, default: []].append(change)
    }
    let sight = try BundleSight(identity.person, writer.reader)
    for request in groups.keys.sorted() {
      for change in try sight.visible(groups[request] ?? [], of: request, writer.reader) {
        if try !writer.reader.contains(change.id) {
          try writer.insertCarried(change)
          report.requests.insert(request)
        }
        if let file = change.bundledFile, files.contains(file.blob) {
          try writer.noteBrought(change.id)
        }
      }
    }
  }

  /// Shows a request as the bundle tells of it, where this replica has nothing of it.
  private func tell(
    _ entries: [LedgerEntry], of request: RequestID, _ identity: ReplicaIdentity,
    _ writer: StoreWriter, _ report: inout BundleImport
  ) throws {
    guard try writer.reader.changes(of: request).isEmpty else { return }
    let sight = try BundleSight(identity.person, writer.reader)
    let visible = try sight.visible(entries.map(\.change), of: request, writer.reader)
    let ids = Set(visible.map(\.id))
    let told = entries.filter {
      ids.contains($0.change.id) && $0.change.id.replica != identity.replica
    }
    guard !told.isEmpty else { return }
    try writer.tell(told, of: request)
    report.requests.insert(request)
  }
}

extension BundleSender {
  fileprivate func signed(_ signature: [UInt8], _ statement: [UInt8]) -> Bool {
    VerifyingKey(bytes: verifyingKey).verifies(signature, of: Hash.sha256(statement))
  }
}

extension Parcel {
  /// The sequences of its changes; a parcel that was read has at least one.
  fileprivate var sequences: ClosedRange<UInt32> {
    let last = checkpoint.lastSequence
    return min(changes.first?.id.sequence ?? last, last)...last
  }

  /// Whether the checkpoint is over these changes, and signed by the sender.
  fileprivate var isSealed: Bool {
    let link = changes.reduce(formerLink) { ReplicaChain.link(after: $0, $1) }
    return link == checkpoint.link
      && sender.signed(
        checkpoint.signature, checkpoint.statement(ledger: ledger, replica: sender.replica))
  }

  /// Whether what both have under the same ids is the same.
  fileprivate func agrees(with other: Parcel) -> Bool {
    let hashes = Dictionary(changes.map { ($0.id, $0.hash) }, uniquingKeysWith: { $1 })
    return other.changes.allSatisfy { change in
      guard let hash = hashes[change.id] else { return true }
      return hash == change.hash
    }
  }
}

extension ClosedRange<UInt32> {
  fileprivate func contains(_ other: ClosedRange<UInt32>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}

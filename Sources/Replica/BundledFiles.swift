import Blobs
import EscaleCore
import ReplicaStore
import Seals
import SyncProtocol

/// What follows a bundle's sealed contents: so many bytes at most, fewer where they aren't there
/// yet, none at the end.
package typealias BundleTail = (_ count: Int) throws -> [UInt8]

/// The attached files that go along with a bundle, by what they belong to.
struct BundledFiles {
  private(set) var files: [BundledFile] = []
  /// How many don't go along: their bytes aren't here, or there is no room for them.
  private(set) var leftOut = 0
  private var room: UInt64
  private var seen: Set<Fingerprint> = []

  init(byteLimit: UInt64) { room = byteLimit }

  /// Takes along what changes attach, as far as its bytes are here and there is room.
  mutating func add(_ changes: [Change], from blobs: BlobStore) {
    for attachment in changes.compactMap(\.attachment)
    where seen.insert(attachment.blob).inserted {
      let isHere = blobs.byteCount(of: attachment.blob).map(UInt64.init(clamping:))
      guard isHere == attachment.byteCount, attachment.byteCount <= room,
        files.count < Bundle.fileLimit
      else {
        leftOut += 1
        continue
      }
      room -= attachment.byteCount
      files.append(BundledFile(blob: attachment.blob, byteCount: attachment.byteCount))
    }
  }
}

extension Change {
  /// What it attaches; nil for another kind, and where that was erased.
  fileprivate var attachment: Attachment? {
    header.kind == .attachment ? readPayload?.attachment : nil
  }

  /// The file that it attaches.
  var bundledFile: BundledFile? {
    attachment.map { BundledFile(blob: $0.blob, byteCount: $0.byteCount) }
  }
}

/// The files of one bundle on their way into a replica: all of them, or none.
struct FileIntake {
  private let blobs: BlobStore
  /// What this replica has now and hadn't before.
  private(set) var arrived: [BundledFile] = []
  /// What it has of them, new or not.
  private(set) var held: Set<Fingerprint> = []
  /// How many are too large for this replica.
  private(set) var leftOut = 0

  init(_ blobs: BlobStore) { self.blobs = blobs }

  /// Reads all files to the end: keeps those that are wanted, looks at the others.
  ///
  /// - Throws: ``BundleFault/truncated``, ``BundleFault/damaged``, ``BlobFault``, or what `tail`
  ///   throws.
  mutating func read(
    _ files: [BundledFile], wanted: Set<BundledFile>, byteLimit: UInt64, each: UInt64,
    from tail: BundleTail
  ) throws {
    var room = byteLimit
    for file in files {
      let isWanted = wanted.contains(file) && !blobs.contains(file.blob)
      let fits = file.byteCount <= each && file.byteCount <= room
      if isWanted, !fits { leftOut += 1 }
      try read(file, keeps: isWanted && fits, from: tail)
      if isWanted, fits { room -= file.byteCount }
      if wanted.contains(file), blobs.contains(file.blob) { held.insert(file.blob) }
    }
    guard try tail(1).isEmpty else { throw BundleFault.damaged }
  }

  private mutating func read(_ file: BundledFile, keeps: Bool, from tail: BundleTail) throws {
    let writer = keeps ? try blobs.writer(byteLimit: file.byteCount) : nil
    var hash = RunningHash()
    var rest = file.byteCount
    while rest > 0 {
      let piece = try tail(Int(min(rest, UInt64(BlobStore.pieceByteCount))))
      guard !piece.isEmpty else { throw BundleFault.truncated }
      guard UInt64(piece.count) <= rest else { throw BundleFault.damaged }
      rest -= UInt64(piece.count)
      piece.withUnsafeBytes { hash.update($0) }
      try writer?.write(piece)
    }
    guard hash.fingerprint == file.blob else { throw BundleFault.damaged }
    if let writer {
      _ = try writer.finish()
      arrived.append(file)
    }
  }
}

// Attached files that come along.
extension LocalReplica {
  /// The files of a bundle that belong to what this user may see of it.
  func visibleFiles(
    of bundle: Bundle, _ identity: ReplicaIdentity
  ) throws -> Set<BundledFile> {
    guard !bundle.files.isEmpty else { return [] }
    let groups = Dictionary(grouping: bundle.changes, by: \.header.request)
    return try store.read { reader in
      let sight = try BundleSight(identity.person, reader)
      return try groups.reduce(into: []) { files, group in
        let visible = try sight.visible(group.value, of: group.key, reader)
        files.formUnion(visible.compactMap(\.bundledFile))
      }
    }
  }

  /// Removes files that came along and that nothing attaches after all.
  func forgetUnattached(_ files: [BundledFile]) throws {
    guard !files.isEmpty else { return }
    try store.write { writer in
      for file in files where try !writer.reader.isAttached(file.blob) {
        store.blobs.remove(file.blob)
      }
    }
  }
}

extension Bundle {
  /// All changes in it, those that wait first.
  var changes: [Change] { parcels.flatMap(\.changes) + entries.map(\.change) }
}

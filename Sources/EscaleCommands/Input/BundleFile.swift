import Blobs
import Console
import EscaleCore
import Glibc
import Gzip
import Replica
import SyncProtocol

/// A bundle as a file: what it begins with, then the sealed contents, compressed, then the bytes of
/// attached files.
struct BundleFile {
  /// The best compression there is: a bundle is written once, and carried on a small stick.
  private static let level = 9

  let path: String

  /// Writes all of it, for its owner alone, or nothing; the bytes of attached files from `replica`.
  ///
  /// - Throws: ``BundleFileFault``, ``BlobFault``.
  func write(_ export: BundleExport, of replica: LocalReplica, replaces: Bool) throws {
    do {
      let file = try WholeFile(path: path)
      try file.write(Bundle.magic)
      try file.write(Gzip.compress(export.bundle.bytes, level: Self.level))
      // As they are: pictures and archives, most of them, are compressed already.
      for bundled in export.files {
        try replica.open(bundled.blob).eachPiece { try file.write($0) }
      }
      try file.finish(replaces: replaces)
    } catch FileError.failed(EEXIST) {
      throw BundleFileFault.exists(path: path)
    } catch FileError.failed(let number) {
      throw BundleFileFault.unwritable(path: path, reason: SystemText.reason(number))
    }
  }

  /// Whether something has the name already.
  var exists: Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Opens a bundle to be read from its beginning.
  ///
  /// - Throws: ``BundleFileFault``.
  func open() throws(BundleFileFault) -> BundleReading {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errorNumber: errno) }
    return BundleReading(path: path, descriptor: descriptor)
  }
}

/// Why a bundle's file can't be read or written.
enum BundleFileFault: EscaleError, Hashable {
  case exists(path: String)
  case unwritable(path: String, reason: String)
  case unreadable(path: String, reason: String, isMissing: Bool)

  static func unreadable(path: String, errorNumber: Int32) -> Self {
    .unreadable(
      path: path, reason: SystemText.reason(errorNumber), isMissing: errorNumber == ENOENT)
  }

  var code: String {
    switch self {
    case .exists: "bundle.file-exists"
    case .unwritable: "bundle.unwritable"
    case .unreadable: "bundle.unreadable"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .exists: .refused
    case .unreadable(_, _, let isMissing): isMissing ? .notFound : .unexpected
    case .unwritable: .unexpected
    }
  }

  var message: Words {
    switch self {
    case .exists(let path):
      Words(french: "« \(path) » existe déjà.", english: "“\(path)” exists already.")
    case .unwritable(let path, let reason):
      Words(
        french: "« \(path) » n'a pas pu être écrit : \(SystemReason.french(reason)).",
        english: "“\(path)” could not be written: \(reason).")
    case .unreadable(let path, let reason, _):
      Words(
        french: "« \(path) » ne peut pas être lu : \(SystemReason.french(reason)).",
        english: "“\(path)” can't be read: \(reason).")
    }
  }

  var hint: Words? {
    guard case .exists = self else { return nil }
    return Words(
      french: "Donnez un autre nom, ou --force pour le remplacer.",
      english: "Give another name, or --force to replace it.")
  }

  var details: [String: String] {
    switch self {
    case .exists(let path), .unwritable(let path, _), .unreadable(let path, _, _): ["path": path]
    }
  }
}

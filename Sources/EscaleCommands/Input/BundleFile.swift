import Console
import EscaleCore
import Glibc
import Gzip
import Replica
import SyncProtocol

/// A bundle as a file: what it begins with, then the sealed contents, compressed.
struct BundleFile {
  /// The best compression there is: a bundle is written once, and carried on a small stick.
  private static let level = 9

  let path: String

  /// Writes all of it, for its owner alone, or nothing.
  ///
  /// - Throws: ``BundleFileFault``.
  func write(_ bundle: SealedBundle, replaces: Bool) throws {
    do {
      let file = try WholeFile(path: path)
      try file.write(Bundle.magic)
      try file.write(Gzip.compress(bundle.bytes, level: Self.level))
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

  /// Reads a bundle, within ``Bundle/byteLimit``.
  ///
  /// - Throws: ``BundleFault``, ``BundleFileFault``.
  func read() throws -> SealedBundle {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path: path, byteLimit: Bundle.byteLimit)
    } catch FileError.failed(let number) {
      throw BundleFileFault.unreadable(
        path: path, reason: SystemText.reason(number), isMissing: number == ENOENT)
    } catch {
      throw BundleFault.tooLarge(byteLimit: Bundle.byteLimit)
    }
    return try Self.bundle(in: bytes)
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: ``BundleFault``.
  static func bundle(in bytes: [UInt8]) throws(BundleFault) -> SealedBundle {
    guard bytes.starts(with: Bundle.magic) else {
      throw !bytes.isEmpty && Bundle.magic.starts(with: bytes) ? .truncated : .notABundle
    }
    let sealed: [UInt8]
    do throws(GzipFailure) {
      sealed = try Gzip.decompress(
        Array(bytes.dropFirst(Bundle.magic.count)), byteLimit: Bundle.byteLimit)
    } catch {
      switch error {
      case .truncated: throw .truncated
      case .tooLarge(let limit): throw .tooLarge(byteLimit: limit)
      case .malformed, .trailingBytes: throw .damaged
      }
    }
    do { return try SealedBundle(bytes: sealed) } catch { throw .damaged }
  }
}

/// Why a bundle's file can't be read or written.
enum BundleFileFault: EscaleError, Hashable {
  case exists(path: String)
  case unwritable(path: String, reason: String)
  case unreadable(path: String, reason: String, isMissing: Bool)

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
        french: "« \(path) » n'a pas pu être écrit : \(reason).",
        english: "“\(path)” could not be written: \(reason).")
    case .unreadable(let path, let reason, _):
      Words(
        french: "« \(path) » ne peut pas être lu : \(reason).",
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

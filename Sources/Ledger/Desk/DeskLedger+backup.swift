import Blobs
import EscaleCore
import Foundation

extension DeskLedger {
  /// Copies the ledger into a new file, as it stands at one moment, while others go on.
  ///
  /// - Throws: ``LedgerError/copyExists(path:)``, ``LedgerError/storage(_:)``; what was begun of the
  ///   copy is removed.
  package func backup(to path: String) async throws { try await storage.backup(to: path) }

  /// Copies the ledger and every attached file into a new folder, from which a server can serve.
  ///
  /// The ledger first: files are only ever added, so that whatever it names and the server has is
  /// copied after it.
  ///
  /// - Throws: ``LedgerError/copyExists(path:)``, ``LedgerError/storage(_:)``; what was begun is
  ///   removed.
  package func backup(intoFolder folder: String) async throws {
    guard mkdir(folder, 0o700) == 0 else {
      throw errno == EEXIST
        ? LedgerError.copyExists(path: folder) : .storage("\(folder): \(lastSystemError())")
    }
    do {
      try await storage.backup(to: folder + "/ledger.sqlite")
      let copy = BlobStore(folder: folder + "/blobs")
      for blob in blobs.blobs() where blobs.contains(blob) { try add(blob, to: copy) }
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  private func add(_ blob: Fingerprint, to copy: BlobStore) throws {
    let (source, target) = (blobs.path(of: blob), copy.path(of: blob))
    do {
      try FileManager.default.createDirectory(
        atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try FileManager.default.copyItem(atPath: source, toPath: target)
    } catch {
      throw LedgerError.storage("\(target): \(systemReason(error))")
    }
  }
}

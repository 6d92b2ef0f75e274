import Blobs
package import EscaleCore
import Glibc

/// A file of the user's that is to be attached.
struct FileToAttach {
  private let path: String
  private let byteCount: UInt64

  /// - Throws: ``FileToAttachFault`` where there is no file that can be read.
  init(path: String) throws(FileToAttachFault) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .unreadable(path: path, errorNumber: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard access(path, R_OK) == 0 else { throw .unreadable(path: path, errorNumber: errno) }
    self.path = path
    byteCount = UInt64(clamping: status.st_size)
  }

  /// - Throws: ``AttachmentRefusal/tooLarge(byteCount:byteLimit:)``.
  func check(byteLimit: UInt64) throws(AttachmentRefusal) {
    guard byteCount <= byteLimit else {
      throw .tooLarge(byteCount: byteCount, byteLimit: byteLimit)
    }
  }

  /// Copies the file; its name is the last part of its path.
  ///
  /// - Throws: ``FileToAttachFault``, ``BlobFault``.
  func copy(into store: BlobStore, byteLimit: UInt64) throws -> Attachment {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileToAttachFault.unreadable(path: path, errorNumber: errno)
    }
    defer { close(descriptor) }
    let writer = try store.writer(byteLimit: byteLimit)
    while let piece = try next(descriptor) { try writer.write(piece) }
    return try writer.finish().attachment(named: name)
  }

  private var name: String {
    String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? "_")
  }

  private func next(_ descriptor: Int32) throws(FileToAttachFault) -> [UInt8]? {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: BlobStore.pieceByteCount) { buffer, count in
      repeat {
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        failure = got < 0 ? errno : nil
        count = max(got, 0)
      } while failure == EINTR
    }
    if let failure { throw .unreadable(path: path, errorNumber: failure) }
    return bytes.isEmpty ? nil : bytes
  }
}

/// Why a file of the user's can't be attached, or written.
package enum FileToAttachFault: EscaleError, Hashable {
  case unreadable(path: String, errorNumber: Int32)
  /// A folder, a device, a pipe.
  case notAFile(path: String)

  package var code: String {
    switch self {
    case .unreadable: "attachment.unreadable"
    case .notAFile: "attachment.not-a-file"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .unreadable(_, let number): number == ENOENT ? .notFound : .unexpected
    case .notAFile: .refused
    }
  }

  package var message: Words {
    switch self {
    case .unreadable(let path, let number):
      Words(
        french:
          "« \(path) » n'a pas pu être lu : \(SystemReason.french(FileToAttachFault.reason(number))).",
        english: "“\(path)” could not be read: \(FileToAttachFault.reason(number)).")
    case .notAFile(let path):
      Words(french: "« \(path) » n'est pas un fichier.", english: "“\(path)” is not a file.")
    }
  }

  package var hint: Words? {
    switch self {
    case .unreadable: nil
    case .notAFile:
      Words(
        french: "Un dossier se joint une fois archivé, par exemple avec tar.",
        english: "A folder can be attached once it is archived, with tar for example.")
    }
  }

  package var details: [String: String] {
    switch self {
    case .unreadable(let path, _), .notAFile(let path): ["path": path]
    }
  }

  private static func reason(_ number: Int32) -> String {
    strerror(number).map { String(cString: $0) } ?? "\(number)"
  }
}

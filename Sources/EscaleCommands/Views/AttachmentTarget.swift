import Blobs
import Console
import EscaleCore
import Glibc

/// Where an attachment is written: a name of its author's never leads out of the folder.
struct AttachmentTarget {
  /// The file.
  let path: String

  /// `output` is a file, or a folder that is there; nil for the present folder.
  init(output: String?, attachment: Attachment) {
    guard let output else {
      path = attachment.fileName
      return
    }
    var status = stat()
    let isFolder = stat(output, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    path = isFolder ? "\(output)/\(attachment.fileName)" : output
  }

  /// Begins to write it.
  ///
  /// - Throws: ``AttachmentMiss``.
  func begin(replaces: Bool) throws -> AttachmentFile {
    var status = stat()
    guard replaces || lstat(path, &status) != 0 else {
      throw AttachmentMiss.fileExists(path: path)
    }
    return try AttachmentFile(path: path, replaces: replaces)
  }
}

/// An attachment as a file of the user's, written while it comes where it isn't here yet: all of it, or
/// nothing.
final class AttachmentFile: BlobCopy {
  private let path: String
  private let replaces: Bool
  private let file: WholeFile
  private(set) var byteCount: Int64 = 0
  private var isConfirmed = false
  private var failure: (any Error)?

  /// - Throws: ``AttachmentMiss``.
  fileprivate init(path: String, replaces: Bool) throws {
    (self.path, self.replaces) = (path, replaces)
    file = try Self.telling(path) { try WholeFile(path: path) }
  }

  func take(_ bytes: UnsafeRawBufferPointer) {
    byteCount += Int64(bytes.count)
    isConfirmed = false
    attempt { try file.write(bytes) }
  }

  func restart() {
    guard byteCount > 0 else { return }
    byteCount = 0
    isConfirmed = false
    attempt { try file.restart() }
  }

  func confirm() { isConfirmed = true }

  /// Gives the file its name, with all that the reader has.
  ///
  /// - Throws: ``AttachmentMiss``, ``BlobFault``.
  func finish(_ reader: BlobReader) throws {
    if !isConfirmed { restart() }
    try Self.telling(path) {
      if let failure { throw failure }
      try reader.eachPiece(from: byteCount) { try file.write($0) }
      try file.finish(replaces: replaces)
    }
  }

  /// What fails here is told at the end, and doesn't keep the attachment from coming.
  private func attempt(_ work: () throws -> Void) {
    guard failure == nil else { return }
    do { try work() } catch { failure = error }
  }

  private static func telling<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch FileError.failed(EEXIST) {
      throw AttachmentMiss.fileExists(path: path)
    } catch FileError.failed(let number) {
      throw AttachmentMiss.unwritable(path: path, reason: SystemText.reason(number))
    }
  }
}

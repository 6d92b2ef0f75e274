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

  /// Writes all of it, or nothing.
  ///
  /// - Throws: ``AttachmentMiss``, ``BlobFault``.
  func write(_ reader: BlobReader, replaces: Bool) throws {
    var status = stat()
    guard replaces || lstat(path, &status) != 0 else {
      throw AttachmentMiss.fileExists(path: path)
    }
    do {
      let file = try WholeFile(path: path)
      try reader.eachPiece { try file.write($0) }
      try file.finish(replaces: replaces)
    } catch FileError.failed(EEXIST) {
      throw AttachmentMiss.fileExists(path: path)
    } catch FileError.failed(let number) {
      throw AttachmentMiss.unwritable(path: path, reason: SystemText.reason(number))
    }
  }
}

import Console
import EscaleCore

/// Files that commands are given.
enum InputFile {
  /// Everything in a file.
  ///
  /// - Throws: ``InputFileError``.
  static func bytes(_ path: String, byteLimit: Int) throws(InputFileError) -> [UInt8] {
    do {
      return try FileBytes.read(path: path, byteLimit: byteLimit)
    } catch {
      throw InputFileError(path: path, error: error)
    }
  }
}

/// Why a file that a command was given can't be read.
struct InputFileError: EscaleError, Hashable {
  let path: String
  let error: FileError

  var code: String {
    switch error {
    case .failed: "file.unreadable"
    case .tooLong: "file.too-long"
    }
  }

  var kind: ErrorKind {
    switch error {
    case .failed(let number): number == SystemText.noSuchFile ? .notFound : .unexpected
    case .tooLong: .refused
    }
  }

  var message: Words {
    switch error {
    case .failed(let number):
      Words(
        french: "« \(path) » n'a pas pu être lu : \(SystemText.french(number)).",
        english: "\"\(path)\" could not be read: \(SystemText.reason(number)).")
    case .tooLong(let limit):
      Words(
        french: "« \(path) » dépasse \(limit) octets.",
        english: "\"\(path)\" is longer than \(limit) bytes.")
    }
  }

  var details: [String: String] { ["path": path] }
}

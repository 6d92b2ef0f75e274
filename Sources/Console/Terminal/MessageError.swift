package import EscaleCore

/// Why there is no message.
package enum MessageError: EscaleError, Hashable {
  /// `-m` and `-F` together.
  case twoSources
  /// A file that can't be read.
  case unreadable(name: String, errorNumber: Int32)
  /// More bytes than a message may have.
  case tooLong(byteLimit: Int)
  /// A file that isn't UTF-8.
  case notText(name: String)
  /// A terminal, but neither `VISUAL` nor `EDITOR`.
  case noEditor
  /// The editor could not be started, or ended with a failure; what it wrote is in the draft.
  case editorFailed(status: Int32, draft: String)
  /// Nothing was written in the editor.
  case abandoned
  /// The draft can't be kept.
  case draftNotKept(path: String, errorNumber: Int32)

  init(_ error: FileError, name: String) {
    switch error {
    case .failed(let number): self = .unreadable(name: name, errorNumber: number)
    case .tooLong(let limit): self = .tooLong(byteLimit: limit)
    }
  }

  package var code: String {
    switch self {
    case .twoSources: "message.two-sources"
    case .unreadable: "message.unreadable"
    case .tooLong: "message.too-long"
    case .notText: "message.not-text"
    case .noEditor: "message.no-editor"
    case .editorFailed: "message.editor-failed"
    case .abandoned: "message.abandoned"
    case .draftNotKept: "message.draft-not-kept"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .twoSources, .noEditor: .usage
    case .unreadable(_, let number): number == SystemText.noSuchFile ? .notFound : .unexpected
    case .tooLong, .notText, .abandoned: .refused
    case .editorFailed, .draftNotKept: .unexpected
    }
  }
}

import Glibc

/// The user's editor, for messages longer than a line.
struct Editor {
  /// What stands between the message and the explanation; the line and all below is dropped.
  static let scissors = "# ---------------- >8 ----------------"

  let environment: Environment

  /// Lets the user write, beginning with what an earlier attempt has left.
  ///
  /// The draft stays until the message is taken; one without words is removed.
  func message(_ draft: Draft, invitation: String) throws(MessageError) -> Message {
    guard let command = environment.editor else {
      throw .noEditor
    }
    let before = Self.written(draft.kept ?? [])
    try draft.keep(before + Array("\n\n\(Self.scissors)\n\(Self.commented(invitation))\n".utf8))
    let status = Self.run(command, on: draft.path)
    guard status == 0 else { throw .editorFailed(status: status, draft: draft.path) }
    let text = try MessageSource.checked(Self.written(draft.kept ?? []), name: draft.path)
    guard !text.isEmpty else {
      draft.remove()
      throw .abandoned
    }
    return Message(text: text, draft: draft)
  }

  /// What stands above the scissors.
  static func written(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array(scissors.utf8)
    var lineStart = 0
    while lineStart < bytes.count {
      if bytes[lineStart...].starts(with: mark) { return Array(bytes[..<lineStart]) }
      let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      lineStart = end + 1
    }
    return bytes
  }

  private static func commented(_ invitation: String) -> String {
    let lines = invitation.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { "# " + String($0) }.joined(separator: "\n")
  }

  /// Runs the editor on a file, as a shell reads its name (`code --wait`); its exit status.
  ///
  /// `system` keeps Ctrl-C for the editor while it runs.
  private static func run(_ command: String, on path: String) -> Int32 {
    let status = system("\(command) \(quoted(path))")
    return status == -1 ? errno : exitCode(ofStatus: status)
  }

  /// A word that a shell takes as it is.
  private static func quoted(_ word: String) -> String {
    let parts = word.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.map { String($0) }.joined(separator: #"'\''"#) + "'"
  }

  /// The exit code of a process, or 128 and the signal that ended it, as shells say it.
  private static func exitCode(ofStatus status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

extension Environment {
  /// The command of the user's editor: `ESCALE_EDITOR`, else `VISUAL`, else `EDITOR`.
  package var editor: String? {
    filled("ESCALE_EDITOR") ?? filled("VISUAL") ?? filled("EDITOR")
  }
}

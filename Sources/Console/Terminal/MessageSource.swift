/// Where the words of a comment, a reason or a solution come from.
package enum MessageSource: Sendable, Hashable {
  /// `-m`: the text itself.
  case text(String)
  /// `-F FILE`.
  case file(String)
  /// `-F -`.
  case standardInput
  /// `$VISUAL` or `$EDITOR`, on a terminal.
  case editor
  /// Nothing was said, and nobody is there to ask.
  case nothing

  /// The most bytes that a message may have.
  package static let byteLimit = 1 << 20

  /// Chooses by the options; a missing message is asked for where `mayAsk` allows it.
  ///
  /// - Throws: ``MessageError/twoSources`` if both options are there.
  package init(message: String?, file: String?, mayAsk: Bool) throws(MessageError) {
    switch (message, file) {
    case (_?, _?): throw .twoSources
    case (let text?, nil): self = .text(text)
    case (nil, "-"?): self = .standardInput
    case (nil, let path?): self = .file(path)
    case (nil, nil): self = mayAsk ? .editor : .nothing
    }
  }

  /// Reads the message, without the blank space around it.
  ///
  /// `draft` keeps what is written in the editor until the message is taken, and `invitation`
  /// tells there what is expected. Without a source there is no message. What comes from an
  /// option or a file may be empty: whether that will do is the lifecycle's business.
  ///
  /// - Throws: ``MessageError``.
  package func read(
    draft: Draft, invitation: String, environment: Environment
  ) throws(MessageError) -> Message? {
    switch self {
    case .text(let text):
      return Message(text: try Self.checked(Array(text.utf8), name: "-m"))
    case .file(let path):
      let bytes = try Self.bytes(named: path) { () throws(FileError) in
        try FileBytes.read(path: path, byteLimit: Self.byteLimit)
      }
      return Message(text: try Self.checked(bytes, name: path))
    case .standardInput:
      let bytes = try Self.bytes(named: "-") { () throws(FileError) in
        try FileBytes.read(descriptor: 0, byteLimit: Self.byteLimit)
      }
      return Message(text: try Self.checked(bytes, name: "-"))
    case .editor:
      return try Editor(environment: environment).message(draft, invitation: invitation)
    case .nothing:
      return nil
    }
  }

  private static func bytes(
    named name: String, _ read: () throws(FileError) -> [UInt8]
  ) throws(MessageError) -> [UInt8] {
    do {
      return try read()
    } catch {
      throw MessageError(error, name: name)
    }
  }

  /// The text of the bytes, trimmed.
  static func checked(_ bytes: [UInt8], name: String) throws(MessageError) -> String {
    guard bytes.count <= byteLimit else { throw .tooLong(byteLimit: byteLimit) }
    guard let text = String(validating: trimmed(bytes), as: UTF8.self) else {
      throw .notText(name: name)
    }
    return text
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let rest = bytes.drop(while: isBlank)
    let end = rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? rest.startIndex
    return rest[rest.startIndex..<end]
  }
}

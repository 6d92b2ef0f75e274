import Console
import Glibc
import Testing

/// Where messages come from, and what becomes of drafts.
struct MessageSourceTests {
  private func message(
    _ source: MessageSource, in folder: borrowing TemporaryFolder, editor: String? = nil
  ) throws -> Message? {
    let environment = environment(folder, editor: editor)
    return try source.read(
      draft: draft(folder), invitation: "Solution of 7K-1043", environment: environment)
  }

  private func environment(
    _ folder: borrowing TemporaryFolder, editor: String? = nil
  ) -> Environment {
    var variables = ["XDG_STATE_HOME": folder.path]
    variables["EDITOR"] = editor
    return Environment(variables)
  }

  private func draft(_ folder: borrowing TemporaryFolder) -> Draft {
    Draft(name: "7K-1043/resolve", environment: environment(folder))
  }

  /// An editor that adds a line to what it finds, and ends with a status.
  private func editor(_ folder: borrowing TemporaryFolder, adding line: String, status: Int = 0)
    -> String
  {
    let script = """
      #!/bin/sh
      { printf '%s\\n' '\(line)'; cat "$1"; } > "$1.new" && mv "$1.new" "$1"
      exit \(status)
      """
    return folder.file("editor-\(line)-\(status)", Array(script.utf8), mode: 0o700)
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  @Test func `a message and a file together are one too many`() {
    #expect(throws: MessageError.twoSources) {
      try MessageSource(message: "a", file: "b", mayAsk: true)
    }
  }

  @Test func `without options an editor is opened only where somebody is there`() throws {
    #expect(try MessageSource(message: nil, file: nil, mayAsk: true) == .editor)
    #expect(try MessageSource(message: nil, file: nil, mayAsk: false) == .nothing)
    #expect(try MessageSource(message: nil, file: "-", mayAsk: true) == .standardInput)
  }

  @Test func `a message is read without the blanks around it`() throws {
    let folder = TemporaryFolder()
    #expect(try message(.text(" \n Réglé.\n\n"), in: folder)?.text == "Réglé.")
  }

  @Test func `a file is read whole`() throws {
    let folder = TemporaryFolder()
    let file = folder.file("solution", Array("Câble changé.\n\nTesté.\n".utf8))
    #expect(try message(.file(file), in: folder)?.text == "Câble changé.\n\nTesté.")
  }

  @Test func `a file that isn't there is named`() {
    let folder = TemporaryFolder()
    let name = "\(folder.path)/none"
    #expect(throws: MessageError.unreadable(name: name, errorNumber: ENOENT)) {
      try message(.file(name), in: folder)
    }
  }

  @Test func `a file that isn't text is refused`() {
    let folder = TemporaryFolder()
    let file = folder.file("image", [0x89, 0x50, 0xFF])
    #expect(throws: MessageError.notText(name: file)) { try message(.file(file), in: folder) }
  }

  @Test func `a message beyond the limit is refused`() {
    let folder = TemporaryFolder()
    let text = String(repeating: "a", count: MessageSource.byteLimit + 1)
    let file = folder.file("long", Array(text.utf8))
    #expect(throws: MessageError.tooLong(byteLimit: MessageSource.byteLimit)) {
      try message(.file(file), in: folder)
    }
  }

  @Test func `what is written in the editor is the message, without the explanation`() throws {
    let folder = TemporaryFolder()
    let editor = editor(folder, adding: "Redémarré.")
    #expect(try message(.editor, in: folder, editor: editor)?.text == "Redémarré.")
  }

  @Test func `a draft stays until its message is taken`() throws {
    let folder = TemporaryFolder()
    let written = try message(.editor, in: folder, editor: editor(folder, adding: "Un"))
    #expect(exists(draft(folder).path))
    written?.taken()
    #expect(!exists(draft(folder).path))
  }

  @Test func `a second attempt begins with what the first has left`() throws {
    let folder = TemporaryFolder()
    _ = try message(.editor, in: folder, editor: editor(folder, adding: "Un"))
    let second = try message(.editor, in: folder, editor: editor(folder, adding: "Deux"))
    #expect(second?.text == "Deux\nUn")
  }

  @Test func `an editor that fails leaves the draft`() {
    let folder = TemporaryFolder()
    let path = draft(folder).path
    let editor = editor(folder, adding: "Un", status: 3)
    #expect(throws: MessageError.editorFailed(status: 3, draft: path)) {
      try message(.editor, in: folder, editor: editor)
    }
    #expect(exists(path))
  }

  @Test func `nothing written means nothing done`() {
    let folder = TemporaryFolder()
    #expect(throws: MessageError.abandoned) {
      try message(.editor, in: folder, editor: "true")
    }
    #expect(!exists(draft(folder).path))
  }

  @Test func `without an editor the options are the way`() {
    let folder = TemporaryFolder()
    #expect(throws: MessageError.noEditor) { try message(.editor, in: folder) }
  }

  @Test func `a draft is its owner's alone, and its name stays in its folder`() {
    let folder = TemporaryFolder()
    _ = try? message(.editor, in: folder, editor: "false")
    var status = stat()
    #expect(stat("\(folder.path)/escale/drafts/7K-1043_resolve.txt", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }
}

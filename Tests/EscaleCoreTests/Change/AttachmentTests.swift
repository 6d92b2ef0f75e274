import EscaleCore
import Testing

struct AttachmentTests {
  @Test(arguments: [
    ("plan.pdf", "plan.pdf"),
    ("../../etc/passwd", "passwd"),
    ("/etc/shadow", "shadow"),
    ("C:\\Windows\\system32\\evil.exe", "evil.exe"),
    ("..", "_."),
    (".", "_"),
    (".bashrc", "_bashrc"),
    ("folder/", "_"),
    ("a\u{0}b\u{1B}[31mc\nd", "a_b_[31mc_d"),
    ("\u{202E}gpj.exe", "_gpj.exe"),
    ("\u{200F}x", "_x"),
    ("été à Épinal.png", "été à Épinal.png"),
    ("-rf", "-rf"),
    ("", "_"),
  ])
  func `a name is safe in any folder`(name: String, safe: String) {
    #expect(EscaleCore.Attachment.fileName(name) == safe)
  }

  @Test func `a long name is cut between two characters`() {
    let name = EscaleCore.Attachment.fileName(String(repeating: "é", count: 200))
    #expect(name.utf8.count == 254)
    #expect(name.allSatisfy { $0 == "é" })
  }

  @Test func `no name leads out of a folder, whatever it is made of`() {
    let scalars: [Unicode.Scalar] = ["/", "\\", ".", "a", "\u{0}", "\u{7F}", "\u{301}", "\u{2028}"]
    for code in 0..<4_096 {
      var name = String.UnicodeScalarView()
      for place in 0..<4 { name.append(scalars[code >> (3 * place) & 7]) }
      let safe = EscaleCore.Attachment.fileName(String(name))
      let harmful: (UInt8) -> Bool = {
        $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20
      }
      #expect(!safe.utf8.contains(where: harmful), "\(code)")
      #expect(safe.utf8.first != UInt8(ascii: "."), "\(code)")
      #expect(!safe.utf8.isEmpty, "\(code)")
    }
  }

  @Test func `a payload with an attachment reads as it was written`() throws {
    let attachment = EscaleCore.Attachment(
      name: "plan.pdf", byteCount: 1 << 40, blob: .zero, mediaType: "application/pdf")
    let payload = Payload(
      nonce: [1, 2, 3, 4, 5, 6, 7, 8], text: "t", fields: [.title: "x"], attachment: attachment)
    #expect(try Payload(bytes: payload.bytes) == payload)
  }

  @Test func `an attachment beyond its limits can't be read`() {
    let wrong = [
      EscaleCore.Attachment(name: "", byteCount: 1, blob: .zero, mediaType: ""),
      EscaleCore.Attachment(
        name: String(repeating: "n", count: 256), byteCount: 1, blob: .zero, mediaType: ""),
      EscaleCore.Attachment(name: "n", byteCount: 1 << 40 + 1, blob: .zero, mediaType: ""),
      EscaleCore.Attachment(
        name: "n", byteCount: 1, blob: .zero, mediaType: String(repeating: "m", count: 128)),
    ]
    for attachment in wrong {
      let payload = Payload(nonce: [1, 2, 3, 4, 5, 6, 7, 8], attachment: attachment)
      #expect(throws: CBORError.self) { try Payload(bytes: payload.bytes) }
    }
  }
}

struct MediaTypeTests {
  @Test(arguments: [
    ("%PDF-1.4 …", "application/pdf"),
    ("Bonjour,\r\n\tà demain.", "text/plain"),
    ("<html><script>", "text/plain"),
    ("GIF89a…", "image/gif"),
    ("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ", "image/webp"),
    ("RIFF\u{1}\u{2}\u{3}\u{4}WAVEfmt ", "audio/wav"),
    ("\u{0}\u{0}\u{0}\u{18}ftypmp42", "video/mp4"),
    ("BZh91AY", "application/x-bzip2"),
    ("MZ\u{0}\u{1}", "application/vnd.microsoft.portable-executable"),
    ("\u{0}\u{1}\u{2}", "application/octet-stream"),
    ("", "application/octet-stream"),
  ])
  func `the first bytes tell what a file is`(text: String, type: String) {
    #expect(MediaType.of(Array(text.utf8)) == type)
  }

  @Test func `documents in a zip are told from any zip`() {
    let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 26)
    func type(_ name: String) -> String { MediaType.of(zip + Array(name.utf8)) }
    #expect(type("photos/1.jpg") == "application/zip")
    #expect(
      type("mimetypeapplication/vnd.oasis.opendocument.textPK")
        == "application/vnd.oasis.opendocument.text")
    #expect(
      type("word/document.xml")
        == "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
  }

  @Test func `text that the look at its beginning cuts in a character is text`() {
    let text = Array(String(repeating: "é", count: 4_000).utf8)
    #expect(MediaType.of([0x61] + text) == "text/plain")
    #expect(MediaType.of(text.dropLast()) == "text/plain")
    #expect(MediaType.of([0x61, 0xC3]) == "application/octet-stream")
  }
}

struct AttachmentAllowanceTests {
  private let policy = Policy(triageTeam: TeamNumber(rawValue: 1), attachmentBytes: 100)

  private func blob(_ number: UInt8) -> Fingerprint {
    Fingerprint(bytes: [UInt8](repeating: number, count: 32)) ?? .zero
  }

  @Test func `the largest is taken, one byte more isn't`() throws {
    var allowance = AttachmentAllowance(policy)
    try allowance.take(blob(1), byteCount: 100)
    #expect(throws: AttachmentRefusal.tooLarge(byteCount: 101, byteLimit: 100)) {
      try allowance.take(blob(2), byteCount: 101)
    }
  }

  @Test func `a request has room for twenty of the largest, the same bytes counted once`() throws {
    var allowance = AttachmentAllowance(policy)
    for number in 1...20 {
      try allowance.take(blob(UInt8(number)), byteCount: 100)
      try allowance.take(blob(UInt8(number)), byteCount: 100)
    }
    #expect(throws: AttachmentRefusal.overQuota(byteLimit: 2_000)) {
      try allowance.take(blob(21), byteCount: 1)
    }
    try allowance.take(blob(3), byteCount: 100)
    try allowance.take(blob(22), byteCount: 0)
  }
}

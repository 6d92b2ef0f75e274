import EscaleCore
import Mail
import TestSupport
import Testing

@Suite struct LetterTests {
  private static func letter(subject: String, name: String = "Ève", text: String = "Bonjour")
    throws -> String
  {
    let letter = Letter(
      from: try #require(MailAddress("desk@example.org")), fromName: "Escale",
      to: try #require(MailAddress("eve@example.org")), toName: name, subject: subject, text: text,
      language: .french, date: 1_800_000_000_000, name: LetterName(["asked", "7K-3", "12"]),
      thread: LetterName(["request", "7K-3"]))
    return String(decoding: letter.bytes(lineEnd: "\n"), as: UTF8.self)
  }

  @Test func `a letter is written as it always was`() throws {
    let text = try Self.letter(
      subject: "[7K-3] Une question pour vous : l'écran reste noir, malgré le câble neuf et tout",
      text: "Ça va ?\n.\nFrom ici\nfin ")
    #expect(
      text == """
        Date: Fri, 15 Jan 2027 08:00:00 +0000
        From: Escale
         <desk@example.org>
        To: =?utf-8?Q?=C3=88ve?=
         <eve@example.org>
        Subject: =?utf-8?Q?=5B7K=2D3=5D_Une_question_pour_vous_=3A_l=27=C3=A9cran_?=
         =?utf-8?Q?reste_noir=2C_malgr=C3=A9_le_c=C3=A2ble_neuf_et_tout?=
        Message-ID: <asked.7K-3.12@example.org>
        In-Reply-To: <request.7K-3@example.org>
        References: <request.7K-3@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable
        Content-Language: fr
        Auto-Submitted: auto-generated
        X-Auto-Response-Suppress: All

        =C3=87a va ?
        =2E
        =46rom ici
        fin=20

        """)
  }

  @Test(arguments: 0..<300)
  func `nothing that somebody wrote leaves its header, or its line`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let scalars: [Unicode.Scalar] = [
      "\r", "\n", "\u{85}", "\u{2028}", "\0", "é", "👍", "=", "?", "_", ":", "<", ">", "\"", " ",
      "\t", "a", "\u{301}", "\u{202E}", "@", ",", ".", "F", "r", "o", "m",
    ]
    func text(_ limit: Int) -> String {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...limit, using: &random) {
        text.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
      }
      return String(text)
    }
    let letter = try Self.letter(subject: text(300), name: text(80), text: text(600))
    let lines = letter.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let head = lines.prefix { !$0.isEmpty }
    let names = head.filter { $0.first != 0x20 }.map { line in
      String(decoding: line.prefix { $0 != 0x3A }, as: UTF8.self)
    }
    #expect(
      names == [
        "Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Language",
        "Auto-Submitted", "X-Auto-Response-Suppress",
      ], "seed \(seed)")
    #expect(lines.allSatisfy { $0.count <= 76 }, "seed \(seed)")
    #expect(
      letter.utf8.allSatisfy { $0 == 0x0A || $0 == 0x09 || (0x20..<0x7F).contains($0) },
      "seed \(seed)")
  }

  @Test(
    arguments: [
      "", "eve", "@example.org", "eve@", "eve@@example.org", "eve@exa mple.org", "-f@example.org",
      "eve@example.org\nBcc: x@example.org", "e\"ve@example.org", "eve@-a.org", "e..ve@a.org",
      "ève@example.org", "eve@example..org", "eve@université..fr", "eve@universit\u{65}\u{301}.fr",
      "eve@univ ersité.fr", "eve@\u{2028}é.fr", "eve@" + String(repeating: "é", count: 80) + ".fr",
    ])
  func `what isn't plainly an address is none`(text: String) {
    #expect(MailAddress(text) == nil)
  }

  @Test(arguments: ["eve@example.org", "e.v+e@mail.example-1.org", "root@localhost"])
  func `what is an address is one`(text: String) {
    #expect(MailAddress(text)?.text == text)
  }

  @Test(
    arguments: [
      ("eve@université.fr", "eve@xn--universit-j4a.fr"),
      ("eve@Bücher.Example.org", "eve@xn--bcher-kva.example.org"),
      ("eve@例え.jp", "eve@xn--r8jz45g.jp"), ("eve@Ελλάδα.gr", "eve@xn--hxakic4aa.gr"),
    ])
  func `a domain in other letters is written in punycode`(text: String, written: String) {
    #expect(MailAddress(text)?.text == written)
    #expect(MailAddress.obstacle(text) == nil)
  }

  @Test(arguments: [("ève@example.org", "accents"), ("eve", "e-mail address"), ("", "no address")])
  func `whom no mail reaches is told why`(text: String, word: String) {
    #expect(MailAddress.obstacle(text)?.english.contains(word) == true)
  }
}

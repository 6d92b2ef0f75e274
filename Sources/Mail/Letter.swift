package import EscaleCore

/// A mail in plain text to one person.
///
/// Nothing that a person wrote can become a header, an address or a second mail.
///
/// Source: RFC 5322; RFC 2045 to 2047; RFC 3834 for what says that a program wrote it.
package struct Letter: Hashable, Sendable {
  package var from: MailAddress
  package var fromName: String
  package var to: MailAddress
  package var toName: String
  package var subject: String
  package var text: String
  package var language: Language
  /// In milliseconds since 1970 UTC.
  package var date: Int64
  /// What names it, before the `@`: the same each time that it is written.
  package var name: LetterName
  /// What names the thread that it belongs to, before the `@`.
  package var thread: LetterName?

  package init(
    from: MailAddress, fromName: String, to: MailAddress, toName: String, subject: String,
    text: String, language: Language, date: Int64, name: LetterName, thread: LetterName? = nil
  ) {
    self.from = from
    self.fromName = fromName
    self.to = to
    self.toName = toName
    self.subject = subject
    self.text = text
    self.language = language
    self.date = date
    self.name = name
    self.thread = thread
  }

  package var messageID: String { "<\(name.text)@\(from.domain)>" }

  /// The whole mail; lines end as `lineEnd` says: a newline for programs of the system, a carriage
  /// return and a newline in files and between servers.
  package func bytes(lineEnd: String) -> [UInt8] {
    var lines = [
      "Date: \(MailDate.text(date))",
      "From: \(HeaderText.phrase(fromName, after: "From"))\n <\(from.text)>",
      "To: \(HeaderText.phrase(toName, after: "To"))\n <\(to.text)>",
      "Subject: \(HeaderText.unstructured(subject, after: "Subject"))",
      "Message-ID: \(messageID)",
    ]
    if let thread {
      lines.append("In-Reply-To: <\(thread.text)@\(from.domain)>")
      lines.append("References: <\(thread.text)@\(from.domain)>")
    }
    lines += [
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: quoted-printable",
      "Content-Language: \(language.rawValue)",
      "Auto-Submitted: auto-generated",
      "X-Auto-Response-Suppress: All",
      "",
    ]
    lines += QuotedPrintable.lines(text)
    var bytes: [UInt8] = []
    for line in lines {
      for byte in line.utf8 {
        if byte == 0x0A { bytes.append(contentsOf: lineEnd.utf8) } else { bytes.append(byte) }
      }
      bytes.append(contentsOf: lineEnd.utf8)
    }
    return bytes
  }
}

/// What stands before the `@` of a Message-ID, and in the name of a file: letters, digits and dots.
package struct LetterName: Hashable, Sendable {
  package let text: String

  /// The parts, joined by dots; whatever isn't a letter or a digit becomes a hyphen.
  package init(_ parts: [String]) {
    text = parts.map { part in
      let bytes = part.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          byte
        default: UInt8(ascii: "-")
        }
      }
      return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
    }
    .joined(separator: ".")
  }
}

/// Moments as mails write them.
///
/// Source: RFC 5322, section 3.3.
enum MailDate {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Fri, 27 Nov 2026 10:00:00 +0000`.
  static func text(_ milliseconds: Int64) -> String {
    let moment = Timestamp(milliseconds: milliseconds)
    let date = moment.date(offsetMinutes: 0)
    let (year, month, day) = date.civil
    // RFC 3339 in UTC: the time of day stands at a fixed place.
    let time = String(decoding: Array(moment.description.utf8)[11..<19], as: UTF8.self)
    let fullYear = String(repeating: "0", count: max(0, 4 - String(year).utf8.count)) + String(year)
    return "\(days[date.weekday - 1]), \(day) \(months[month - 1]) \(fullYear) \(time) +0000"
  }
}

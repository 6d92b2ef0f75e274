import EscaleCore
import Glibc
import Ledger

/// Something that a page is made of: knows who reads it, in which language.
protocol PagePart {
  var call: PageCall { get }
}

extension PagePart {
  /// Our own words, in the reader's language.
  ///
  /// In French, the spaces that belong to a sign of punctuation don't break.
  func t(_ words: Words) -> String {
    call.language == .french ? FrenchSpacing.applied(words.french) : words.english
  }

  /// Words for this one place.
  func t(_ french: String, _ english: String) -> String {
    t(Words(french: french, english: english))
  }

  /// What stands in every form: the token that proves where it comes from.
  var tokenField: HTML {
    "<input type=\"hidden\" name=\"token\" value=\"\(call.formToken.text)\">"
  }

  /// A day and a time: `2 mars 2026, 09:00`.
  func moment(_ milliseconds: Int64) -> HTML {
    let time = Timestamp(milliseconds: milliseconds)
    return """
      <time datetime="\(time.description)">\(PageTime.text(time, call.language))</time>
      """
  }

  /// How long ago something was.
  func ago(_ milliseconds: Int64) -> HTML {
    let time = Timestamp(milliseconds: milliseconds)
    let now = Timestamp(milliseconds: call.ledger.now)
    return """
      <time datetime="\(time.description)" title="\(PageTime.text(time, call.language))">\
      \(RelativeTime.words(for: time, now: now)[call.language])</time>
      """
  }
}

/// Moments as people read them, by this machine's time zone.
enum PageTime {
  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `2 mars 2026, 09:00`, `2 March 2026, 09:00`.
  static func text(_ moment: Timestamp, _ language: Language) -> String {
    let text = Array(moment.localText(offsetMinutes: offsetMinutes(at: moment)).utf8)
    guard text.count == 16, let day = number(text[8..<10]), let month = number(text[5..<7]) else {
      return String(decoding: text, as: UTF8.self)
    }
    let names = language == .french ? frenchMonths : englishMonths
    let name = names.indices.contains(month - 1) ? names[month - 1] : ""
    let shownDay = day == 1 && language == .french ? "1er" : String(day)
    let year = String(decoding: text[0..<4], as: UTF8.self)
    return "\(shownDay) \(name) \(year), " + String(decoding: text[11...], as: UTF8.self)
  }

  /// How many minutes the local clock is ahead of UTC at a moment.
  static func offsetMinutes(at moment: Timestamp) -> Int {
    var seconds = time_t(moment.milliseconds / 1_000)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff / 60
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits, as: UTF8.self))
  }
}

/// French sets a space before `:`, `;`, `?`, `!` and inside its quotation marks; none of them may
/// end a line.
enum FrenchSpacing {
  static func applied(_ text: String) -> String {
    // Most texts have no such sign.
    guard text.utf8.contains(where: { isSign($0) || $0 == guillemet }) else { return text }
    let bytes = Array(text.utf8)
    var spaced: [UInt8] = []
    spaced.reserveCapacity(bytes.count + 4)
    for (index, byte) in bytes.enumerated() {
      let isBound =
        byte == UInt8(ascii: " ")
        && (isSign(bytes.dropFirst(index + 1).first ?? 0)
          || bytes.dropFirst(index + 1).starts(with: "»".utf8)
          || bytes.prefix(index).suffix(2).elementsEqual("«".utf8))
      if isBound { spaced.append(contentsOf: "\u{A0}".utf8) } else { spaced.append(byte) }
    }
    return String(decoding: spaced, as: UTF8.self)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "!"): true
    default: false
    }
  }

  /// What the bytes of both quotation marks begin with.
  private static let guillemet: UInt8 = 0xC2
}

import HTTPTypes

/// The cookies of the pages: who is signed in, which browser it is, what it chose.
///
/// Behind encryption names begin with `__Host-`, which binds a cookie to this very host.
struct PageCookies: Sendable {
  let isEncrypted: Bool

  enum Name: String {
    /// The token of the visit; ends with the browser.
    case visit = "escale-visit"
    /// What form tokens are bound to.
    case browser = "escale-browser"
    /// The language that was chosen.
    case language = "escale-language"
    /// How the catalogue is shown.
    case catalogue = "escale-catalogue"
  }

  private static let yearInSeconds = 31_536_000

  /// The value that a browser sent for a cookie.
  func value(_ name: Name, in headers: HTTPFields) -> String? {
    let wanted = "\(fullName(name))=".utf8
    for header in headers[values: .cookie] {
      for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
        let pair = pair.drop { $0 == UInt8(ascii: " ") }
        if pair.starts(with: wanted), pair.count > wanted.count {
          return String(Substring(pair.dropFirst(wanted.count)))
        }
      }
    }
    return nil
  }

  /// The header that sets a cookie; one that lasts stays for a year.
  func setting(_ name: Name, to value: String, lasts: Bool) -> String {
    let age = lasts ? "; Max-Age=\(Self.yearInSeconds)" : ""
    return "\(fullName(name))=\(value)\(age)\(attributes)"
  }

  /// The header that takes a cookie away.
  func removing(_ name: Name) -> String { "\(fullName(name))=; Max-Age=0\(attributes)" }

  private var attributes: String {
    "; Path=/; HttpOnly; SameSite=Lax" + (isEncrypted ? "; Secure" : "")
  }

  private func fullName(_ name: Name) -> String {
    (isEncrypted ? "__Host-" : "") + name.rawValue
  }
}

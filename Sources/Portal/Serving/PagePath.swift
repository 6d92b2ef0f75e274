import EscaleCore

/// Where the pages are.
enum PagePath {
  static let home = "/"
  static let signIn = "/sign-in"
  static let signOut = "/sign-out"
  static let language = "/language"
  static let account = "/account"
  static let notices = "/account/notices"
  static let reset = "/reset"
  static let catalogue = "/requests/new"
  static let current = "/requests"
  static let closed = "/requests/closed"
  static let queue = "/queue"
  static let accessibility = "/accessibility"

  static func newRequest(_ service: CatalogueNode) -> String {
    "\(catalogue)/\(URLText.encoded(service.code))"
  }

  static func reset(_ token: String) -> String { "\(reset)/\(URLText.encoded(token))" }
  static func request(_ id: RequestID) -> String { "/requests/\(id)" }
  static func events(_ id: RequestID) -> String { "\(request(id))/events" }
  static func comment(_ id: RequestID) -> String { "\(request(id))/comment" }
  static func files(_ id: RequestID) -> String { "\(request(id))/files" }

  static func file(_ attachment: Attachment, of id: RequestID) -> String {
    "\(files(id))/\(attachment.blob)/\(URLText.encoded(attachment.fileName))"
  }

  static func edit(_ id: RequestID) -> String { "\(request(id))/edit" }
  static func links(_ id: RequestID) -> String { "\(request(id))/links" }
  static func contacts(_ id: RequestID) -> String { "\(request(id))/contacts" }
  static func removeContact(_ id: RequestID) -> String { "\(contacts(id))/remove" }

  static func verb(_ verb: Verb, on id: RequestID) -> String {
    "\(request(id))/do/\(URLText.encoded(verb.rawValue))"
  }

  /// A path of ours to go on to, or the home page for anything else.
  static func onward(_ text: String?) -> String {
    guard let text, text.utf8.first == UInt8(ascii: "/"), !text.utf8.starts(with: "//".utf8),
      !text.utf8.starts(with: signIn.utf8), !text.utf8.starts(with: signOut.utf8),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return home }
    return text
  }
}

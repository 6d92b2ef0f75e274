package import EscaleCore
import HTTPTypes
package import Hummingbird

/// The page at `/`: which desk this is, and how technicians join it.
package struct FrontPage: Sendable {
  private let ledger: LedgerID
  private let scheme: String

  /// The page of a ledger's server; `isEncrypted` where browsers come to it, or to its proxy, by
  /// HTTPS.
  package init(ledger: LedgerID, isEncrypted: Bool) {
    self.ledger = ledger
    scheme = isEncrypted ? "https" : "http"
  }

  /// Adds the page and its style sheet to a router.
  package func add(to router: Router<some RequestContext>) {
    router.get("/") { request, _ in
      let language = AcceptLanguage.language(request.headers[.acceptLanguage])
      return PageAnswer.html(
        html(language, host: request.head.authority ?? "localhost"), language: language)
    }
    router.get(RouterPath(PageStyle.path)) { _, _ in PageAnswer.style(PageStyle.sheet) }
  }

  /// The page in a language, as a browser sees it that came by this host name.
  package func html(_ language: Language, host: String) -> String {
    let words = FrontPageWords(language: language)
    let address = HTMLText.escaped("\(scheme)://\(host)")
    let name = HTMLText.escaped(host)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Escale — \(name)</title>
      <link rel="stylesheet" href="\(PageStyle.path)">
      </head>
      <body>
      <main>
      <h1>Escale</h1>
      <p>\(words.desk) <strong>\(name)</strong>.</p>
      <h2>\(words.joinTitle)</h2>
      <p>\(words.joinText)</p>
      <pre><code>escale join \(address) --user \(words.user) --invite \(words.code)</code></pre>
      <p>\(words.afterwards)</p>
      <footer>\(words.ledger) <code>\(HTMLText.escaped(ledger.description))</code></footer>
      </main>
      </body>
      </html>

      """
  }
}

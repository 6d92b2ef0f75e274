import EscaleCore
import HTTPTypes
package import Hummingbird
package import Ledger
import Logging
import NIOCore

/// The pages of the desk, for whoever has a browser.
///
/// They work on the same ledger as replicas do: what somebody does here is a change of the server's
/// own replica, of which he is the author, decided at once by the same rule. Everything works
/// without scripts.
package struct Portal: Sendable {
  let ledger: DeskLedger
  let cookies: PageCookies
  /// How browsers come here.
  let scheme: String
  let assets = PageAssets()
  let readers = LiveReaders()
  let onceOnly = OnceOnly()

  /// The pages of a ledger; `isEncrypted` where browsers come to the server, or to its proxy, by
  /// HTTPS.
  package init(ledger: DeskLedger, isEncrypted: Bool) {
    self.ledger = ledger
    cookies = PageCookies(isEncrypted: isEncrypted)
    scheme = isEncrypted ? "https" : "http"
  }

  /// Adds the pages to a router.
  package func add<Context: PortalContext>(to router: Router<Context>) {
    for route in PageRoute.all {
      router.on(RouterPath(route.path), method: route.method) { [self] request, context in
        let parameters = route.names.reduce(into: [:]) { parameters, name in
          parameters[name] = context.parameters.get(name).flatMap {
            URLText.decoded($0.utf8, isForm: false)
          }
        }
        let answer = await answer(
          route, request, client: context.client, id: context.id, parameters: parameters,
          logger: context.logger)
        return answer.response(acceptsGzip: request.headers.acceptsGzip)
      }
    }
    assets.add(to: router)
    // Whoever comes with a browser to what there isn't gets a page; programs get their own answer.
    router.get("/**") { [self] request, context in
      guard request.headers[.accept]?.contains("text/html") == true else {
        throw HTTPError(.notFound)
      }
      let answer = await answer(
        .missing, request, client: context.client, id: context.id, parameters: [:],
        logger: context.logger)
      return answer.response(acceptsGzip: request.headers.acceptsGzip)
    }
  }

  /// What a route answers, whatever happens.
  private func answer(
    _ route: PageRoute, _ request: Request, client: String, id: String,
    parameters: [String: String], logger: Logger
  ) async -> PageAnswer {
    var call = call(request, client: client, id: id, parameters: parameters)
    let isNewBrowser = cookies.value(.browser, in: request.headers) != call.browser
    do {
      if let token = call.token { call.visit = try await ledger.visit(token) }
      if route.method == .post {
        try checkSite(call)
        try await readForm(request, into: &call, route)
        try check(call, route)
      }
      if route.isForSignedIn { _ = try call.person }
      var answer = try await route.answer(self, call)
      if isNewBrowser { answer.cookies.append(browserCookie(call)) }
      return answer
    } catch {
      var answer = FaultPage(error, in: call, portal: self).answer
      if isNewBrowser { answer.cookies.append(browserCookie(call)) }
      if answer.status == .internalServerError {
        logger.error(
          "unexpected failure", metadata: ["error": "\(error)", "route": "\(route.path)"])
      }
      return answer
    }
  }

  private func browserCookie(_ call: PageCall) -> String {
    cookies.setting(.browser, to: call.browser, lasts: true)
  }

  private func call(
    _ request: Request, client: String, id: String, parameters: [String: String]
  ) -> PageCall {
    let headers = request.headers
    let chosen = cookies.value(.language, in: headers).flatMap { Language(rawValue: $0) }
    let known = cookies.value(.browser, in: headers).flatMap { BrowserID.isValid($0) ? $0 : nil }
    return PageCall(
      ledger: ledger,
      language: chosen ?? AcceptLanguage.language(headers[.acceptLanguage]),
      token: cookies.value(.visit, in: headers),
      browser: known ?? BrowserID.text(ledger.randomBytes(BrowserID.byteCount)),
      mask: ledger.randomBytes(FormToken.maskByteCount), client: client, id: id,
      scheme: scheme, host: request.head.authority ?? "localhost", path: request.uri.path,
      query: FormFields(urlEncoded: (request.uri.query ?? "").utf8) ?? FormFields(),
      parameters: parameters, headers: headers)
  }

  /// Makes sure that a form comes from no other site, before anything of it is read.
  private func checkSite(_ call: PageCall) throws {
    if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ call.headers[$0] }),
      site != "same-origin", site != "none"
    {
      throw ForeignForm()
    }
  }

  /// Makes sure that a form was sent from a page of ours, and by whom it was meant to be.
  private func check(_ call: PageCall, _ route: PageRoute) throws {
    if route.isForSignedIn { _ = try call.person }
    // To choose a language, or to leave where nobody is, harms nobody.
    if call.path == PagePath.language || (call.path == PagePath.signOut && call.visit == nil) {
      return
    }
    var token = call.formToken
    if call.path == PagePath.signIn || call.path == PagePath.reset
      || call.path.hasPrefix(PagePath.reset + "/")
    {
      token.person = nil
    }
    guard token.accepts(call.form["token"]) else { throw ForeignForm() }
  }

  /// Takes in the form that a browser sent, files only where they are expected.
  private func readForm(
    _ request: Request, into call: inout PageCall, _ route: PageRoute
  ) async throws {
    let type = request.headers[.contentType] ?? ""
    // Whoever was signed in until just now keeps his files too.
    var isKnown = false
    if let token = call.token { isKnown = try await ledger.hadVisit(token) }
    if route.takesFiles,
      var upload = UploadedForm(
        contentType: type, ledger: ledger, browser: call.browser, keepsFiles: isKnown)
    {
      try await upload.read(request.body)
      (call.form, call.uploadFaults) = (upload.fields, upload.faults)
    } else {
      call.form = try await Self.form(request, type: type)
    }
  }

  private static func form(_ request: Request, type: String) async throws -> FormFields {
    guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
      throw ForeignForm()
    }
    var bytes: [UInt8] = []
    for try await chunk in request.body {
      bytes.append(contentsOf: chunk.readableBytesView)
      guard bytes.count <= FormFields.byteLimit else { throw FormFault.tooLong }
    }
    guard let form = FormFields(urlEncoded: bytes) else { throw FormFault.unreadable }
    return form
  }
}

/// What names a browser, so that form tokens can be bound to it.
enum BrowserID {
  static let byteCount = 18

  static func text(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }

  static func isValid(_ text: String) -> Bool {
    text.utf8.count == 2 * byteCount
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

extension HTTPFields {
  fileprivate var acceptsGzip: Bool {
    (self[.acceptEncoding] ?? "").split(separator: ",").contains { entry in
      let parts = entry.split(separator: ";").map { $0.filter { $0 != " " } }
      return parts.first == "gzip" && !parts.dropFirst().contains { $0 == "q=0" }
    }
  }
}

import EscaleCore
import Gzip
import HTTPTypes
import Hummingbird

/// What a browser gets: a page, a file of ours, or the way to another page.
struct PageAnswer: Sendable {
  var status = HTTPResponse.Status.ok
  var body: Body
  var cookies: [String] = []
  /// What the body says is the same for everybody for ever.
  var isForEver = false
  var extra: HTTPFields = [:]
  /// Whether the body is a file of somebody's, which must not act in a browser.
  var isFile = false

  enum Body: Sendable {
    case page(HTML, Language)
    case file([UInt8], type: String)
    case stream(ResponseBody, type: String)
    case nothing
  }

  static func page(
    _ html: HTML, _ language: Language, status: HTTPResponse.Status = .ok
  ) -> PageAnswer { PageAnswer(status: status, body: .page(html, language)) }

  /// The way to another page, to be asked for with `GET`.
  static func seeOther(_ path: String) -> PageAnswer {
    PageAnswer(status: .seeOther, body: .nothing, extra: [.location: path])
  }

  /// Answers longer than this are compressed.
  private static let compressionThreshold = 500

  /// Nothing from elsewhere, nothing inline, no frames.
  private static let contentPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self';"
    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// A file can do nothing at all.
  private static let filePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'"

  func response(acceptsGzip: Bool) -> Response {
    var headers = extra
    headers[.contentSecurityPolicy] = isFile ? Self.filePolicy : Self.contentPolicy
    headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in Self.keepingToItself { headers[name] = value }
    headers[.cacheControl] = isForEver ? "public, max-age=31536000, immutable" : "no-store"
    for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
    switch body {
    case .page(let html, let language):
      headers[.contentType] = "text/html; charset=utf-8"
      headers[.contentLanguage] = language.rawValue
      headers[.vary] = "Accept-Language, Accept-Encoding, Cookie"
      return written(html.bytes, headers, acceptsGzip: acceptsGzip)
    case .file(let bytes, let type):
      headers[.contentType] = type
      headers[.vary] = "Accept-Encoding"
      return written(bytes, headers, acceptsGzip: acceptsGzip)
    case .stream(let body, let type):
      headers[.contentType] = type
      return Response(status: status, headers: headers, body: body)
    case .nothing: return Response(status: status, headers: headers)
    }
  }

  private func written(_ bytes: [UInt8], _ headers: HTTPFields, acceptsGzip: Bool) -> Response {
    guard acceptsGzip, bytes.count > Self.compressionThreshold else {
      return Response(
        status: status, headers: headers, body: .init(byteBuffer: .init(bytes: bytes)))
    }
    var headers = headers
    headers[.contentEncoding] = "gzip"
    return Response(
      status: status, headers: headers,
      body: .init(byteBuffer: .init(bytes: Gzip.compress(bytes))))
  }

  private static let keepingToItself: [(HTTPField.Name, String)] = [
    ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
  ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}

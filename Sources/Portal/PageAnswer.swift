import EscaleCore
import HTTPTypes
import Hummingbird

/// Answers to browsers, with the headers that keep a page to itself.
enum PageAnswer {
  /// Nothing from elsewhere, no scripts, no frames, no forms.
  private static let contentPolicy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
    + " frame-ancestors 'none'"

  static func html(_ text: String, language: Language) -> Response {
    var headers = headers(type: "text/html; charset=utf-8")
    headers[.contentLanguage] = language.rawValue
    headers[.vary] = "Accept-Language"
    headers[.cacheControl] = "no-cache"
    return answer(text, headers)
  }

  static func style(_ text: String) -> Response {
    var headers = headers(type: "text/css; charset=utf-8")
    headers[.cacheControl] = "max-age=3600"
    return answer(text, headers)
  }

  private static func headers(type: String) -> HTTPFields {
    var headers: HTTPFields = [.contentType: type, .contentSecurityPolicy: contentPolicy]
    headers[.xContentTypeOptions] = "nosniff"
    if let referrerPolicy = HTTPField.Name("Referrer-Policy") {
      headers[referrerPolicy] = "no-referrer"
    }
    return headers
  }

  private static func answer(_ text: String, _ headers: HTTPFields) -> Response {
    Response(status: .ok, headers: headers, body: .init(byteBuffer: .init(string: text)))
  }
}

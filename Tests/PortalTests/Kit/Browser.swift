import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// A browser without scripts: keeps cookies and sends forms with the tokens of the pages it saw.
struct Browser {
  private let client: any TestClientProtocol
  private(set) var cookies: [String: String] = [:]
  /// What it asks for beside cookies.
  var headers: HTTPFields = [:]
  /// The page that was seen last.
  private(set) var page = ""

  init(_ client: any TestClientProtocol) { self.client = client }

  struct Answer {
    let status: Int
    let headers: HTTPFields
    let body: String

    var location: String? { headers[.location] }
  }

  mutating func get(_ path: String) async throws -> Answer {
    try await ask(path, .get, nil)
  }

  /// Sends a form, with the token of the page seen last unless another one is given.
  mutating func post(
    _ path: String, _ fields: [(String, String)] = [], token: String? = nil
  ) async throws -> Answer {
    let all = [("token", token ?? self.token ?? "")] + fields
    let body = all.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    return try await ask(
      path, .post, ByteBuffer(string: body), type: "application/x-www-form-urlencoded")
  }

  /// Sends a form with files.
  mutating func upload(
    _ path: String, _ fields: [(String, String)], _ files: [(name: String, bytes: [UInt8])]
  ) async throws -> Answer {
    var body: [UInt8] = []
    for (name, value) in [("token", token ?? "")] + fields {
      body += Array(
        "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      body += Array(
        "--edge\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"\(file.name)\"\r\n"
          .utf8)
      body += Array("Content-Type: application/x-anything\r\n\r\n".utf8) + file.bytes
      body += Array("\r\n".utf8)
    }
    return try await ask(
      path, .post, ByteBuffer(bytes: body + Array("--edge--\r\n".utf8)),
      type: "multipart/form-data; boundary=edge")
  }

  mutating func signIn(_ name: String, _ password: String) async throws {
    _ = try await get("/sign-in")
    let answer = try await post("/sign-in", [("name", name), ("password", password)])
    #expect(answer.status == 303, "\(name): \(answer.body)")
    _ = try await get("/")
  }

  /// The token of the first form of the page seen last.
  var token: String? { value(of: "token") }

  /// What a field of the page seen last holds.
  func value(of name: String) -> String? {
    guard let start = page.range(of: "name=\"\(name)\" value=\"") else { return nil }
    let rest = page[start.upperBound...]
    return rest.range(of: "\"").map { String(rest[..<$0.lowerBound]) }
  }

  /// The hidden fields of the page seen last whose names begin so.
  func fields(named prefix: String) -> [(String, String)] {
    page.matches(of: /<input type="hidden" name="([^"]*)"\s+value="([^"]*)">/)
      .map { (String($0.output.1), String($0.output.2)) }.filter { $0.0.hasPrefix(prefix) }
  }

  /// Forgets a cookie, as when it has run out.
  mutating func forget(_ cookie: String) { cookies[cookie] = nil }

  mutating func set(_ cookie: String, to value: String) { cookies[cookie] = value }

  private mutating func ask(
    _ path: String, _ method: HTTPRequest.Method, _ body: ByteBuffer?, type: String? = nil
  ) async throws -> Answer {
    var headers = headers
    headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: "; ")
    headers[.contentType] = type
    let response = try await client.executeRequest(
      uri: path, method: method, headers: headers, body: body)
    for cookie in response.headers[values: .setCookie] { keep(cookie) }
    let text = String(buffer: response.body)
    if response.headers[.contentType]?.hasPrefix("text/html") == true { page = text }
    return Answer(status: response.status.code, headers: response.headers, body: text)
  }

  private mutating func keep(_ cookie: String) {
    let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
    let isGone = cookie.contains("Max-Age=0")
    cookies[String(pair[0])] = isGone ? nil : String(pair.count > 1 ? pair[1] : "")
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

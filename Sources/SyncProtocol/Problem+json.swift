package import EscaleCore

extension Problem {
  /// The document, in one language; `requestID` is the name that the request has in the server's
  /// log.
  package func jsonBytes(in language: Language, requestID: String? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "about:blank")
    writer.member("title", message[language])
    writer.member("status", status)
    writer.member("code", code)
    writer.member("detail", message[language])
    if let hint { writer.member("hint", hint[language]) }
    if !details.isEmpty { writeDetails(to: &writer) }
    if let requestID { writer.member("requestId", requestID) }
    writer.endObject()
    return writer.bytes
  }

  /// Ordered by the keys' bytes, so that the same problem is the same document.
  private func writeDetails(to writer: inout JSONWriter) {
    writer.key("details")
    writer.beginObject()
    for (key, value) in details.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      writer.member(key, value)
    }
    writer.endObject()
  }

  /// The problem that a document tells, or nothing where it tells none.
  package init?(jsonBytes: [UInt8], status: Int) {
    guard let document = try? JSONValue.parse(jsonBytes),
      let code = try? document.string("code"),
      let message = try? document.string("detail")
    else { return nil }
    let hint = (try? document.optionalString("hint")) ?? nil
    var details: [String: String] = [:]
    for member in (try? document.optionalObject("details")?.members()) ?? [] {
      details[member.key] = try? member.value.string()
    }
    self.init(
      status: status, code: code, message: Words(french: message, english: message),
      hint: hint.map { Words(french: $0, english: $0) }, details: details)
  }
}

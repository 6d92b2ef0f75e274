package import EscaleCore

/// What the server refuses with: a failure as it travels.
///
/// Rendered as a problem document (RFC 9457) in one language; at the other end both languages
/// hold the one text that came.
package struct Problem: Error, Sendable, Equatable {
  package let status: Int
  package let code: String
  package let message: Words
  package let hint: Words?
  package let details: [String: String]

  package init(
    status: Int, code: String, message: Words, hint: Words? = nil, details: [String: String] = [:]
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.hint = hint
    self.details = details
  }
}

/// What a password must be.
package enum PasswordRules {
  /// The shortest password in bytes of UTF-8.
  package static let leastByteCount = 8
}

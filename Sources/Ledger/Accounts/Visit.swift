package import EscaleCore

/// Somebody who is signed in in a browser, and the directory as it stands.
///
/// Source: OWASP ASVS 5.0, chapter 7.
package struct Visit: Sendable {
  /// How long a visit outlives its last request, in milliseconds: an hour.
  package static let idleMilliseconds: Int64 = 3_600_000
  /// How long a visit lasts at most, in milliseconds: twelve hours.
  package static let lifetimeMilliseconds: Int64 = 12 * 3_600_000
  /// How far the noted time of the last request may lag, in milliseconds: a page writes nothing.
  static let seenStepMilliseconds: Int64 = 60_000

  package let person: Person
  package let directory: DeskDirectory
}

/// A visit that has just begun.
package struct VisitStart: Sendable {
  /// What the browser is to keep: 256 random bits in base64url.
  package let token: String
  package let person: Person
}

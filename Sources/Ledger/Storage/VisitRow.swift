package import EscaleCore

/// What is kept of somebody who is signed in in a browser: never the token itself.
package struct VisitRow: Hashable, Sendable {
  package var tokenHash: Fingerprint
  package var person: PersonNumber
  /// In milliseconds since 1970 UTC, as all times here.
  package var startedAt: Int64
  /// When he last asked for something, to the minute.
  package var seenAt: Int64

  package init(tokenHash: Fingerprint, person: PersonNumber, startedAt: Int64) {
    self.tokenHash = tokenHash
    self.person = person
    self.startedAt = startedAt
    seenAt = startedAt
  }

  /// Whether it is over at a time: too long since the last request, or since it began.
  func isOver(at now: Int64) -> Bool {
    now >= seenAt + Visit.idleMilliseconds || now >= startedAt + Visit.lifetimeMilliseconds
  }
}

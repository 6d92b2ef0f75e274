import EscaleCore
import Synchronization

/// Limits how often somebody may try to sign in: per account and address.
final class AttemptLimit: Sendable {
  /// How many failures are allowed within ``windowMilliseconds``.
  static let failureLimit = 10
  static let windowMilliseconds: Int64 = 900_000
  /// How many pairs of account and address are remembered at most.
  static let pairLimit = 10_000

  private let failures = Mutex<[String: [Int64]]>([:])

  /// - Throws: ``LedgerError/tooManyAttempts(retryAfterSeconds:)``.
  func check(_ user: String, _ client: String, now: Int64) throws(LedgerError) {
    let all = failures.withLock { $0 }
    let recent = recent(of: Self.key(user, client), in: all, now: now)
    guard recent.count >= Self.failureLimit, let first = recent.first else { return }
    let wait = (first + Self.windowMilliseconds - now) / 1_000 + 1
    throw .tooManyAttempts(retryAfterSeconds: Int(wait))
  }

  func noteFailure(_ user: String, _ client: String, now: Int64) {
    let key = Self.key(user, client)
    failures.withLock { failures in
      if failures.count >= Self.pairLimit {
        failures = failures.filter { ($0.value.last ?? 0) > now - Self.windowMilliseconds }
      }
      guard failures.count < Self.pairLimit || failures[key] != nil else { return }
      failures[key] = recent(of: key, in: failures, now: now) + [now]
    }
  }

  func forget(_ user: String, _ client: String) {
    failures.withLock { $0[Self.key(user, client)] = nil }
  }

  private func recent(of key: String, in all: [String: [Int64]], now: Int64) -> [Int64] {
    (all[key] ?? []).filter { $0 > now - Self.windowMilliseconds }
  }

  private static func key(_ user: String, _ client: String) -> String { "\(user)\n\(client)" }
}

import EscaleCore
import Synchronization

/// Limits how often somebody may try to sign in: per account and address together, and, more
/// generously, per account from anywhere and per address for anybody.
final class AttemptLimit: Sendable {
  /// How many failures of one account from one address are allowed within ``windowMilliseconds``.
  static let pairFailureLimit = 10
  /// How many failures of one account are allowed, from all addresses together.
  static let accountFailureLimit = 50
  /// How many failures from one address are allowed, for all accounts together: a campus may share
  /// one.
  static let addressFailureLimit = 100
  static let windowMilliseconds: Int64 = 900_000
  /// How many pairs, accounts and addresses are remembered at most.
  static let keyLimit = 30_000
  /// How much of an account's name counts.
  static let nameByteLimit = 128

  private let failures = Mutex<[Key: [Int64]]>([:])

  private enum Key: Hashable {
    case pair(String, String)
    case account(String)
    case address(String)

    var failureLimit: Int {
      switch self {
      case .pair: AttemptLimit.pairFailureLimit
      case .account: AttemptLimit.accountFailureLimit
      case .address: AttemptLimit.addressFailureLimit
      }
    }
  }

  /// - Throws: ``LedgerError/tooManyAttempts(retryAfterSeconds:)``.
  func check(_ user: String, _ client: String, now: Int64) throws(LedgerError) {
    let all = failures.withLock { $0 }
    for key in Self.keys(user, client) {
      let recent = recent(of: key, in: all, now: now)
      guard recent.count >= key.failureLimit else { continue }
      let first = recent[recent.count - key.failureLimit]
      let wait = (first + Self.windowMilliseconds - now) / 1_000 + 1
      throw .tooManyAttempts(retryAfterSeconds: Int(wait))
    }
  }

  func noteFailure(_ user: String, _ client: String, now: Int64) {
    failures.withLock { failures in
      if failures.count >= Self.keyLimit {
        failures = failures.filter { ($0.value.last ?? 0) > now - Self.windowMilliseconds }
      }
      for key in Self.keys(user, client)
      where failures.count < Self.keyLimit || failures[key] != nil {
        let recent = recent(of: key, in: failures, now: now) + [now]
        failures[key] = Array(recent.suffix(key.failureLimit))
      }
    }
  }

  /// Forgets the failures of an account from an address; those counted otherwise stay.
  func forget(_ user: String, _ client: String) {
    failures.withLock { $0[Self.keys(user, client)[0]] = nil }
  }

  private func recent(of key: Key, in all: [Key: [Int64]], now: Int64) -> [Int64] {
    (all[key] ?? []).filter { $0 > now - Self.windowMilliseconds }
  }

  /// However long a name is, little of it is remembered.
  private static func keys(_ user: String, _ client: String) -> [Key] {
    let name = String(decoding: user.utf8.prefix(nameByteLimit), as: UTF8.self)
    return [.pair(name, client), .account(name), .address(client)]
  }
}

import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// Hashes passwords, at most two at once, with a short queue before it.
///
/// The standard cost takes 128 MiB and most of a second: nobody may make the server do it often.
///
/// Source: RFC 7914.
actor PasswordGate {
  static let atOnceLimit = 2
  static let queueLimit = 8
  static let saltByteCount = 16
  static let hashByteCount = 32

  /// How much was mixed so far, in blocks: the work that guesses were given.
  private(set) var work: UInt64 = 0

  private let threads = DispatchQueue(label: "escale.passwords", attributes: .concurrent)
  private var running = 0
  private var queue: [CheckedContinuation<Void, Never>] = []

  /// The hash of a password.
  ///
  /// - Throws: ``LedgerError/signInBusy`` when too many wait already.
  func hash(_ password: String, salt: [UInt8], cost: PasswordCost) async throws -> [UInt8] {
    try await enter()
    defer { leave() }
    work &+= cost.work
    return try await withCheckedThrowingContinuation { continuation in
      threads.async {
        continuation.resume(with: Result { try scrypt(password, salt: salt, cost: cost) })
      }
    }
  }

  private func enter() async throws {
    guard running >= Self.atOnceLimit else {
      running += 1
      return
    }
    guard queue.count < Self.queueLimit else { throw LedgerError.signInBusy }
    await withCheckedContinuation { queue.append($0) }
  }

  private func leave() {
    if queue.isEmpty { running -= 1 } else { queue.removeFirst().resume() }
  }
}

private func scrypt(_ password: String, salt: [UInt8], cost: PasswordCost) throws -> [UInt8] {
  // An empty password can't be given to the function; nobody can have set one either.
  let password = password.utf8.isEmpty ? "\0" : password
  let key = try KDF.Scrypt.deriveKey(
    from: Data(password.utf8), salt: Data(salt), outputByteCount: PasswordGate.hashByteCount,
    rounds: Int(cost.rounds), blockSize: Int(cost.blockSize),
    parallelism: Int(cost.parallelism))
  return key.withUnsafeBytes { Array($0) }
}

/// Whether two byte strings are equal, in a time that doesn't tell where they differ.
func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for (one, other) in zip(left, right) { difference |= one ^ other }
  return difference == 0
}

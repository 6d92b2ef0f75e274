import Crypto
import EscaleCore
import Foundation

/// Marks what pages hand out and get back, so that nobody else can have made it.
///
/// HMAC-SHA-256 under a key of its own, derived from the ledger's secret: the same in every process
/// that serves the ledger, and after a restart.
struct PageSeal: Sendable {
  static let byteCount = 32
  private static let purpose = Data("escale pages".utf8)

  private let key: SymmetricKey

  init(secret: [UInt8]) {
    let code = HMAC<SHA256>.authenticationCode(
      for: Self.purpose, using: SymmetricKey(data: secret))
    key = SymmetricKey(data: Data(code))
  }

  /// The mark of some bytes.
  func mark(_ bytes: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
  }
}

import Crypto
package import EscaleCore

/// A SHA-256 of bytes that come piece by piece.
///
/// A copy goes on by itself.
package struct RunningHash: Sendable {
  private var hash = SHA256()

  package init() {}

  /// Takes in the next bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// The fingerprint of everything so far.
  package var fingerprint: Fingerprint {
    hash.finalize().withUnsafeBytes { Fingerprint(raw: $0) } ?? .zero
  }
}

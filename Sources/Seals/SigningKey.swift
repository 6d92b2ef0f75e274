import Crypto
package import EscaleCore

/// An Ed25519 key that signs: a replica's, for its checkpoints; a server's, for its receipts.
package struct SigningKey: Sendable {
  /// The length of the secret in bytes.
  package static let byteCount = 32

  private let key: Curve25519.Signing.PrivateKey

  /// A new key from the system's randomness.
  package init() { key = Curve25519.Signing.PrivateKey() }

  /// A key as it was stored, or nil for anything but 32 bytes.
  package init?(secret: [UInt8]) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret) else {
      return nil
    }
    self.key = key
  }

  /// The 32 secret bytes, for storage in a file of mode 0600.
  package var secret: [UInt8] { Array(key.rawRepresentation) }

  package var verifyingKey: VerifyingKey {
    VerifyingKey(bytes: Array(key.publicKey.rawRepresentation))
  }

  /// The signature of a digest: 64 bytes.
  ///
  /// - Returns: Nil where the system's cryptography fails, which leaves nothing signed.
  package func signature(of digest: Fingerprint) -> [UInt8]? {
    (try? key.signature(for: digest.bytes)).map(Array.init)
  }
}

/// The public half of a ``SigningKey``: 32 bytes.
package struct VerifyingKey: Hashable, Sendable {
  /// The length of the key in bytes.
  package static let byteCount = 32
  /// The length of a signature in bytes.
  package static let signatureByteCount = 64

  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether a signature is this key's over a digest; false for anything malformed.
  package func verifies(_ signature: [UInt8], of digest: Fingerprint) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: digest.bytes)
  }
}

package import EscaleCore

/// How digests are signed and signatures checked, where that is given from outside.
///
/// Everywhere ``ed25519``, but in simulations that prove other things a million times an hour.
package struct SignatureScheme: Sendable {
  /// The signature of a digest, or nil where nothing could be signed.
  package var signature: @Sendable (_ key: SigningKey, _ digest: Fingerprint) -> [UInt8]?
  /// Whether a signature is a key's over a digest.
  package var verifies:
    @Sendable (_ key: VerifyingKey, _ signature: [UInt8], _ digest: Fingerprint) -> Bool

  package init(
    signature: @escaping @Sendable (SigningKey, Fingerprint) -> [UInt8]?,
    verifies: @escaping @Sendable (VerifyingKey, [UInt8], Fingerprint) -> Bool
  ) {
    self.signature = signature
    self.verifies = verifies
  }

  /// The one that the protocol demands.
  package static let ed25519 = SignatureScheme(
    signature: { $0.signature(of: $1) }, verifies: { $0.verifies($1, of: $2) })
}

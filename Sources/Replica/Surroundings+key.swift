import Seals

extension Surroundings {
  /// A new key for checkpoints, from this randomness.
  func newSigningKey() -> SigningKey {
    SigningKey(secret: randomBytes(SigningKey.byteCount)) ?? SigningKey()
  }
}

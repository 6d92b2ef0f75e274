package import Logging
package import Seals

/// What a ledger takes from the world around it: time, randomness, and where it writes what
/// happens.
package struct LedgerSurroundings: Sendable {
  package var clock: any LedgerClock
  /// So many random bytes, fit for secrets.
  package var randomBytes: @Sendable (Int) -> [UInt8]
  package var passwordCost: PasswordCost
  /// How receipts are signed and checkpoints checked.
  package var signatures: SignatureScheme
  package var logger: Logger

  package init(
    clock: any LedgerClock = SystemClock(),
    randomBytes: @escaping @Sendable (Int) -> [UInt8] = systemRandomBytes,
    passwordCost: PasswordCost = .standard, signatures: SignatureScheme = .ed25519,
    logger: Logger = Logger(label: "escale.ledger")
  ) {
    self.clock = clock
    self.randomBytes = randomBytes
    self.passwordCost = passwordCost
    self.signatures = signatures
    self.logger = logger
  }
}

/// Bytes from the system's generator, which is fit for secrets.
@Sendable package func systemRandomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  var bytes: [UInt8] = []
  while bytes.count < count {
    let word = generator.next()
    for shift in stride(from: UInt64(0), to: 64, by: 8) where bytes.count < count {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }
  return bytes
}

/// What one guess at a password costs: the parameters of scrypt.
///
/// Source: RFC 7914, section 2; the standard cost takes 128 MiB and most of a second.
package struct PasswordCost: Hashable, Sendable {
  /// The number of rounds, a power of two.
  package var rounds: UInt32
  package var blockSize: UInt32
  package var parallelism: UInt32

  package init(rounds: UInt32, blockSize: UInt32, parallelism: UInt32) {
    self.rounds = rounds
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// How many blocks are mixed for one guess.
  var work: UInt64 {
    UInt64(rounds).multipliedReportingOverflow(by: UInt64(blockSize) &* UInt64(parallelism))
      .partialValue
  }

  package static let standard = PasswordCost(rounds: 1 << 17, blockSize: 8, parallelism: 1)
  /// So cheap that tests can afford it, and useless against anybody.
  package static let trifling = PasswordCost(rounds: 16, blockSize: 1, parallelism: 1)
}

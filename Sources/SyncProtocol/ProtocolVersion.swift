/// The versions of the protocol that this program speaks, oldest first.
///
/// Both sides name theirs; the highest common one is spoken.
package enum ProtocolVersion {
  package static let spoken: [UInt64] = [1]

  /// The highest version that both speak, or nil.
  package static func common(with others: [UInt64]) -> UInt64? {
    spoken.last { others.contains($0) }
  }

  /// Whether programs of this version have stopped speaking one that was spoken before.
  package static func isOutlived(_ version: UInt64) -> Bool {
    spoken.first.map { version < $0 } ?? false
  }
}

/// The versions of the protocol that this program speaks, oldest first.
///
/// Both sides name theirs; the highest common one is spoken.
package enum ProtocolVersion {
  package static let spoken: [UInt64] = [1]

  /// The highest version that both speak, or nil.
  package static func common(with others: [UInt64]) -> UInt64? {
    spoken.last { others.contains($0) }
  }
}

/// A place in the ledger: 1, 2, 3 … without gaps; 0 is before everything.
package struct Position: RawRepresentable, Hashable, Comparable, Sendable {
  /// The highest position that a store can hold.
  package static let limit = UInt64(Int64.max)

  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Before the first entry.
  package static let start = Position(rawValue: 0)

  /// The place after this one.
  package var next: Position { Position(rawValue: rawValue &+ 1) }

  package static func < (left: Position, right: Position) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Position: CustomStringConvertible {
  package var description: String { String(rawValue) }
}

/// What a replica says it holds for sure: all that it may see up to a position of the ledger, and
/// its own changes up to a sequence.
///
/// Stored in the transaction that applies an answer, sent with every push.
package struct Acknowledgement: Hashable, Sendable {
  package let position: Position
  package let ownLastSequence: UInt32

  package init(position: Position, ownLastSequence: UInt32) {
    self.position = position
    self.ownLastSequence = ownLastSequence
  }
}

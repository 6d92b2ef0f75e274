/// The weight of a chain in one integer, as the enumeration reckons it.
///
/// Each precedence is replaced by its rank among those of the lifecycle, from 1, one byte each,
/// heaviest first from the top: integers then compare as the lists would, and a list outweighs its
/// own beginning.
struct PackedWeight: Comparable, Hashable {
  /// The longest chain that fits.
  static let limit = 16

  private var bytes: UInt128 = 0

  init() {}

  /// The weight with one rank more.
  func adding(_ rank: UInt8) -> PackedWeight {
    precondition(bytes & 0xFF == 0, "a chain is longer than \(Self.limit)")
    var shift: UInt128 = 120
    while UInt8(truncatingIfNeeded: bytes >> shift) >= rank { shift -= 8 }
    let above = shift == 120 ? 0 : (bytes >> (shift + 8)) << (shift + 8)
    var result = self
    result.bytes = above | UInt128(rank) << shift | (bytes ^ above) >> 8
    return result
  }

  static func < (left: PackedWeight, right: PackedWeight) -> Bool { left.bytes < right.bytes }
}

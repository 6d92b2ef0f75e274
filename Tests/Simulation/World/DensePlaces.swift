import EscaleCore

/// The positions of a ledger without the leaps that it made after restorations: the model counts
/// without gaps.
struct DensePlaces {
  private struct Leap {
    /// The position after which there are none, and the next that there is.
    let after: UInt64
    let to: UInt64
  }

  private var leaps: [Leap] = []

  /// Notes that a ledger began a new epoch.
  ///
  /// - Returns: Whether that is new.
  mutating func leap(to epoch: UInt64, from position: Position) -> Bool {
    guard epoch > 1, epoch > leaps.last?.to ?? 0 else { return false }
    leaps.append(Leap(after: position.rawValue, to: epoch))
    return true
  }

  /// The place of a position; of one that was lost, the last before it.
  func dense(_ position: Position) -> Int {
    var left: UInt64 = 0
    for leap in leaps {
      guard position.rawValue >= leap.to else {
        return Int(clamping: min(position.rawValue, leap.after) - left)
      }
      left += leap.to - 1 - leap.after
    }
    return Int(clamping: position.rawValue - left)
  }
}

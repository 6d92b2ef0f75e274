/// What bounds notices.
package enum NoticeLimits {
  /// How many people one event is told to at most.
  static let recipientLimit = 500
  /// How long one hand-over may take before nobody knows what came of it, in milliseconds.
  static let handOverMilliseconds: Int64 = 600_000
  /// How long it is tried, in milliseconds: three days.
  static let lifetimeMilliseconds: Int64 = 3 * 86_400_000
  /// How long what was settled is remembered, in milliseconds: ninety days.
  static let memoryMilliseconds: Int64 = 90 * 86_400_000
  /// How long before it closes by itself somebody is told, in days.
  static let closingSoonDays: UInt32 = 3
  /// How many requests are looked at in one transaction.
  static let page = 500
  /// How long to wait before each further attempt, in milliseconds; the last holds from then on.
  static let waits: [Int64] = [60_000, 300_000, 900_000, 3_600_000, 14_400_000, 28_800_000]

  /// How long to wait after so many attempts.
  static func wait(afterAttempts attempts: UInt32) -> Int64 {
    waits[min(max(Int(attempts), 1), waits.count) - 1]
  }
}

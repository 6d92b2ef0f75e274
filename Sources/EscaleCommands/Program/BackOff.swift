/// How long to wait before trying again: twice as long each time, up to five minutes, and never exactly
/// as long as everybody else.
struct BackOff {
  private static let first = 1_000
  private static let most = 300_000

  private var ceiling = Self.first

  /// The next pause: between half of the ceiling and all of it.
  mutating func next() -> Duration {
    defer { ceiling = min(ceiling * 2, Self.most) }
    return .milliseconds(Int.random(in: ceiling / 2...ceiling))
  }

  /// It has worked.
  mutating func reset() { ceiling = Self.first }
}

import TestSupport

/// What happens to the messages of one sync on their way.
package struct Weather: Sendable {
  package enum Fault: Int64, CaseIterable, Sendable {
    /// The message never arrives.
    case lostRequest = 1
    /// The server acts, and nobody hears of it.
    case lostAnswer
    /// The message arrives twice at once.
    case repeated
    /// The answer ends too early.
    case cutAnswer
    /// The message ends too early.
    case cutRequest
    /// The message is kept on the way, and may arrive much later; nobody hears of it.
    case delayed
    /// All goes well, and the message may arrive once more, much later.
    case remembered

    /// How it is counted.
    var situation: String { Fault.situations[self] ?? "network" }

    private static let situations = Dictionary(
      uniqueKeysWithValues: allCases.map { ($0, "network: \($0)") })
  }

  package var fault: Fault?
  /// Which message of the sync it is, from 0.
  package var strikesAt: Int
  /// Where a message is cut off, in thousandths of its length.
  package var place: Int
  /// How many entries an answer may carry; nil for the usual.
  package var entryLimit: UInt64?
  /// Whether those at both ends are of later versions, each of which says more than the other knows.
  package var isLater = false

  /// Fine weather.
  package init() { (fault, strikesAt, place, entryLimit) = (nil, 0, 0, nil) }

  /// The weather that an event brings.
  init(_ event: SimulatedEvent) {
    var random = SeededRandom(seed: event.seed)
    fault = Fault(rawValue: event.number)
    strikesAt = random.once(in: 2) ? 0 : random.number(0...2)
    place = random.number(0...1_000)
    entryLimit = random.once(in: 4) ? UInt64(random.number(1...6)) : nil
    isLater = random.once(in: 6)
  }
}

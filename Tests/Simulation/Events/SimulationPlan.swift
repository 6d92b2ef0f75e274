import TestSupport

/// Everything that one seed decides: who is there, what can go wrong, and what happens.
package struct SimulationPlan: Hashable, Sendable {
  package var seed: UInt64
  /// The lifecycle that new requests get.
  package var lifecycle: String
  /// The people whose devices there are, by name.
  package var people: [String]
  package var events: [SimulatedEvent]
  package var level: SimulationLevel

  package init(
    seed: UInt64, lifecycle: String, people: [String], events: [SimulatedEvent],
    level: SimulationLevel = .disk
  ) {
    self.seed = seed
    self.lifecycle = lifecycle
    self.people = people
    self.events = events
    self.level = level
  }

  /// Draws a plan: a random subset of all faults, each at a rate of its own.
  package init(seed: UInt64, steps: Int, level: SimulationLevel = .disk) {
    let faults = level.faults
    var random = SeededRandom(seed: seed)
    lifecycle = random.once(in: 3) ? "servicedesk" : "lorraine"
    people = Self.cast(&random)
    self.seed = seed
    self.level = level
    let weights = Self.weights(&random, faults)
    var stage = Stage(
      random: random, deviceCount: people.count, hasServerDisk: faults.contains(.cut))
    events = (0..<steps).map { _ in stage.event(weights) }
  }

  /// What can be left out of a world, or left in.
  package static let everyFault: Set<SimulatedEvent.Kind> = [
    .redeliver, .close, .kill, .cut, .fault, .skew, .clock, .backUp, .join, .tell, .copy, .edit,
    .deceive, .part, .attach, .together, .erase, .settle,
  ]

  /// What can go wrong where there is no disk.
  package static let faultsInMemory: Set<SimulatedEvent.Kind> = [
    .redeliver, .skew, .clock, .backUp, .copy, .edit, .deceive, .part,
  ]

  /// Three to five people: two colleagues always, so that there is something to agree on.
  private static func cast(_ random: inout SeededRandom) -> [String] {
    var others = SimulatedDirectory.names.dropFirst(2).shuffled(using: &random)
    others.removeLast(others.count - (random.once(in: 3) ? 3 : 1))
    return Array(SimulatedDirectory.names.prefix(2)) + others
  }

  private static func weights(
    _ random: inout SeededRandom, _ faults: Set<SimulatedEvent.Kind>
  ) -> [(kind: SimulatedEvent.Kind, upTo: Int)] {
    var weights: [(SimulatedEvent.Kind, Int)] = [(.act, 50), (.sync, 24), (.pass, 8)]
    if !random.once(in: 4) { weights.append((.timers, random.number(1...6))) }
    for kind in SimulatedEvent.Kind.allCases where faults.contains(kind) && random.once(in: 2) {
      // Liars are turned away at the door mostly: what comes in at all is to be common.
      let weight = random.number(1...4) * (kind == .deceive ? 3 : 1)
      weights.append((kind, weight))
      // What breaks is mended, what was saved is put back.
      if kind == .fault { weights.append((.mend, weight)) }
      if kind == .backUp { weights.append((.restore, faults.contains(.cut) ? 3 : 1)) }
      if kind == .attach { weights.append((.carry, weight)) }
      if kind == .join { weights.append((.fetch, 2 * weight)) }
    }
    var sum = 0
    return weights.map { weight in
      sum += weight.1
      return (weight.0, sum)
    }
  }
}

/// Draws events one after another.
private struct Stage {
  var random: SeededRandom
  let deviceCount: Int
  /// Whether the server can be put back to a backup, too.
  let hasServerDisk: Bool
  private static let second: Int64 = 1_000
  private static let day: Int64 = 86_400_000

  mutating func event(_ weights: [(kind: SimulatedEvent.Kind, upTo: Int)]) -> SimulatedEvent {
    let drawn = random.number(1...(weights.last?.upTo ?? 1))
    let kind = weights.first { drawn <= $0.upTo }?.kind ?? .act
    var event = SimulatedEvent(
      kind, machine: machine(for: kind), number: number(for: kind),
      seed: UInt64(random.number(0...999_999_999)))
    if hasServerDisk, kind == .backUp || kind == .restore, event.seed % 5 < 2 {
      event.machine = 0
    }
    return event
  }

  private mutating func machine(for kind: SimulatedEvent.Kind) -> Int {
    switch kind {
    case .kill, .cut, .fault, .mend, .skew, .clock:
      random.once(in: 3) ? 0 : random.number(1...deviceCount)
    default: random.number(1...deviceCount)
    }
  }

  private mutating func number(for kind: SimulatedEvent.Kind) -> Int64 {
    switch kind {
    case .sync, .carry, .together, .fetch:
      Int64(random.once(in: 2) ? 0 : random.number(1...Weather.Fault.allCases.count))
    case .pass: passage()
    case .skew: jump()
    case .fault: Int64(random.number(1...FaultyDisk.Fault.allCases.count))
    case .edit: Int64(min(10, random.number(1...16)))
    case .deceive: random.once(in: 2) ? 1 : 0
    // Half of the time it is set right.
    case .clock: Int64(random.once(in: 2) ? random.number(1...5) : 6)
    default: 0
    }
  }

  /// Minutes mostly, days often enough for timers, now and then a year.
  private mutating func passage() -> Int64 {
    switch random.number(1...20) {
    case 1: Int64(random.number(100...400)) * Self.day
    case 2...9: Int64(random.number(1...30)) * Self.day
    default: Int64(random.number(1...7_200)) * Self.second
    }
  }

  private mutating func jump() -> Int64 {
    let sizes: [Int64] = [Self.second, 3_600_000, Self.day * 40, Self.day * 11_000]
    let size = (random.pick(sizes) ?? Self.second) * Int64(random.number(1...3))
    return random.once(in: 2) ? size : -size
  }
}

/// How much of a simulated world is real.
package enum SimulationLevel: String, CaseIterable, Sendable {
  /// The core, the protocol and the ledger's decisions, on stores in memory.
  case memory
  /// The real stores, on SQLite over failing disks.
  case disk

  /// How many events a seed has.
  package var usualSteps: Int {
    switch self {
    case .memory: 200
    case .disk: 100
    }
  }

  /// What can go wrong there.
  var faults: Set<SimulatedEvent.Kind> {
    switch self {
    case .memory: SimulationPlan.faultsInMemory
    case .disk: SimulationPlan.everyFault
    }
  }
}

extension SimulationPlan {
  /// Lets the plan happen at its level, and looks at what came of it.
  ///
  /// In memory the story is told only where somebody reads it.
  package func run(
    situations: Situations = Situations(), tells: Bool = true
  ) async throws -> SimulationResult {
    switch level {
    case .memory: return try await MemoryWorld.run(self, situations: situations, tells: tells)
    case .disk:
      let result = try await SimulatedWorld.run(self)
      situations.add(result.situations)
      return result
    }
  }
}

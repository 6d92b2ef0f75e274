import ArgumentParser
import Console
import EscaleCore
import Glibc
import Replica
import ReplicaStore

/// `index`: makes the index of texts, aside; a sync that brought much starts it.
///
/// In portions, each a transaction, and with pauses: whoever writes meanwhile gets in between.
struct IndexCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "index", french: "Prépare la recherche.", english: "Prepare searching.", isShown: false)
  }

  private static let niceness: Int32 = 10

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    _ = nice(Self.niceness)
    let replica = try context.openReplica(.writing)
    while true {
      let start = ContinuousClock.now
      guard try replica.advanceSearch() else { return .done }
      try await Task.sleep(for: ContinuousClock.now - start)
    }
  }
}

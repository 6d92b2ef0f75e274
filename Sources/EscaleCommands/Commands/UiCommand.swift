import ArgumentParser
import Console
import EscaleCore
import FullScreen
import Replica
import ReplicaStore

/// `ui`: the replica on a full screen.
struct UiCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "ui", french: "Un écran entier : listes, demandes, actions par touches.",
      english: "A full screen: lists, requests, actions by key.")
  }

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard context.canAsk, context.output.isTerminal,
      let terminal = FullScreenTerminal(isColored: context.style.isColored)
    else { throw ScreenFault.noTerminal }
    guard let kind = context.environment.filled("TERM"), kind != "dumb" else {
      throw ScreenFault.plainTerminal
    }
    let replica = try context.openReplica(.writing)
    let sync = ScreenSync(context.surroundings.connect, connection.settings(context))
    var session = ScreenSession(context, replica, sync, terminal)
    try await session.run()
    return .done
  }
}

import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `list`: requests, one a line.
struct ListCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "list", french: "Les demandes : par défaut, tout ce qui n'est pas fermé.",
      english: "Requests: by default, all that is not closed.")
  }

  @Flag(
    help: .words(
      french: "Celles dont vous êtes l'agent ou le demandeur.",
      english: "Those whose agent or requester you are."))
  var mine = false

  @Option(
    help: .words(french: "Celles d'une équipe.", english: "Those of a team.", value: "team"))
  var team: String?

  @Option(
    help: .words(
      french: "Celles de ces états, séparés par des virgules.",
      english: "Those in these states, separated by commas.", value: "state,…"))
  var state: String?

  @Flag(help: .words(french: "Celles qui sont fermées.", english: "Those that are closed."))
  var closed = false

  @Flag(help: .words(french: "Toutes.", english: "All of them."))
  var all = false

  @Flag(
    help: .words(
      french: "Celles qui ont quelque chose à synchroniser.",
      english: "Those with something to be synced."))
  var pendingSync = false

  @Option(
    help: .words(
      french: "L'ordre : updated, created, ref, title, state, team ou urgency.",
      english: "The order: updated, created, ref, title, state, team or urgency.", value: "key"))
  var sort = ListOrder.updated

  @Option(
    help: .words(french: "Au plus tant de lignes.", english: "At most so many lines.", value: "n"))
  var limit: Int?

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try checkLimit()
    let replica = try context.openReplica()
    let (filter, directory) = (try filter(replica), DirectoryNames(replica))
    guard context.isJSON || context.output.isTerminal else {
      var lines = ListLines(directory)
      try lines.write(replica, filter, to: context.output)
      return .done
    }
    let view = ListView(
      rows: try replica.list(filter), directory: directory, moments: context.moments)
    if context.isJSON {
      view.writeJSON(to: context.output)
    } else {
      context.output.write(view.table.text(for: context.surface))
    }
    return .done
  }

  private func checkLimit() throws(UsageError) {
    guard let limit, limit < 0 else { return }
    throw UsageError(
      message: Words(
        french: "« \(limit) » n'est pas un nombre de lignes.",
        english: "\"\(limit)\" is not a number of lines."))
  }

  private func filter(_ replica: LocalReplica) throws -> ListFilter {
    ListFilter(
      mine: mine ? try replica.user : nil,
      team: try team.map { try replica.knownTeam($0).number },
      states: try state.map { try replica.states($0) } ?? [],
      scope: all ? .all : closed ? .closed : .open, onlyPending: pendingSync, sort: sort.sort,
      limit: limit)
  }
}

/// An order of the list as it is named on the command line.
enum ListOrder: String, ExpressibleByArgument {
  case updated
  case created
  case ref
  case title
  case state
  case team
  case urgency

  var sort: ListFilter.Sort { ListFilter.Sort(rawValue: rawValue) ?? .updated }
}

import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// What narrows a list of requests, and orders it.
struct NarrowingOptions: ParsableArguments {
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

  @Flag(
    help: .words(
      french: "Celles qui ont quelque chose à synchroniser.",
      english: "Those with something to be synced."))
  var pendingSync = false

  @Flag(
    help: .words(
      french: "Celles qui ont quelque chose à lire.", english: "Those with something to read."))
  var unread = false

  @Option(
    help: .words(
      french: "L'ordre.", english: "The order.", value: "key"))
  var sort = ListOrder.updated

  @Option(
    help: .words(french: "Au plus tant de lignes.", english: "At most so many lines.", value: "n"))
  var limit: Int?

  /// The filter that they make, among the requests of a scope where no state is named.
  ///
  /// - Throws: ``UsageError``, ``DirectoryMiss``.
  func filter(_ replica: LocalReplica, _ scope: ListFilter.Scope) throws -> ListFilter {
    try checkLimit()
    var filter = ListFilter(
      mine: mine ? try replica.user : nil,
      team: try team.map { try replica.knownTeam($0).number },
      states: try state.map { try replica.states($0) } ?? [],
      scope: scope, onlyPending: pendingSync,
      sort: sort.sort, limit: limit,
      priorities: try replica.priorities() ?? PriorityTable(rows: []))
    filter.onlyUnread = unread
    return filter
  }

  private func checkLimit() throws(UsageError) {
    guard let limit, limit < 0 else { return }
    throw UsageError(
      message: Words(
        french: "« \(limit) » n'est pas un nombre de lignes.",
        english: "\"\(limit)\" is not a number of lines."))
  }
}

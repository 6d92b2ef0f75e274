import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `show`: everything about one request.
struct ShowCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "show", french: "Montre tout d'une demande.", english: "Show everything about a request.")
  }

  @OptionGroup var request: RequestArgument

  @Flag(
    help: .words(
      french: "Montre aussi identifiants, positions et dates d'arrivée.",
      english: "Show ids, positions and times of arrival as well."))
  var history = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    do {
      return try context.show(request.ref, isDetailed: history)
    } catch HistoryFault.notHere(let ref, let since) {
      try await fetch(ref, since: since, context)
      return try context.show(ref.description, isDetailed: history)
    }
  }

  /// Fetches a request that the first sync left on the server.
  private func fetch(_ ref: RequestID, since: Int64, _ context: CommandContext) async throws {
    let replica = try context.openReplica(.writing)
    let open = try context.connect(replica, connection.settings(context))
    do {
      try await open.use { try await replica.fetch(ref, over: $0) }
    } catch ServerFailure.unreachable {
      throw HistoryFault.outOfReach(ref, since: since)
    }
  }
}

extension CommandContext {
  private func noteRead(_ ref: RequestID) throws {
    do {
      try openReplica(.writing).noteRead(ref)
    } catch StoreFault.readOnly {
      return
    }
  }

  /// Writes everything about a request.
  func show(_ name: String, isDetailed: Bool = false) throws -> ExitStatus {
    let replica = try openReplica()
    let ref = try replica.reference(name)
    let view = try replica.view(ref)
    let conflicts = try replica.conflictCount(of: ref)
    let directory = DirectoryNames(replica)
    let links = try replica.shownLinks(of: view)
    let unread = try replica.attention(on: ref)
    if isJSON {
      writeJSON {
        $0.request(
          view, conflicts: conflicts, links: links, unread: unread, directory: directory,
          language: language, holds: replica.holds)
      }
    } else {
      let text = RequestText(
        view: view, conflictCount: conflicts, links: links, unread: unread,
        directory: directory, moments: moments, style: style, width: width,
        isDetailed: isDetailed, holds: replica.holds)
      present(text.text)
    }
    // Whoever looks at a request on a terminal goes on with it.
    let isNews = try !unread.isEmpty || (output.isTerminal && !replica.isLastUsed(ref))
    if isNews { try noteRead(ref) }
    return .done
  }
}

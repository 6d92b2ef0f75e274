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

  @Flag(help: .words(french: "Toutes.", english: "All of them."))
  var all = false

  @OptionGroup var narrowing: NarrowingOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let filter = try narrowing.filter(
      replica, all || narrowing.unread ? .all : narrowing.closed ? .closed : .open)
    return try context.writeList(filter, of: replica)
  }
}

extension CommandContext {
  /// Writes the requests that a filter lets through: a table on a terminal, else lines or JSON.
  func writeList(_ filter: ListFilter, of replica: LocalReplica) throws -> ExitStatus {
    defer { noteHistory(filter, replica) }
    let directory = DirectoryNames(replica)
    guard isJSON || output.isTerminal else {
      var lines = ListLines(directory)
      try lines.write(replica, filter, to: output)
      return .done
    }
    let view = ListView(rows: try replica.list(filter), directory: directory, moments: moments)
    if isJSON {
      view.writeJSON(to: output)
    } else {
      present(view.table.text(for: surface))
    }
    return .done
  }
}

extension CommandContext {
  /// Says beside a list that could show what is closed that older ones aren't here.
  private func noteHistory(_ filter: ListFilter, _ replica: LocalReplica) {
    guard !isJSON, !global.quiet, filter.coversEnded, let since = try? replica.historySince()
    else { return }
    let left = HistoryFault.left(since)
    let words = Words(
      french: "Pas ici : \(left.french) escale show REF va l'y chercher.",
      english: "Not here: \(left.english) escale show REF fetches it.")
    try? output.flush()
    surroundings.errorOutput.line(sanitizedLine(words[language]))
  }
}

extension ListFilter {
  /// Whether requests that have ended can be among those that it lets through.
  fileprivate var coversEnded: Bool {
    states.isEmpty ? scope != .open : states.contains(.closed)
  }
}

/// An order of the list as it is named on the command line.
enum ListOrder: String, CaseIterable, ExpressibleByArgument {
  case updated
  case created
  case ref
  case title
  case state
  case team
  case urgency
  case priority

  var sort: ListFilter.Sort { ListFilter.Sort(rawValue: rawValue) ?? .updated }
}

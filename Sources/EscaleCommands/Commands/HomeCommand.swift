import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// What `escale` alone does: says where its user is, what needs him, and what he could do next.
struct HomeCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "home", french: "Où vous en êtes, et la suite.", english: "Where you are, and what is next.",
      isShown: false)
  }

  @OptionGroup var global: GlobalOptions

  /// Whether arguments name no command, but options at most.
  static func isMeant(by arguments: [String]) -> Bool {
    guard arguments.first.map({ $0.utf8.first == UInt8(ascii: "-") }) ?? true else { return false }
    return arguments.allSatisfy { !["-h", "--help", "--version", "--"].contains($0) }
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica: LocalReplica
    do {
      replica = try context.openReplica()
    } catch StoreFault.noReplica(let path) where !context.isJSON {
      context.output.write(
        WelcomeText(path: path, language: context.language, style: context.style).text)
      return .done
    }
    let (status, waiting) = (try replica.status(), try replica.waitingForTeams())
    let mine = try replica.list(ListFilter(mine: replica.user)).count
    let directory = DirectoryNames(replica)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.statusMembers(status, directory: directory)
        writer.member("waitingRequests", waiting.count)
        writer.member("myRequests", mine)
        writer.endObject()
      }
    } else {
      let text = HomeText(
        status: status, waiting: waiting.count, mine: mine, directory: directory,
        moments: context.moments, style: context.style)
      context.output.write(text.text)
    }
    return .done
  }
}

extension LocalReplica {
  /// The requests that nobody has, of the teams that the user works in: the oldest first.
  func waitingForTeams() throws -> [RequestSummary] {
    let user = try user
    guard let person = try person(user), person.roles.contains(.agent) else { return [] }
    var waiting: [RequestSummary] = []
    for team in person.teams {
      waiting += try list(ListFilter(team: team, sort: .created)).filter { $0.agent == nil }
    }
    var lifecycles: [LifecycleVersion: Lifecycle] = [:]
    let takeable = try waiting.filter { request in
      if lifecycles[request.lifecycle] == nil {
        lifecycles[request.lifecycle] = try lifecycle(request.lifecycle) ?? .lorraine
      }
      let ways = lifecycles[request.lifecycle]?.transitions(from: request.state) ?? []
      return ways.contains { $0.verb == .assign }
    }
    return takeable.sorted { ($0.createdAt, $0.ref) < ($1.createdAt, $1.ref) }
  }
}

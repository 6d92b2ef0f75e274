import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `bench`: what the benchmarks need and users don't.
struct BenchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "bench", french: "Pour les mesures.", english: "For measurements.",
      subcommands: [BenchPushCommand.self, BenchTransferCommand.self], isShown: false)
  }
}

/// `bench transfer`: hands requests that nobody has taken to another team, without syncing.
struct BenchTransferCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "transfer", french: "Transfère des demandes affectées.",
      english: "Transfer dispatched requests.")
  }

  @OptionGroup var team: TeamOption

  @Option(
    help: .words(french: "Le nombre de demandes.", english: "How many requests.", value: "count"))
  var limit: Int

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    var transfer = TransitionCommand(verb: .transfer)
    transfer.team = try replica.knownTeam(team.team).number
    transfer.text = Words(french: "Pour votre équipe", english: "For your team")[context.language]
    let requests = try replica.list(ListFilter(states: [.dispatched], sort: .ref, limit: limit))
    for request in requests { _ = try replica.perform(.transition(transfer), on: request.ref) }
    context.say(
      Words(french: "\(requests.count) demandes.", english: "\(requests.count) requests."))
    return .done
  }
}

/// `bench push`: records the changes of a work file, without syncing.
struct BenchPushCommand: DeskCommand {
  /// The largest work file in bytes.
  private static let fileByteLimit = 256 << 20

  static var configuration: CommandConfiguration {
    .command(
      "push", french: "Enregistre les modifications d'un fichier de travail.",
      english: "Record the changes of a work file.")
  }

  @Argument(help: .words(french: "Le fichier.", english: "The file.", value: "file"))
  var file: String

  @Option(
    help: .words(
      french: "Le nombre de modifications.", english: "How many changes.", value: "count"))
  var limit: Int

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    var work = try BenchWork(replica: replica, limit: limit)
    let bytes = try bytes()
    for line in bytes.split(separator: UInt8(ascii: "\n")) where !work.isDone {
      try work.record(JSONValue.parse(Array(line)))
    }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("changes", work.count)
        writer.endObject()
      }
    } else {
      context.say(
        Words(french: "\(work.count) modifications.", english: "\(work.count) changes."))
    }
    return .done
  }
}

extension BenchPushCommand {
  private func bytes() throws(MessageError) -> [UInt8] {
    do {
      return try FileBytes.read(path: file, byteLimit: Self.fileByteLimit)
    } catch {
      switch error {
      case .failed(let number): throw .unreadable(name: file, errorNumber: number)
      case .tooLong(let limit): throw .tooLong(byteLimit: limit)
      }
    }
  }
}

/// The changes that lines of a work file make: create, assign to oneself, comment.
private struct BenchWork {
  let replica: LocalReplica
  let limit: Int
  let user: PersonNumber
  let service: CatalogueNode
  let answers: [String: String]
  private(set) var count = 0

  var isDone: Bool { count >= limit }

  /// Finds the first service, with answers to its form, whose requests go to a team of the user.
  init(replica: LocalReplica, limit: Int) throws {
    self.replica = replica
    self.limit = limit
    user = try replica.user
    let teams = try replica.person(user)?.teams ?? []
    let catalogue = try replica.catalogue()
    let codes = try replica.teams().values
    for node in catalogue.services.compactMap(\.last) {
      for answers in Self.answers(of: node) {
        let team = catalogue.team(for: node, answers: answers) { code in
          codes.first { $0.code == code }?.number
        }
        guard let team, teams.contains(team) else { continue }
        (service, self.answers) = (node, answers)
        return
      }
    }
    throw DirectoryMiss.service("*", near: [])
  }

  /// The answers to what a form requires, one set for each answer to its first choice.
  private static func answers(of node: CatalogueNode) -> [[String: String]] {
    let required = node.fields.filter(\.isRequired)
    var fixed: [String: String] = [:]
    for field in required where field.type == .text { fixed[field.key] = "essai" }
    for field in required where field.type == .number { fixed[field.key] = "1" }
    for field in required where field.type == .date { fixed[field.key] = "2026-01-01" }
    guard let first = required.first(where: { $0.type == .choice }) else { return [fixed] }
    return first.choices.map { choice in
      fixed.merging([first.key: choice.code]) { _, chosen in chosen }
    }
  }

  mutating func record(_ line: JSONValue) throws {
    let request = NewRequest(
      service: service, title: try line.string("title"),
      description: try line.string("description"), answers: answers)
    let view = try replica.create(request)
    count += 1
    guard !isDone else { return }
    let take = TransitionCommand(verb: .assign, agent: user, text: try line.string("reason"))
    _ = try replica.perform(.transition(take), on: view.ref)
    count += 1
    guard !isDone else { return }
    let comment = RequestCommand.comment(text: try line.string("comment"), isPrivate: false)
    _ = try replica.perform(comment, on: view.ref)
    count += 1
  }
}

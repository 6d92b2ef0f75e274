import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `people`: a search in the directory.
struct PeopleCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "people", french: "Cherche des personnes dans l'annuaire.",
      english: "Search the directory for people.")
  }

  @Argument(
    help: .words(
      french: "Des morceaux de nom ; sans eux, tout le monde.",
      english: "Parts of names; without them, everybody.", value: "words"))
  var words: [String] = []

  @Flag(
    help: .words(
      french: "Cherche aussi sur le serveur, et garde ceux qu'il trouve.",
      english: "Search the server as well, and keep those it finds."))
  var fetch = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(fetch ? .writing : .reading)
    if fetch { try await fetch(into: replica, context) }
    let directory = DirectoryNames(replica)
    let people = try replica.people(matching: words)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for person in people { writer.person(person, directory) }
        writer.endArray()
      }
    } else {
      context.present(table(people, directory, context.language).text(for: context.surface))
    }
    if !fetch, try replica.policy()?.directoryScope == .own {
      context.note(
        Words(
          french: "Cet appareil ne connaît pas tout le monde : "
            + "--fetch cherche aussi sur le serveur.",
          english: "This device doesn't know everybody: --fetch searches the server as well."))
    }
    return .done
  }

  private func fetch(into replica: LocalReplica, _ context: CommandContext) async throws {
    let open = try context.connect(replica, connection.settings(context))
    let hasMore = try await open.use {
      try await replica.fetchPeople(words.joined(separator: " "), over: $0)
    }
    guard hasMore else { return }
    context.say(
      Words(
        french: "Le serveur en connaît d'autres : précisez.",
        english: "The server knows more of them: narrow it down."))
  }

  private func table(
    _ people: [Person], _ directory: DirectoryNames, _ language: Language
  ) -> Table {
    var table = Table([
      Table.Column(Labels.user[language]), Table.Column(Labels.name[language], flexible: true),
      Table.Column(Labels.mail[language], flexible: true), Table.Column(Labels.team[language]),
    ])
    for person in people {
      table.add([
        Table.Cell(person.name), Table.Cell(person.fullName), Table.Cell(person.email),
        Table.Cell(person.teams.map { directory.code($0) }.joined(separator: ", ")),
      ])
    }
    return table
  }
}

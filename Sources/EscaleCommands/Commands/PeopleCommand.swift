import ArgumentParser
import Console
import EscaleCore
import Replica

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

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let directory = DirectoryNames(replica)
    let people = try replica.people(matching: words)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for person in people { writer.person(person, directory) }
        writer.endArray()
      }
    } else {
      context.output.write(table(people, directory, context.language).text(for: context.surface))
    }
    return .done
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

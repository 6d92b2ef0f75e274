import ArgumentParser
import Console
import EscaleCore
import Replica

/// `teams`: the teams of the directory.
struct TeamsCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command("teams", french: "Les équipes.", english: "The teams.")
  }

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let teams = try context.openReplica().teams().values.filter { !$0.isRetired }
      .sorted { $0.number < $1.number }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for team in teams { writer.team(team) }
        writer.endArray()
      }
      return .done
    }
    var table = Table([
      Table.Column(Labels.team[context.language]),
      Table.Column(Labels.name[context.language], flexible: true),
    ])
    for team in teams {
      table.add([Table.Cell(team.code), Table.Cell(team.name[context.language])])
    }
    context.output.write(table.text(for: context.surface))
    return .done
  }
}

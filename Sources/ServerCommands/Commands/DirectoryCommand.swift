import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `directory`: the directory as a file.
struct DirectoryCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "directory", french: "L'annuaire : personnes, équipes, catalogue, règles.",
      english: "The directory: people, teams, catalogue, policy.",
      subcommands: [DirectoryImportCommand.self, DirectoryExportCommand.self])
  }
}

/// `directory import`: takes in a file.
struct DirectoryImportCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "import", french: "Reprend un annuaire écrit en JSON.",
      english: "Take in a directory written in JSON.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le fichier JSON.", english: "The JSON file.", value: "file"))
  var file: String

  func run(in context: CommandContext) async throws {
    let bytes = try InputFile.bytes(file, byteLimit: InputLimits.directoryByteLimit)
    let (change, people) = try await context.withLedger {
      (try await $0.importDirectory(bytes), try await $0.directory().people)
    }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("position", change.position?.rawValue)
        writer.member("people", change.people)
        writer.member("teams", change.teams)
        writer.member("services", change.services)
        writer.member("others", change.others)
        writer.endObject()
      }
    }
    context.remarkAddresses(of: people)
    context.say(Self.words(change))
  }

  private static func counted(
    _ count: Int, _ french: String, _ one: String, _ many: String
  ) -> Words {
    Words(
      french: "\(count) \(french)\(count < 2 ? "" : "s")",
      english: "\(count) \(count == 1 ? one : many)")
  }

  private static func words(_ change: DirectoryImport) -> Words {
    guard change.position != nil else {
      return Words(
        french: "L'annuaire est déjà ainsi : rien n'a changé.",
        english: "The directory is like that already: nothing has changed.")
    }
    let counts = [
      counted(change.people, "personne", "person", "people"),
      counted(change.teams, "équipe", "team", "teams"),
      counted(change.services, "service", "service", "services"),
      counted(change.others, "réglage", "setting", "settings"),
    ]
    return Words(
      french: "Ajoutés ou changés : \(counts.map(\.french).joined(separator: ", ")).",
      english: "Added or changed: \(counts.map(\.english).joined(separator: ", ")).")
  }
}

/// `directory export`: writes a file.
struct DirectoryExportCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "export", french: "Écrit l'annuaire en JSON sur la sortie standard.",
      english: "Write the directory as JSON to standard output.")
  }

  @OptionGroup var global: ServerOptions

  func run(in context: CommandContext) async throws {
    context.output.write(try await context.withLedger { try await $0.exportDirectory() })
  }
}

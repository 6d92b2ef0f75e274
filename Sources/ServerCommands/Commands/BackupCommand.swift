import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `backup`: a copy of the ledger, also while the server runs.
struct BackupCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "backup", french: "Copie le registre, même pendant que le serveur travaille.",
      english: "Copy the ledger, also while the server works.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(
    help: .words(
      french: "Le fichier de la copie, qui n'existe pas encore.",
      english: "The file of the copy, which isn't there yet.", value: "file"))
  var file: String

  func run(in context: CommandContext) async throws {
    try await context.withLedger { try await $0.backup(to: file) }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("file", file)
        writer.endObject()
      }
    }
    context.say(
      Words(french: "Copie faite : \(file)", english: "Copy made: \(file)"))
  }
}

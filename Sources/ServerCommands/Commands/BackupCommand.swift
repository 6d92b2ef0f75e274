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
      french: "Le fichier de la copie, qui n'existe pas encore ; avec « / » à la fin, un dossier, "
        + "pièces jointes comprises.",
      english: "The file of the copy, which isn't there yet; with \"/\" at its end a folder, "
        + "attached files included.", value: "file|dir/"))
  var file: String

  func run(in context: CommandContext) async throws {
    let isFolder = file.utf8.last == UInt8(ascii: "/")
    let target = isFolder ? String(file.dropLast()) : file
    try await context.withLedger { ledger in
      if isFolder {
        try await ledger.backup(intoFolder: target)
      } else {
        try await ledger.backup(to: target)
      }
    }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("file", file)
        writer.endObject()
      }
    }
    context.say(
      isFolder
        ? Words(french: "Copie faite : \(file)", english: "Copy made: \(file)")
        : Words(
          french: "Copie faite : \(file), sans les pièces jointes. « backup \(file)/ » les prend "
            + "aussi, en un dossier à servir.",
          english: "Copy made: \(file), without attached files. \"backup \(file)/\" takes them "
            + "too, into a folder to serve from."))
  }
}

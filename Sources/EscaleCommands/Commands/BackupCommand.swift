import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `backup`: a consistent copy of the replica, while others use it.
struct BackupCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "backup", french: "Copie la réplique dans un fichier.",
      english: "Copy the replica into a file.")
  }

  @Argument(
    help: .words(
      french: "Le fichier de la copie, qui n'existe pas encore.",
      english: "The file of the copy, which isn't there yet.", value: "file"))
  var file: String

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.openReplica(.writing).store.backUp(to: file)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("file", file)
        writer.endObject()
      }
    }
    context.say(Words(french: "Copie faite : \(file)", english: "Copy made: \(file)"))
    context.note(
      Words(
        french:
          "La copie contient la clé et le jeton de cet appareil ; les pièces jointes n'y sont "
          + "pas.",
        english: "The copy holds this device's key and token; attached files aren't in it."))
    return .done
  }
}

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
      french: "Le fichier de la copie.", english: "The file of the copy.", value: "file"))
  var file: String

  @Flag(
    help: .words(
      french: "Remplace un fichier qui existe.", english: "Replace a file that exists."))
  var force = false

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let count = try context.openReplica(.writing).store.backUp(to: file, replaces: force)
    guard !context.isJSON else {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("file", file)
        writer.member("attachments", count)
        writer.endObject()
      }
      return .done
    }
    context.say(Words(french: "Copie faite : \(file)", english: "Copy made: \(file)"))
    context.say(Self.attachments(count, besides: file))
    context.note(
      Words(
        french: "La copie contient la clé et le jeton de cet appareil : gardez-la comme eux.",
        english: "The copy holds this device's key and token: keep it like them."))
    return .done
  }

  /// Which attached files came along.
  private static func attachments(_ count: Int, besides file: String) -> Words {
    guard count > 0 else {
      return Words(
        french: "Les pièces jointes n'y sont pas ; le serveur les a toutes.",
        english: "Attached files aren't in it; the server has them all.")
    }
    let files = Counted.attachments(count)
    return Words(
      french: "\(files.french) que le serveur n'a pas dans \(file).blobs, à garder avec la copie ; "
        + "les autres n'y sont pas.",
      english: "\(files.english) that the server lacks in \(file).blobs, to be kept with the copy; "
        + "the others aren't in it.")
  }
}

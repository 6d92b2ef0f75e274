import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `erase`: removes what somebody wrote, for good.
struct EraseCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "erase",
      french: "Efface pour toujours ce qui fut écrit ; les chaînes et les verdicts restent.",
      english: "Erase for good what was written; chains and verdicts stand.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(
    help: .words(
      french: "Les modifications : 7K-1043 (« escale log » les donne).",
      english: "The changes: 7K-1043 (\"escale log\" lists them).", value: "change"))
  var changes: [String]

  @Flag(
    help: .words(
      french: "Efface tout ce qui fut écrit sur ces demandes.",
      english: "Erase everything that was written on these requests."))
  var request = false

  func run(in context: CommandContext) async throws {
    let ids = try changes.map { text in
      guard let id = ChangeID(text: text) else {
        throw UsageError(
          message: Words(
            french: "« \(text) » n'est pas de la forme 7K-1043.",
            english: "\"\(text)\" is not of the form 7K-1043."))
      }
      return id
    }
    let count = try await context.withLedger { ledger in
      guard request else { return try await ledger.erase(ids) }
      var count = 0
      for id in ids { count += try await ledger.erase(request: id) }
      return count
    }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("erased", count)
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "Modifications effacées : \(count). Les répliques suivront à leur synchronisation.",
        english: "Changes erased: \(count). Replicas follow at their next sync."))
  }
}

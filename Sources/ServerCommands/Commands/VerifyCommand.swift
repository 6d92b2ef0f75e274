import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `verify`: checks every chain and table of the ledger.
struct VerifyCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "verify", french: "Vérifie chaque chaîne et chaque table du registre.",
      english: "Check every chain and table of the ledger.")
  }

  @OptionGroup var global: ServerOptions

  func run(in context: CommandContext) async throws {
    let report = try await context.withLedger { try await $0.verify() }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("sound", report.isSound)
        writer.member("entries", report.entries)
        writer.member("requests", report.requests)
        writer.member("attachments", report.blobs)
        writer.member("awaitedAttachments", report.awaitedAttachments)
        writer.member("problems", report.problems.map { $0[context.language] })
        writer.endObject()
      }
    } else {
      for problem in report.problems {
        context.output.line(sanitizedLine(problem[context.language]))
      }
    }
    guard report.isSound else { throw UnsoundLedger(problemCount: report.problems.count) }
    context.say(
      Words(
        french: "Le registre est sain : \(report.entries) entrées, \(report.requests) demandes.",
        english: "The ledger is sound: \(report.entries) entries, \(report.requests) requests."))
  }
}

/// A ledger in which something is wrong.
struct UnsoundLedger: EscaleError, Hashable {
  let problemCount: Int

  var code: String { "ledger.unsound" }
  var kind: ErrorKind { .unexpected }
  var details: [String: String] { ["problems": String(problemCount)] }

  var message: Words {
    Words(
      french: "Le registre n'est pas sain : \(problemCount) anomalies.",
      english: "The ledger isn't sound: \(problemCount) problems.")
  }

  var hint: Words? {
    Words(
      french: "Arrêtez le serveur et reprenez une sauvegarde saine.",
      english: "Stop the server and go back to a sound backup.")
  }
}

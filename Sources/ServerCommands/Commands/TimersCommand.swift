import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `timers`: does what is due, or shows what will be.
struct TimersCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "timers", french: "Fait ce qui est échu, ou montre ce qui le sera.",
      english: "Do what is due, or show what will be.")
  }

  @OptionGroup var global: ServerOptions

  @Flag(help: .words(french: "Montre seulement.", english: "Only show."))
  var dryRun = false

  @Option(
    help: .words(
      french: "Jusqu'à quand montrer ; avec --dry-run.",
      english: "Until when to show; with --dry-run.", value: "date"))
  var at: String?

  func run(in context: CommandContext) async throws {
    let at = try context.settings.text("at", at)
    let isDry = try context.settings.flag("dry-run", dryRun)
    guard isDry || at == nil else {
      throw UsageError(
        message: Words(
          french: "--at ne va qu'avec --dry-run : l'horloge du serveur est seule à agir.",
          english: "--at goes with --dry-run only: the server's clock alone acts."))
    }
    let moment = try at.map { try Self.moment($0, now: context.now) } ?? context.now
    if isDry {
      try await show(at: moment, in: context)
    } else {
      try await act(in: context)
    }
  }

  private static func moment(_ text: String, now: Timestamp) throws -> Timestamp {
    if let moment = Timestamp(text) { return moment }
    return try LocalClock.parse(text, now: now)
  }

  private func show(at moment: Timestamp, in context: CommandContext) async throws {
    let due = try await context.withLedger { try await $0.timers(at: moment.milliseconds) }
    guard context.isJSON else {
      let isFrench = context.language == .french
      var table = Table([
        Table.Column(isFrench ? "Demande" : "Request"), Table.Column("Action"),
        Table.Column(isFrench ? "Échéance" : "Due"),
      ])
      for timer in due {
        table.add([
          Table.Cell(timer.request.description, ink: .bold),
          Table.Cell(timer.label[context.language], code: timer.verb.rawValue),
          Table.Cell(context.text(Timestamp(milliseconds: timer.dueAt))),
        ])
      }
      return context.write(table)
    }
    context.writeJSON { writer in
      writer.beginArray()
      for timer in due {
        writer.beginObject()
        writer.member("ref", timer.request.description)
        writer.member("verb", timer.verb.rawValue)
        writer.member("dueAt", Timestamp(milliseconds: timer.dueAt).description)
        writer.endObject()
      }
      writer.endArray()
    }
  }

  private func act(in context: CommandContext) async throws {
    let done = try await context.withLedger { try await $0.runTimers() }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for draft in done {
          writer.beginObject()
          writer.member("ref", draft.request.description)
          writer.member("change", draft.id.description)
          writer.member("verdict", draft.verdict.outcome.name)
          writer.endObject()
        }
        writer.endArray()
      }
    }
    context.say(
      Words(
        french: "Transitions échues faites : \(done.count).",
        english: "Transitions due and done: \(done.count)."))
  }
}

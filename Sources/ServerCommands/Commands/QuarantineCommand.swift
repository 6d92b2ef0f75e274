import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `quarantine`: what people did who couldn't know that they no longer might.
struct QuarantineCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "quarantine", french: "Ce qui attend qu'un administrateur en décide.",
      english: "What waits for an administrator to decide.",
      subcommands: [
        QuarantineListCommand.self, QuarantineAdoptCommand.self, QuarantineRefuseCommand.self,
      ])
  }
}

/// The changes that a command is about.
struct QuarantinedArgument: ParsableArguments {
  @Argument(
    help: .words(
      french: "Les modifications : 7K-1043.", english: "The changes: 7K-1043.", value: "change"))
  var changes: [String]

  /// - Throws: ``UsageError`` where one isn't written like an id.
  func ids() throws -> [ChangeID] {
    try changes.map { text in
      guard let id = ChangeID(text: text) else {
        throw UsageError(
          message: Words(
            french: "« \(text) » n'est pas de la forme 7K-1043.",
            english: "\"\(text)\" is not of the form 7K-1043."))
      }
      return id
    }
  }
}

/// `quarantine list`.
struct QuarantineListCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command("list", french: "Montre ce qui attend.", english: "Show what waits.")
  }

  @OptionGroup var global: ServerOptions

  func run(in context: CommandContext) async throws {
    let (entries, directory) = try await context.withLedger {
      (try await $0.quarantine(), try await $0.directory())
    }
    guard context.isJSON else {
      return context.write(Self.table(entries, directory, context))
    }
    context.writeJSON { writer in
      writer.beginArray()
      for entry in entries { writer.quarantined(entry, directory) }
      writer.endArray()
    }
  }

  private static func table(
    _ entries: [LedgerEntry], _ directory: DeskDirectory, _ context: CommandContext
  ) -> Table {
    let isFrench = context.language == .french
    var table = Table([
      Table.Column(isFrench ? "Modification" : "Change"),
      Table.Column(isFrench ? "Demande" : "Request"), Table.Column(isFrench ? "Auteur" : "Author"),
      Table.Column(isFrench ? "Action" : "Verb"),
      Table.Column(isFrench ? "Pourquoi" : "Why", flexible: true),
      Table.Column(isFrench ? "Reçue" : "Received"),
    ])
    for entry in entries {
      let header = entry.change.header
      table.add([
        Table.Cell(header.id.description, ink: .bold), Table.Cell(header.request.description),
        Table.Cell(directory.person(header.author)?.name ?? ""),
        Table.Cell(header.label(in: .lorraine)[context.language]),
        Table.Cell(entry.verdict.code?.reason[context.language] ?? ""),
        Table.Cell(context.text(Timestamp(milliseconds: entry.receivedAt))),
      ])
    }
    return table
  }
}

extension JSONWriter {
  fileprivate mutating func quarantined(_ entry: LedgerEntry, _ directory: DeskDirectory) {
    let header = entry.change.header
    beginObject()
    member("change", header.id.description)
    member("request", header.request.description)
    member("author", directory.person(header.author)?.name)
    member("kind", header.kind.name)
    if case .transition(let step) = header.body {
      member("verb", step.verb.rawValue)
    } else {
      member("verb", nil as String?)
    }
    member("reason", entry.verdict.code?.rawValue)
    member("text", entry.change.readPayload?.text)
    member("receivedAt", Timestamp(milliseconds: entry.receivedAt).description)
    endObject()
  }
}

/// `quarantine adopt`.
struct QuarantineAdoptCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "adopt", french: "Reprend des modifications, avec ce qui repose sur elles.",
      english: "Take changes over, with what rests on them.")
  }

  @OptionGroup var global: ServerOptions
  @OptionGroup var quarantined: QuarantinedArgument

  func run(in context: CommandContext) async throws {
    let ids = try quarantined.ids()
    let recorded = try await context.withLedger { try await $0.adopt(ids) }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for draft in recorded { writer.adopted(draft) }
        writer.endArray()
      }
    }
    for draft in recorded {
      let outcome = draft.verdict.outcome.label
      context.say(
        Words(
          french: "\(draft.request) : reprise sous \(draft.id) (\(outcome.french)).",
          english: "\(draft.request): taken over as \(draft.id) (\(outcome.english))."))
    }
  }
}

extension JSONWriter {
  fileprivate mutating func adopted(_ draft: RecordedDraft) {
    beginObject()
    member("ref", draft.request.description)
    member("change", draft.id.description)
    member("verdict", draft.verdict.outcome.name)
    endObject()
  }
}

/// `quarantine refuse`.
struct QuarantineRefuseCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command("refuse", french: "Refuse des modifications.", english: "Refuse changes.")
  }

  @OptionGroup var global: ServerOptions
  @OptionGroup var quarantined: QuarantinedArgument

  func run(in context: CommandContext) async throws {
    let ids = try quarantined.ids()
    try await context.withLedger { try await $0.refuse(ids) }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("refused", ids.map(\.description))
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "Refusées : \(ids.map(\.description).joined(separator: ", ")).",
        english: "Refused: \(ids.map(\.description).joined(separator: ", "))."))
  }
}

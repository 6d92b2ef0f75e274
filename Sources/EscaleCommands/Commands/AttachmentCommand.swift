import ArgumentParser
import Console
import EscaleCore
import Replica

/// `attachment`: the files of a request.
struct AttachmentCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "attachment", french: "Montre ou récupère les pièces jointes.",
      english: "List or fetch attachments.",
      subcommands: [AttachmentListCommand.self, AttachmentGetCommand.self])
  }
}

/// `attachment list`.
struct AttachmentListCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "list", french: "Les pièces jointes d'une demande.",
      english: "The attachments of a request.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let view = try replica.view(try replica.reference(request.ref))
    guard !context.isJSON else {
      context.writeJSON { $0.attachments(of: view, holds: replica.holds) }
      return .done
    }
    context.output.write(table(view, replica, context).text(for: context.surface))
    return .done
  }

  private func table(
    _ view: RequestView, _ replica: LocalReplica, _ context: CommandContext
  ) -> Table {
    let language = context.language
    let directory = DirectoryNames(replica)
    var table = Table([
      Table.Column(Labels.change[language]), Table.Column(Labels.name[language], flexible: true),
      Table.Column(Labels.size[language], rightAligned: true),
      Table.Column(Labels.mediaType[language]), Table.Column(Labels.author[language]),
      Table.Column(Labels.here[language]),
    ])
    for entry in view.attachments {
      guard let attachment = entry.attachment else { continue }
      let isHere = replica.holds(attachment.blob)
      table.add([
        Table.Cell(entry.id.description, ink: .bold), Table.Cell(attachment.name),
        Table.Cell(String(attachment.byteCount)), Table.Cell(attachment.mediaType),
        Table.Cell(directory.name(entry.author)),
        Table.Cell(Labels.presence(isHere)[language], ink: isHere ? nil : .yellow),
      ])
    }
    return table
  }
}

import ArgumentParser
import Blobs
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `attachment get`: writes an attachment into a file, from here or from the server.
struct AttachmentGetCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "get", french: "Écrit une pièce jointe dans un fichier.",
      english: "Write an attachment into a file.")
  }

  @OptionGroup var request: RequestArgument

  @Argument(
    help: .words(
      french: "Son nom, ou la modification qui l'a jointe (7K-12).",
      english: "Its name, or the change that attached it (7K-12).", value: "name"))
  var name: String

  @Option(
    name: [.customShort("o"), .long], parsing: .unconditional,
    help: .words(
      french: "Le fichier ou le dossier où l'écrire ; « - » : la sortie standard.",
      english: "The file or folder to write it to; \"-\": standard output.", value: "path"))
  var output: String?

  @Flag(
    help: .words(
      french: "Remplace un fichier qui existe.", english: "Replace a file that exists."))
  var force = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard output != "-" || !context.isJSON else { throw UsageError.twoOutputs }
    let replica = try context.openReplica()
    let view = try replica.view(try replica.reference(request.ref))
    let (change, attachment) = try AttachmentChoice(view: view, name: name).only
    guard output != "-" else {
      try await fetch(attachment, change, view.ref, replica, nil, context)
      try replica.open(attachment.blob).eachPiece { context.output.write($0) }
      return .done
    }
    let target = AttachmentTarget(output: output, attachment: attachment)
    let file = try target.begin(replaces: force)
    try await fetch(attachment, change, view.ref, replica, file, context)
    try file.finish(try replica.open(attachment.blob))
    tell(attachment, target.path, context)
    return .done
  }

  private func fetch(
    _ attachment: Attachment, _ change: ChangeID, _ ref: RequestID, _ replica: LocalReplica,
    _ copy: (any BlobCopy)?, _ context: CommandContext
  ) async throws {
    guard !replica.holds(attachment.blob) else { return }
    let held = HeldAttachment(
      change: change, request: ref, blob: attachment.blob, byteCount: attachment.byteCount)
    let open = try context.connect(replica, connection.settings(context))
    let bar = ProgressBar(context)
    defer { bar.end() }
    try await open.use { connection in
      var report = BlobReport()
      try await replica.fetch(
        held, over: connection, &report, copying: copy, telling: bar.showBytes)
    }
  }

  private func tell(_ attachment: Attachment, _ path: String, _ context: CommandContext) {
    guard context.isJSON else {
      return context.say(
        Words(french: "Écrite : \(path)", english: "Written: \(path)"))
    }
    context.writeJSON { writer in
      writer.beginObject()
      writer.attachmentMembers(attachment, isPresent: true)
      writer.member("path", path)
      writer.endObject()
    }
  }
}

extension UsageError {
  fileprivate static let twoOutputs = UsageError(
    message: Words(
      french: "-o - et --json veulent tous deux la sortie standard.",
      english: "-o - and --json both want standard output."))
}

import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `attach`: files for a request.
struct AttachCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "attach", french: "Joint des fichiers à une demande.",
      english: "Attach files to a request.")
  }

  @OptionGroup var request: RequestArgument

  @Argument(
    help: .words(
      french: "Les fichiers à joindre.", english: "The files to attach.", value: "file"))
  var files: [String]

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    let ref = try replica.reference(request.ref)
    let view = try replica.attaching(files, to: ref) { attachments in
      try replica.perform(attachments.map { .attachment($0) }, on: ref)
    }
    let count = Counted.attachments(files.count)
    return try context.finish(
      view, replica,
      Words(french: "\(ref) : \(count.french) de plus.", english: "\(ref): \(count.english) added.")
    )
  }
}

extension LocalReplica {
  /// Keeps the bytes of files while what attaches them is recorded; without that they go again.
  func attaching<Value>(
    _ files: [String], to ref: RequestID?, _ record: ([Attachment]) throws -> Value
  ) throws -> Value {
    let attachments = try keep(files, for: ref)
    do {
      return try record(attachments)
    } catch {
      try? discard(attachments)
      throw error
    }
  }
}

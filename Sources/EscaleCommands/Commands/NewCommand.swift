import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `new`: creates a request, for oneself or on somebody's behalf.
struct NewCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command("new", french: "Crée une demande.", english: "Create a request.")
  }

  @Option(
    help: .words(
      french: "Le code du service (voir « escale catalog »).",
      english: "The code of the service (see \"escale catalog\").", value: "code"))
  var service: String?

  @OptionGroup var fields: FieldOptions

  @Option(
    name: [.customShort("F"), .long], parsing: .unconditional,
    help: .words(
      french: "Le fichier qui contient la description ; « - » : l'entrée standard.",
      english: "The file that holds the description; \"-\": standard input.", value: "file"))
  var file: String?

  @Option(
    name: .customLong("for"),
    help: .words(
      french: "Pour qui, si ce n'est pas pour vous.", english: "For whom, if not for you.",
      value: "user"))
  var requester: String?

  @Option(
    parsing: .singleValue,
    help: .words(
      french: "Un contact, avec les droits du demandeur ; peut se répéter.",
      english: "A contact, with the requester's rights; can be repeated.", value: "user"))
  var contact: [String] = []

  @Option(
    parsing: .singleValue,
    help: .words(
      french: "Un fichier à joindre ; peut se répéter.",
      english: "A file to attach; can be repeated.", value: "file"))
  var attach: [String] = []

  @Flag(help: .words(french: "La prend aussitôt en charge.", english: "Take it at once."))
  var take = false

  @OptionGroup var global: GlobalOptions

  /// The options that a request can't do without and that weren't given.
  var missing: [String] {
    var missing: [String] = []
    if service == nil { missing.append("--service") }
    if fields.title == nil { missing.append("--title") }
    if fields.description == nil, file == nil { missing.append("--description") }
    return missing
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    var form = try NewRequestForm(context: context, replica: replica, command: self)
    let view: RequestView
    do {
      let filled = try form.filled(self)
      view = try replica.attaching(filled.files, to: nil) { attachments in
        var request = filled.request
        request.attachments = attachments
        return try replica.create(request, takes: take)
      }
      filled.description.taken()
      form.saved()
    } catch {
      form.failed()
      throw error
    }
    let label = view.lifecycle.label(of: view.state)
    return try context.finish(
      view, replica,
      Words(
        french: "\(view.ref) : créée, \(label.french).",
        english: "\(view.ref): created, \(label.english)."))
  }
}

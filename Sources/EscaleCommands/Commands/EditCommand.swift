import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `edit`: other values for a request's fields.
struct EditCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command("edit", french: "Modifie une demande.", english: "Edit a request.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var fields: FieldOptions
  @OptionGroup var solution: SolutionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    // What can't be read is told before anything is opened.
    let answers = try FieldArgument.answers(fields.field)
    let replica = try context.openReplica(.writing)
    let ref = try replica.reference(request.ref)
    let form = try answers.isEmpty ? [] : replica.formFields(of: ref)
    let values = values(FieldArgument.dated(answers, to: form, now: context.now))
    let view = try replica.perform(.edit(values), on: ref)
    return try context.finish(
      view, replica, Words(french: "\(ref) : modifiée.", english: "\(ref): edited."))
  }

  private func values(_ answers: [String: String]) -> [FieldKey: String] {
    var values: [FieldKey: String] = [:]
    values[.title] = fields.title
    values[.description] = fields.description
    values[.urgency] = fields.urgency
    values[.impact] = fields.impact
    values[.location] = fields.location
    values[.origin] = fields.origin
    values[.solutionCategory] = solution.category
    for (key, answer) in answers { values[.form(key)] = answer }
    return values
  }
}

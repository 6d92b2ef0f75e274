import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `contact`: who follows a request besides its requester, with his rights.
struct ContactCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "contact", french: "Ajoute ou retire des contacts.", english: "Add or remove contacts.",
      subcommands: [ContactAddCommand.self, ContactRemoveCommand.self])
  }
}

/// `contact add`.
struct ContactAddCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "add", french: "Ajoute des contacts à une demande.", english: "Add contacts to a request.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var people: PeopleArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.changeContacts(request, people, removes: false)
  }
}

/// `contact remove`.
struct ContactRemoveCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "remove", french: "Retire des contacts d'une demande.",
      english: "Remove contacts from a request.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var people: PeopleArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.changeContacts(request, people, removes: true)
  }
}

/// The people that a command is about.
struct PeopleArgument: ParsableArguments {
  @Argument(
    help: .words(french: "Des noms d'utilisateur.", english: "User names.", value: "user"))
  var users: [String]
}

extension CommandContext {
  /// Adds or removes contacts, one change each, all or none; who is one already, or isn't, is left.
  fileprivate func changeContacts(
    _ request: RequestArgument, _ people: PeopleArgument, removes: Bool
  ) throws -> ExitStatus {
    let replica = try openReplica(.writing)
    let ref = try replica.reference(request.ref)
    let persons = try people.users.map { try replica.knownPerson($0).number }
    let former = try replica.view(ref)
    let commands = persons.filter { former.contacts.contains($0) == removes }
      .map { RequestCommand.contact($0, removes: removes) }
    guard !commands.isEmpty else {
      return try finish(
        former, replica,
        Words(french: "\(ref) : contacts inchangés.", english: "\(ref): contacts as they were."))
    }
    let view = try replica.perform(commands, on: ref)
    return try finish(
      view, replica,
      Words(french: "\(ref) : contacts modifiés.", english: "\(ref): contacts changed."))
  }
}

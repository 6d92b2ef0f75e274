import ArgumentParser
import Console
import EscaleCore

/// The technician's program: the root of its commands.
struct Escale: ParsableCommand {
  /// The version that `--version` tells.
  static let version = "0.1.0"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "escale",
      abstract: Words(
        french: "L'assistance, avec ou sans réseau.",
        english: "The helpdesk, with or without a network."
      ).forHelp,
      version: version, subcommands: desk + verbs + trace)
  }

  private static let desk: [any ParsableCommand.Type] = [
    JoinCommand.self, SyncCommand.self, StatusCommand.self, NewCommand.self, ListCommand.self,
    SearchCommand.self, ShowCommand.self, UiCommand.self,
  ]

  private static let verbs: [any ParsableCommand.Type] = [
    TakeCommand.self, AssignCommand.self, TransferCommand.self, DispatchCommand.self,
    AskCommand.self, AnswerCommand.self, PostponeCommand.self, FreezeCommand.self,
    ResumeCommand.self, ResolveCommand.self, CloseCommand.self, ReopenCommand.self,
    ReassignCommand.self, CommentCommand.self, EditCommand.self, ContactCommand.self,
    AttachCommand.self, AttachmentCommand.self,
    LinkCommand.self, UnlinkCommand.self, UndoCommand.self, BundleCommand.self,
  ]

  private static let trace: [any ParsableCommand.Type] = [
    CatalogCommand.self, PeopleCommand.self, TeamsCommand.self, ConflictsCommand.self,
    ExplainCommand.self, LogCommand.self, DoctorCommand.self, BackupCommand.self,
    LeaveCommand.self, AutosyncCommand.self, CompletionsCommand.self, ConfigCommand.self,
    BenchCommand.self, IndexCommand.self,
  ]
}

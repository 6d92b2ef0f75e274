import ArgumentParser
import Console
import EscaleCore
import Replica
import SyncProtocol
import SyncTransport

/// `join`: enrols this device, creates the replica, first sync.
struct JoinCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "join", french: "Inscrit cet appareil auprès d'un serveur.",
      english: "Enrol this device with a server.")
  }

  @Argument(
    help: .words(
      french: "L'adresse du serveur.", english: "The address of the server.", value: "url"))
  var url: String

  @Option(
    help: .words(
      french: "Votre nom d'utilisateur.", english: "Your user name.", value: "name"))
  var user: String

  @Flag(
    help: .words(
      french: "Lit le mot de passe sur l'entrée standard.",
      english: "Read the password from standard input."))
  var passwordStdin = false

  @Option(
    parsing: .unconditional,
    help: .words(
      french: "Le code d'invitation, au lieu d'un mot de passe.",
      english: "The invite code, instead of a password.", value: "code"))
  var invite: String?

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let url = try ServerAddress.parse(url)
    let credential = try credential(context)
    let open = try context.surroundings.connect(url, connection.settings(context))
    let request = JoinRequest(
      server: url.text, user: user, credential: credential, deviceName: context.deviceName,
      path: context.replicaPath)
    let surroundings = context.replicaSurroundings
    let bar = ProgressBar(context)
    defer { bar.end() }
    let (replica, report) = try await open.use { connection in
      let replica = try await LocalReplica.join(
        request, over: connection, surroundings: surroundings)
      return (replica, try await replica.sync(over: connection, telling: bar.show))
    }
    let status = try context.finishJoin(report, of: replica)
    context.prepareSearchAside(replica)
    return status
  }

  private func credential(_ context: CommandContext) throws -> EnrolRequest.Credential {
    switch (invite, passwordStdin) {
    case (_?, true):
      throw UsageError(
        message: Words(
          french: "--invite et --password-stdin s'excluent.",
          english: "--invite and --password-stdin exclude each other."))
    case (let code?, false): return .invite(code)
    case (nil, true): return .password(try Password.read())
    case (nil, false):
      guard context.canAsk else { throw PasswordError.noTerminal }
      let prompt = Words(
        french: "Mot de passe de \(user) : ", english: "Password of \(user): ")
      return .password(try Password.ask(sanitizedLine(prompt[context.language])))
    }
  }
}

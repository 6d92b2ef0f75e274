import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `user add`: a person joins the directory.
struct UserAddCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "add", french: "Ajoute une personne à l'annuaire.", english: "Add a person to the directory.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le nom de connexion.", english: "The login name.", value: "name"))
  var name: String

  @Option(help: .words(french: "Le nom en entier.", english: "The full name.", value: "text"))
  var fullName: String?

  @Option(help: .words(french: "L'adresse électronique.", english: "The e-mail.", value: "address"))
  var email: String?

  @Option(
    help: .words(
      french: "Un rôle ; peut se répéter.",
      english: "A role; can be repeated.", value: "role"))
  var role: [RoleName] = []

  @Option(
    help: .words(
      french: "Le code d'une équipe ; peut se répéter.",
      english: "The code of a team; can be repeated.", value: "code"))
  var team: [String] = []

  @Flag(
    help: .words(
      french: "Lit un mot de passe sur l'entrée standard.",
      english: "Read a password from standard input."))
  var passwordStdin = false

  func run(in context: CommandContext) async throws {
    let isPiped = try context.settings.flag("password-stdin", passwordStdin)
    let password = isPiped ? try context.newPassword(isPiped: true) : nil
    if let password, password.utf8.count < PasswordRules.leastByteCount {
      throw LedgerError.weakPassword(byteCount: password.utf8.count)
    }
    let fullName = try context.settings.text("full-name", fullName) ?? name
    let email = try context.settings.text("email", email) ?? ""
    let newcomer = Newcomer(
      name: name, fullName: fullName, email: email, roles: roles, teams: team)
    let person = try await context.withLedger { ledger in
      try await ledger.amendDirectory { try newcomer.join(&$0) }
      if let password { try await ledger.setPassword(password, of: name) }
      return try await ledger.directory().person(named: name)
    }
    context.remarkAddresses(of: person.map { [$0] } ?? [])
    context.writeUser(name, "added")
    context.say(
      Words(
        french: "\(name) est dans l'annuaire. « invite \(name) » lui ouvre un appareil.",
        english: "\(name) is in the directory. \"invite \(name)\" opens a device to him."))
  }

  /// The roles that were given; whoever has a team is an agent.
  private var roles: Roles {
    role.reduce(team.isEmpty ? .requester : [.requester, .agent]) { $0.union($1.roles) }
  }
}

/// A role as it is named on the command line.
enum RoleName: String, CaseIterable, ExpressibleByArgument {
  case requester
  case agent
  case admin

  var roles: Roles {
    switch self {
    case .requester: .requester
    case .agent: .agent
    case .admin: .admin
    }
  }
}

/// Somebody who is to join the directory.
struct Newcomer: Sendable {
  let name: String
  let fullName: String
  let email: String
  let roles: Roles
  let teams: [String]

  func join(_ draft: inout DirectoryDraft) throws {
    let teams = try teams.map { code in
      guard let team = draft.directory.team(code: code) else { throw TeamMiss(code: code) }
      return team.number
    }
    _ = try draft.addPerson(
      name: name, fullName: fullName, email: email, roles: roles, teams: teams)
  }
}

/// A team that isn't there.
struct TeamMiss: EscaleError, Hashable {
  let team: String

  init(code: String) { team = code }

  var code: String { "team.unknown" }
  var kind: ErrorKind { .notFound }
  var details: [String: String] { ["team": team] }

  var message: Words {
    Words(
      french: "L'équipe « \(team) » n'est pas dans l'annuaire.",
      english: "The team \"\(team)\" isn't in the directory.")
  }

  var hint: Words? {
    Words(
      french: "« team add \(team) » l'ajoute ; « directory export » les montre toutes.",
      english: "\"team add \(team)\" adds it; \"directory export\" shows them all.")
  }
}

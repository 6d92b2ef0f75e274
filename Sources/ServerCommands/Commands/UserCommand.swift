import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `user`: accounts.
struct UserCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "user", french: "Les comptes.", english: "The accounts.",
      subcommands: [
        UserAddCommand.self, UserDisableCommand.self, UserEnableCommand.self,
        UserPasswordCommand.self, UserNotifyCommand.self,
      ])
  }
}

/// `user disable`: ends an account's rights.
struct UserDisableCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "disable", french: "Désactive un compte et ses appareils.",
      english: "Disable an account and its devices.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le nom de connexion.", english: "The login name.", value: "name"))
  var name: String

  func run(in context: CommandContext) async throws {
    try await context.withLedger { try await $0.disable(name) }
    context.writeUser(name, "disabled")
    context.say(
      Words(
        french: "\(name) est désactivé, et ses appareils ne sont plus admis.",
        english: "\(name) is disabled, and his devices are no longer let in."))
  }
}

/// `user enable`: gives a disabled account its rights back.
struct UserEnableCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "enable",
      french: "Rétablit un compte désactivé, et ceux de ses appareils qui ne sont pas révoqués.",
      english: "Enable a disabled account again, and those of its devices that aren't revoked.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le nom de connexion.", english: "The login name.", value: "name"))
  var name: String

  func run(in context: CommandContext) async throws {
    try await context.withLedger { try await $0.enable(name) }
    context.writeUser(name, "enabled")
    context.say(
      Words(
        french: "\(name) est rétabli, et ses appareils sont de nouveau admis.",
        english: "\(name) is enabled, and his devices are let in again."))
  }
}

/// `user password`: sets a password.
struct UserPasswordCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "password", french: "Fixe le mot de passe d'un compte.",
      english: "Set the password of an account.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le nom de connexion.", english: "The login name.", value: "name"))
  var name: String

  @Flag(
    help: .words(
      french: "Lit le mot de passe sur l'entrée standard.",
      english: "Read the password from standard input."))
  var passwordStdin = false

  func run(in context: CommandContext) async throws {
    try await context.withLedger { ledger in
      guard try await ledger.directory().person(named: name) != nil else {
        throw LedgerError.unknownUser(name)
      }
      let isPiped = try context.settings.flag("password-stdin", passwordStdin)
      let password = try context.newPassword(isPiped: isPiped)
      try await ledger.setPassword(password, of: name)
    }
    context.writeUser(name, "password-set")
    context.say(
      Words(
        french: "Le mot de passe de \(name) est fixé.", english: "The password of \(name) is set."))
  }
}

extension CommandContext {
  /// A new password: from standard input, else typed twice.
  ///
  /// - Throws: ``PasswordError``, ``UsageError`` where nobody can be asked.
  func newPassword(isPiped: Bool) throws -> String {
    if isPiped { return try Password.read(descriptor: surroundings.inputDescriptor) }
    guard surroundings.canAsk, !isJSON else {
      throw UsageError(
        message: Words(
          french: "Il manque le mot de passe.", english: "The password is missing."),
        hint: Words(
          french: "Donnez-le sur l'entrée standard avec --password-stdin.",
          english: "Give it on standard input with --password-stdin."))
    }
    let first = try Password.ask(
      Words(french: "Nouveau mot de passe : ", english: "New password: ")[language])
    let second = try Password.ask(
      Words(french: "Encore une fois : ", english: "Once more: ")[language])
    guard first.utf8.elementsEqual(second.utf8) else {
      throw UsageError(
        message: Words(
          french: "Les deux mots de passe diffèrent.", english: "The two passwords differ."))
    }
    return first
  }

  /// `{"user","done"}`, where JSON is wanted.
  func writeUser(_ name: String, _ done: String) {
    guard isJSON else { return }
    writeJSON { writer in
      writer.beginObject()
      writer.member("user", name)
      writer.member("done", done)
      writer.endObject()
    }
  }
}

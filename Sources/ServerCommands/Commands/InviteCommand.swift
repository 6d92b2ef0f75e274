import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `invite`: a code that enrols one device once.
struct InviteCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "invite", french: "Donne un code qui enrôle un appareil, une fois.",
      english: "Give a code that enrols one device, once.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le nom de connexion.", english: "The login name.", value: "user"))
  var user: String

  func run(in context: CommandContext) async throws {
    let invite = try await context.withLedger { try await $0.invite(user) }
    let expiry = Timestamp(milliseconds: invite.expiresAt)
    if context.isJSON {
      return context.writeJSON { writer in
        writer.beginObject()
        writer.member("code", invite.code)
        writer.member("user", user)
        writer.member("expiresAt", expiry.description)
        writer.endObject()
      }
    }
    // The code is the last word of the first line: what scripts read.
    let first = Words(
      french: "Code d'invitation de \(user) : \(invite.code)",
      english: "Invite code of \(user): \(invite.code)")
    context.output.line(first[context.language])
    context.say(
      Words(
        french: "Il sert une fois, jusqu'au \(context.text(expiry)) :"
          + " escale join URL --user \(user) --invite CODE",
        english: "It serves once, until \(context.text(expiry)):"
          + " escale join URL --user \(user) --invite CODE"))
  }
}

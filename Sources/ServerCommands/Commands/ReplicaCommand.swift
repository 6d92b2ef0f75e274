import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `replica`: enrolled devices.
struct ReplicaCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "replica", french: "Les appareils enrôlés.", english: "The enrolled devices.",
      subcommands: [ReplicaListCommand.self, ReplicaRevokeCommand.self])
  }
}

/// `replica list`: all of them.
struct ReplicaListCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command("list", french: "Montre les appareils.", english: "Show the devices.")
  }

  @OptionGroup var global: ServerOptions

  func run(in context: CommandContext) async throws {
    let (replicas, directory) = try await context.withLedger {
      (try await $0.replicas(), try await $0.directory())
    }
    let enrolled = replicas.filter { !$0.id.isServers }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginArray()
        for replica in enrolled { writer.replica(replica, directory) }
        writer.endArray()
      }
    } else {
      context.write(Self.table(enrolled, directory, context))
    }
  }

  private static func table(
    _ replicas: [ReplicaRecord], _ directory: DeskDirectory, _ context: CommandContext
  ) -> Table {
    let isFrench = context.language == .french
    var table = Table([
      Table.Column(isFrench ? "Appareil" : "Replica"),
      Table.Column(isFrench ? "Utilisateur" : "User"),
      Table.Column(isFrench ? "Nom" : "Device", flexible: true),
      Table.Column(isFrench ? "Enrôlé" : "Enrolled"),
      Table.Column(isFrench ? "Modifications" : "Changes", rightAligned: true),
      Table.Column(isFrench ? "Exclu" : "Shut out"),
    ])
    for replica in replicas {
      table.add([
        Table.Cell(replica.id.description, ink: .bold),
        Table.Cell(directory.person(replica.owner)?.name ?? ""), Table.Cell(replica.device),
        Table.Cell(context.text(Timestamp(milliseconds: replica.enrolledAt))),
        Table.Cell(String(replica.lastSequence)),
        Table.Cell(exclusion(replica, directory)?[context.language] ?? "", ink: .red),
      ])
    }
    return table
  }

  /// Why a device is let in no longer.
  private static func exclusion(
    _ replica: ReplicaRecord, _ directory: DeskDirectory
  ) -> Words? {
    if replica.revokedAt != nil { return Words(french: "révoqué", english: "revoked") }
    guard directory.person(replica.owner)?.isActive != true else { return nil }
    return Words(french: "compte désactivé", english: "account disabled")
  }
}

extension JSONWriter {
  fileprivate mutating func replica(_ replica: ReplicaRecord, _ directory: DeskDirectory) {
    beginObject()
    member("replica", replica.id.description)
    member("user", directory.person(replica.owner)?.name)
    member("device", replica.device)
    member("enrolledAt", Timestamp(milliseconds: replica.enrolledAt).description)
    member("lastSequence", replica.lastSequence)
    member("acknowledged", replica.acknowledgement.position.rawValue)
    member("revokedAt", replica.revokedAt?.rawValue)
    member("successorOf", replica.successorOf?.description)
    endObject()
  }
}

/// `replica revoke`: a device is no longer let in.
struct ReplicaRevokeCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "revoke", french: "N'admet plus un appareil.", english: "Let a device in no longer.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "L'appareil : 7K.", english: "The device: 7K.", value: "replica"))
  var replica: String

  func run(in context: CommandContext) async throws {
    guard let id = ReplicaID(text: replica.utf8), !id.isServers else {
      throw LedgerError.unknownReplica(replica)
    }
    try await context.withLedger { try await $0.revoke(id) }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("replica", id.description)
        writer.member("done", "revoked")
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "L'appareil \(id) est révoqué ; son jeton est mort.",
        english: "The device \(id) is revoked; its token is dead."))
  }
}

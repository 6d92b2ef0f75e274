import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

/// `leave`: hands over what waits, then erases the replica.
struct LeaveCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "leave", french: "Remet ce qui attend, puis efface la réplique de cet appareil.",
      english: "Hand over what waits, then erase the replica from this device.")
  }

  @Flag(
    help: .words(
      french: "Efface même ce qui n'a pas pu être remis.",
      english: "Erase even what could not be handed over."))
  var force = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let (name, left) = try await handOver(context)
    if left.isSomething, !force { throw LeaveFault.wouldLose(left) }
    ReplicaStore.erase(at: context.replicaPath)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("replica", name)
        writer.member("lostChanges", left.changes)
        writer.member("lostCarried", left.carried)
        writer.member("lostAttachments", left.attachments)
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "Réplique \(name) effacée de cet appareil.",
        english: "Replica \(name) erased from this device."))
    if left.isSomething { context.say(left.lost) }
    context.note(
      Words(
        french: "Un administrateur peut clore son inscription : escale-server replica revoke "
          + "\(name).",
        english: "An administrator can end its enrolment: escale-server replica revoke \(name)."))
    return .done
  }

  /// Syncs where anything waits; what is left then, and why.
  private func handOver(_ context: CommandContext) async throws -> (String, Leavings) {
    let replica = try context.openReplica(.writing)
    let name = try replica.identity().replica.description
    var left = try Leavings(replica)
    guard left.isSomething else { return (name, left) }
    do {
      let url = try ServerAddress.parse(try replica.identity().server)
      let open = try context.surroundings.connect(url, connection.settings(context))
      try await open.use { connection in
        var report = try await replica.sync(over: connection)
        try await replica.exchangeBlobs(
          over: connection, fetchesAll: false, &report.attachments)
      }
      left = try Leavings(replica)
    } catch {
      left = try Leavings(replica)
      left.reason =
        (error as? ConnectionFailure).map { ServerFailure($0).message }
        ?? (error as? any EscaleError)?.message
    }
    return (name, left)
  }
}

/// What only this device has.
struct Leavings: Hashable {
  let changes: Int
  let carried: Int
  let attachments: Int
  /// What kept it from being handed over.
  var reason: Words?

  init(_ replica: LocalReplica) throws {
    let status = try replica.status()
    changes = status.pending
    carried = status.carried
    attachments = try replica.store.read {
      try $0.attachmentsToSend(after: nil, limit: Self.attachmentLimit).count
    }
  }

  /// How many attachments are counted.
  private static let attachmentLimit = 10_000

  var isSomething: Bool { changes + carried + attachments > 0 }

  /// `2 changes, 1 change of others, 0 attachments`.
  private var list: Words {
    let (own, others) = (Counted.changes(changes), Counted.changes(carried))
    let files = Counted.attachments(attachments)
    return Words(
      french: "\(own.french) de vous, \(others.french) d'autres, \(files.french)",
      english: "\(own.english) of yours, \(others.english) of others, \(files.english)")
  }

  var lost: Words {
    Words(french: "Perdu : \(list.french).", english: "Lost: \(list.english).")
  }

  var wouldBeLost: Words {
    let why = reason.map {
      Words(french: " (\($0.french))", english: " (\($0.english))")
    }
    return Words(
      french: "Ce qui n'a pas pu être remis serait perdu : \(list.french)\(why?.french ?? "").",
      english: "What could not be handed over would be lost: \(list.english)\(why?.english ?? "").")
  }
}

/// Why a replica isn't erased.
enum LeaveFault: EscaleError, Hashable {
  case wouldLose(Leavings)

  var code: String { "leave.would-lose" }
  var kind: ErrorKind { .refused }

  var message: Words {
    switch self {
    case .wouldLose(let left): left.wouldBeLost
    }
  }

  var hint: Words? {
    Words(
      french: "Lancez escale sync quand le serveur est joignable, emportez-le par escale bundle "
        + "export, ou --force.",
      english: "Run escale sync when the server can be reached, take it along with escale bundle "
        + "export, or --force.")
  }

  var details: [String: String] {
    switch self {
    case .wouldLose(let left):
      [
        "changes": String(left.changes), "carried": String(left.carried),
        "attachments": String(left.attachments),
      ]
    }
  }
}

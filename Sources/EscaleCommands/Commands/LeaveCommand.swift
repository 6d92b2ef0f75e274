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

  @Flag(help: .words(french: "Ne demande rien.", english: "Don't ask."))
  var yes = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    var farewell = try await handOver(context)
    try confirm(farewell, context)
    var left = farewell.left
    try ReplicaStore.erase(at: context.replicaPath) {
      // Somebody may have gone on working while this one talked with the server, or asked.
      let replica = try context.openReplica()
      left = try Leavings(replica, context.environment)
      left.reason = farewell.left.reason
      if left.isSomething, !force { throw LeaveFault.wouldLose(left) }
    }
    for draft in left.drafts { draft.remove() }
    farewell.stopsTimer = AutosyncUnits(context).removeTimer()
    tell(farewell, left, context)
    return farewell.hasConflicts ? .conflict : .done
  }

  /// Syncs where anything waits; what is left then, and why.
  private func handOver(_ context: CommandContext) async throws -> Farewell {
    let replica = try context.openReplica(.writing)
    let identity = try replica.identity()
    var farewell = Farewell(
      replica: identity.replica.description, left: try Leavings(replica, context.environment))
    if farewell.left.waits {
      do {
        let open = try context.connect(replica, connection.settings(context))
        try await open.use { connection in
          let (report, failure) = try await context.exchange(replica).run(over: connection)
          farewell.hasConflicts = !report.conflicts.isEmpty
          if !context.isJSON { _ = try context.finish(report, of: replica) }
          if let failure { throw failure }
        }
        farewell.left = try Leavings(replica, context.environment)
      } catch {
        farewell.left = try Leavings(replica, context.environment)
        farewell.left.reason = LeaveReason(error)
      }
      // It may have gone on under a new id.
      farewell.replica = try replica.identity().replica.description
    }
    if farewell.left.isSomething, !force { throw LeaveFault.wouldLose(farewell.left) }
    return farewell
  }

  /// Asks whoever can be asked.
  private func confirm(_ farewell: Farewell, _ context: CommandContext) throws {
    guard !yes, context.canAsk else { return }
    if farewell.left.isSomething { context.ask(farewell.left.wouldBeLost) }
    let prompt = Words(
      french: "Effacer la réplique \(farewell.replica) de cet appareil (oui/non) ? ",
      english: "Erase replica \(farewell.replica) from this device (yes/no)? ")
    let answer = Question.ask(prompt[context.language], on: context.surroundings.errorOutput)
    guard let answer, ["y", "yes", "o", "oui"].contains(answer.lowercased()) else {
      throw UsageError.nothingErased
    }
  }

  private func tell(_ farewell: Farewell, _ left: Leavings, _ context: CommandContext) {
    let (name, revoke) = (farewell.replica, "escale-server replica revoke \(farewell.replica)")
    guard !context.isJSON else {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("replica", name)
        writer.member("lostChanges", left.changes)
        writer.member("lostCarried", left.carried)
        writer.member("lostAttachments", left.attachments)
        writer.member("lostDrafts", left.drafts.count)
        writer.member("reason", left.reason?.words[context.language])
        writer.member("autosyncDisabled", farewell.stopsTimer)
        writer.member("revoke", revoke)
        writer.endObject()
      }
      return
    }
    context.say(
      Words(
        french: "Réplique \(name) effacée de cet appareil.",
        english: "Replica \(name) erased from this device."))
    if let reason = left.reason { context.say(reason.words) }
    if left.isSomething { context.say(left.lost) }
    if farewell.stopsTimer { context.say(AutosyncUnits.stopped) }
    context.say(
      Words(
        french:
          "Le serveur connaît encore cet appareil ; un administrateur l'oublie par : \(revoke)",
        english: "The server still knows this device; an administrator ends that with: \(revoke)"))
  }
}

/// How the last sync went.
private struct Farewell {
  var replica: String
  var left: Leavings
  var hasConflicts = false
  /// Whether it was synced by a timer, which is gone.
  var stopsTimer = false
}

extension UsageError {
  /// Somebody was asked and said no.
  fileprivate static let nothingErased = UsageError(
    message: Words(french: "Rien n'a été effacé.", english: "Nothing was erased."))
}

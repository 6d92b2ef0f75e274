import Console
import EscaleCore
import Replica
import ReplicaStore

extension CommandContext {
  /// Moves a request by a verb of its lifecycle, and says where it stands then.
  ///
  /// `edits` are done before, all or none.
  func move(
    _ request: RequestArgument, _ verb: Verb, message wish: MessageWish,
    after edits: [RequestCommand] = [],
    fill: (inout TransitionCommand, LocalReplica) throws -> Void = { _, _ in }
  ) throws -> ExitStatus {
    let replica = try openReplica(.writing)
    let ref = try replica.reference(request.ref)
    var command = TransitionCommand(verb: verb)
    try fill(&command, replica)
    let message = try wish.message(self, draft: "\(ref)-\(verb)")
    command.text = message?.text
    let view = try saving(message) {
      try replica.perform(edits + [.transition(command)], on: ref)
    }
    let label = view.lifecycle.label(of: view.state)
    return try finish(
      view, replica,
      Words(french: "\(ref) : \(label.french).", english: "\(ref): \(label.english)."))
  }

  /// Tells what came of a change: the request in JSON, or a line.
  func finish(
    _ view: RequestView, _ replica: LocalReplica, _ words: Words
  ) throws -> ExitStatus {
    try writeRequest(view, replica, orSay: words)
    try notePending(replica)
    return .done
  }

  private func writeRequest(
    _ view: RequestView, _ replica: LocalReplica, orSay words: Words
  ) throws {
    guard isJSON else { return say(words) }
    let conflicts = try replica.conflictCount(of: view.ref)
    let directory = DirectoryNames(replica)
    let links = try replica.shownLinks(of: view)
    let unread = try replica.attention(on: view.ref)
    writeJSON { writer in
      writer.request(
        view, conflicts: conflicts, links: links, unread: unread, directory: directory,
        language: language, holds: replica.holds)
    }
  }

  /// On a terminal: how many changes wait to be synced.
  private func notePending(_ replica: LocalReplica) throws {
    guard surroundings.errorOutput.isTerminal, !global.quiet else { return }
    let count = try replica.pendingCount()
    guard count > 0 else { return }
    let changes = Counted.changes(count)
    note(
      Words(
        french: "\(changes.french) à synchroniser.",
        english: "\(changes.english) not yet synced."))
  }
}

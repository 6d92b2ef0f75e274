import Console
import EscaleCore
import Replica
import ReplicaStore
import SyncTransport

extension CommandContext {
  /// Reconciles with the server once, and tells what that moved.
  func sync(
    _ replica: LocalReplica, _ settings: ConnectionSettings, fetchesAll: Bool
  ) async throws -> ExitStatus {
    let open = try connect(replica, settings)
    let (report, failure) = try await open.use {
      try await exchange(replica, fetchesAll: fetchesAll).run(over: $0)
    }
    let status = try finish(report, of: replica)
    prepareSearchAside(replica)
    // What was synced is told all the same.
    if let failure { throw failure }
    return status
  }

  /// Has the index of texts made where whoever searches next would wait for it.
  func prepareSearchAside(_ replica: LocalReplica) {
    guard (try? replica.isSearchFarBehind()) == true else { return }
    surroundings.startAside(["index", "--replica", replicaPath])
  }

  /// A sync with attachments, seen on a terminal.
  func exchange(_ replica: LocalReplica, fetchesAll: Bool = false) -> SyncExchange {
    SyncExchange(replica: replica, fetchesAll: fetchesAll, bar: ProgressBar(self))
  }

  /// Tells what a sync moved; conflicts that it brought up have an exit code of their own.
  func finish(_ report: SyncReport, of replica: LocalReplica) throws -> ExitStatus {
    if isJSON {
      let directory = DirectoryNames(replica)
      writeJSON { $0.syncReport(report, directory: directory, language: language) }
    } else {
      tell(report, of: replica)
    }
    return report.conflicts.isEmpty ? .done : .conflict
  }

  /// Tells who the replica is, and what its first sync moved.
  func finishJoin(_ report: SyncReport, of replica: LocalReplica) throws -> ExitStatus {
    let (identity, directory) = (try replica.identity(), DirectoryNames(replica))
    if isJSON {
      writeJSON {
        $0.joinReport(report, identity: identity, directory: directory, language: language)
      }
      return .done
    }
    let user = directory.fullName(identity.person, language)
    say(
      Words(
        french: "Réplique \(identity.replica) inscrite pour \(user).",
        english: "Replica \(identity.replica) enrolled for \(user)."))
    tell(report, of: replica)
    return .done
  }

  /// Tells what a sync would send.
  func finishPreview(_ report: SyncReport, of replica: LocalReplica) throws -> ExitStatus {
    if isJSON {
      let directory = DirectoryNames(replica)
      writeJSON { $0.syncReport(report, directory: directory, language: language) }
    } else {
      let changes = Counted.changes(report.sent)
      say(Words(french: "\(changes.french) à envoyer.", english: "\(changes.english) to send."))
      if report.carried > 0 {
        let others = Counted.changes(report.carried)
        say(
          Words(
            french: "\(others.french) d'autres à remettre.",
            english: "\(others.english) of others to hand in."))
      }
    }
    return .done
  }

  private func tell(_ report: SyncReport, of replica: LocalReplica) {
    if let renewal = SyncText(report: report).renewal { say(renewal) }
    for line in SyncText(report: report).restoration { say(line) }
    say(SyncText(report: report).summary)
    for line in SyncText(report: report).carried { say(line) }
    for line in SyncText(report: report).attachments { say(line) }
    if global.verbose { say(SyncText(report: report).cost) }
    let difference = try? replica.identity().clockDifference
    if let warning = difference.flatMap({ ClockText(milliseconds: $0).warning }) { say(warning) }
    let text = ConflictText(language: language, style: style)
    for conflict in report.conflicts { output.write(text.line(conflict)) }
  }
}

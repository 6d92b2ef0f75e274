import Replica
import ReplicaStore
import SyncProtocol

/// All that goes between a replica and its server at once: the changes first; then attachments,
/// whose failing takes nothing of that back.
struct SyncExchange {
  let replica: LocalReplica
  /// Whether attachments of others come too.
  var fetchesAll = false
  /// Where it is shown how far it has come.
  var bar: ProgressBar?

  /// What was moved; and what attachments failed with.
  ///
  /// - Throws: What ``LocalReplica/sync(over:telling:)`` throws.
  func run(
    over connection: any SyncConnection
  ) async throws -> (report: SyncReport, failure: (any Error)?) {
    defer { bar?.end() }
    let bar = bar
    var report = try await replica.sync(over: connection) { bar?.show($0, $1) }
    do {
      try await replica.exchangeBlobs(
        over: connection, fetchesAll: fetchesAll, &report.attachments
      ) { bar?.showBytes($0, $1) }
      return (report, nil)
    } catch {
      return (report, error)
    }
  }
}

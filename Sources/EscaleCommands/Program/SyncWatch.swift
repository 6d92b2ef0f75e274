import Console
import EscaleCore
import Glibc
import Replica
import ReplicaStore
import SyncProtocol
import SyncTransport

/// `sync --watch`: one sync after another, as soon as there is a reason, until it is told to end.
///
/// Between two syncs nothing is locked. SIGTERM ends it with 0, SIGINT with 130: every answer is
/// applied whole or not at all, whenever that happens.
struct SyncWatch {
  /// Syncs don't begin closer to each other than this, whatever the server says.
  private static let leastPause = Duration.seconds(1)

  let replica: LocalReplica
  let context: CommandContext
  let connect: () throws -> OpenConnection
  let exchange: (any SyncConnection) async throws -> (SyncReport, (any Error)?)

  /// Runs until something fails that no waiting mends.
  ///
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``ReplicaFault``, ``StoreFault``, ``OutputError``.
  func run() async throws {
    signal(SIGTERM) { _ in _exit(0) }
    var backOff = BackOff()
    var isAway = false
    var isFirst = true
    while true {
      do {
        try await connect().use { connection in
          while true {
            let start = ContinuousClock.now
            let mark = try replica.workMark()
            let (report, failure) = try await exchange(connection)
            if failure == nil {
              backOff.reset()
              if isAway { tell(Self.back) }
              isAway = false
            }
            try tell(report, isFirst: isFirst)
            isFirst = false
            if let failure { throw failure }
            try await replica.waitForWork(since: mark, over: connection)
            try await Task.sleep(until: start + Self.leastPause)
          }
        }
      } catch {
        guard let reason = Self.passing(error, hasWorked: !isFirst) else { throw error }
        if !isAway { tell(reason) }
        isAway = true
        try await Task.sleep(for: backOff.next())
      }
    }
  }

  private static let back = Words(
    french: "Le serveur répond à nouveau.", english: "The server answers again.")

  /// What is wrong, where waiting may mend it.
  ///
  /// Where it has worked before, a foreign certificate or an answer that is none is somebody else's
  /// network in between: a hotel's, or a proxy whose server is being renewed.
  private static func passing(_ error: any Error, hasWorked: Bool) -> Words? {
    let failure = (error as? ConnectionFailure).map { ServerFailure($0) } ?? error
    if case StoreFault.busy = failure { return (failure as? StoreFault)?.message }
    guard let failure = failure as? ServerFailure else { return nil }
    let passes =
      switch failure {
      case .untrusted, .malformed: hasWorked
      case .refused(let status, _, _, _, _) where status >= 500: hasWorked || status != 500
      default: failure.kind == .unreachable
      }
    return passes ? failure.message : nil
  }

  /// One line for each sync that moved something; the first one always tells.
  private func tell(_ report: SyncReport, isFirst: Bool) throws {
    guard isFirst || report.hasMoved else { return }
    _ = try context.finish(report, of: replica)
    try context.output.flush()
  }

  private func tell(_ words: Words) {
    guard !context.global.quiet, !context.isJSON else { return }
    context.surroundings.errorOutput.line(sanitizedLine(words[context.language]))
    try? context.surroundings.errorOutput.flush()
  }
}

extension SyncReport {
  /// Whether anything was sent, received or found.
  fileprivate var hasMoved: Bool {
    sent + received + forgotten.count + carried + carriedRefused + attachments.sent
      + attachments.received + conflicts.count > 0 || renewedFrom != nil || foundRestored
      || returned > 0 || !lostItems.isEmpty
  }
}

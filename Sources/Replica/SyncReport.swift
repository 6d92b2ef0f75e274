package import EscaleCore
package import ReplicaStore
import SyncProtocol

/// What one sync did.
package struct SyncReport: Sendable {
  /// How many changes waited before.
  package let pending: Int
  package var position = Position.start
  package var sent = 0
  package var received = 0
  package var applied = 0
  package var superseded = 0
  package var denied = 0
  package var quarantined = 0
  /// Changes that wait for others which the ledger doesn't have yet.
  package var missing = 0
  /// The requests that this replica had and has no more.
  package var forgotten: Set<RequestID> = []
  /// Changes of others, brought by hand, that the server has now; and those it won't have.
  package var carried = 0
  package var carriedRefused = 0
  /// Those that are here and may look different now.
  package var requestsTouched: Set<RequestID> = []
  package var bytesSent = 0
  package var bytesReceived = 0
  package var roundTrips = 0
  package var elapsed = Duration.zero
  package var conflicts: [ConflictLine] = []
  /// What became of attachments' bytes, after everything else.
  package var attachments = BlobReport()
  /// The former id, where this replica had forked, or the server gave that to another device, and it
  /// goes on under a new one.
  package var renewedFrom: ReplicaID?
  /// Whether the server was found restored from a backup.
  package var foundRestored = false
  /// How many changes of others the restored server has from this replica, and how many it can't
  /// take yet.
  package var returned = 0
  package var unreturned = 0
  /// What this replica was shown of the directory and the restored server has no longer.
  package var lostItems: [LostItem] = []
  /// The conflicts found, before they are put into words.
  var found: [ConflictRow] = []

  init(pending: Int) { self.pending = pending }

  mutating func count(_ reply: Reply) {
    roundTrips += 1
    bytesSent += reply.bytesSent
    bytesReceived += reply.bytesReceived
  }

  mutating func take(_ delivery: Delivery, _ outcome: DeliveryOutcome) {
    sent += delivery.results.count
    received += delivery.entries.count
    // What left in one answer may be back by the next.
    forgotten.subtract(delivery.entries.map(\.change.header.request))
    forgotten.formUnion(outcome.forgotten)
    take(delivery.results, outcome)
    requestsTouched.subtract(forgotten)
  }

  /// Takes what the ledger says of own changes, and what that changed.
  mutating func take(_ results: [PushResult], _ outcome: DeliveryOutcome) {
    requestsTouched.formUnion(outcome.requestsTouched)
    found += outcome.conflicts
    for result in results {
      switch result.ruling {
      case .missing: missing += 1
      case .decided(_, let verdict, _): count(verdict.outcome)
      }
    }
  }

  private mutating func count(_ outcome: Verdict.Outcome) {
    switch outcome {
    case .applied: applied += 1
    case .superseded: superseded += 1
    case .denied: denied += 1
    case .quarantined: quarantined += 1
    }
  }
}

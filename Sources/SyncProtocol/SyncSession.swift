package import EscaleCore

/// One reconciliation, from the replica's side: whose turn it is, and what may be applied.
///
/// A value without a socket, a clock or a disk. The shell asks ``nextPush`` what to send, builds the request with ``request(changes:checkpoint:clock:waitMilliseconds:)``,
/// carries it, hands the answer to ``take(_:)`` and applies it, until ``isFinished``.
///
/// Source: DESIGN, "Sync".
package struct SyncSession: Sendable {
  /// How many bytes of changes, uncompressed, end a push.
  package static let pushByteTarget = 6 << 20
  /// How many entries are wanted in one answer: fewer than a server may send, because the next one
  /// comes, and takes memory, while this one is stored.
  package static let entryWish: UInt64 = 6_000
  /// How many rounds one session may take before it gives up.
  package static let roundLimit = 10_000

  /// How far a replica has come.
  package struct Standing: Sendable {
    package var ledger: LedgerID
    package var replica: ReplicaID
    package var acknowledgement: Acknowledgement
    package var cursor: Cursor
    package var head: Head?
    package var decidedSequence: UInt32
    package var lastSequence: UInt32
    /// How far back history is wanted unasked.
    package var history = HistoryWish.whole
    /// What was fetched from behind that, ascending.
    package var fetched: [RequestID] = []

    package init(
      ledger: LedgerID, replica: ReplicaID, acknowledgement: Acknowledgement, cursor: Cursor,
      head: Head?, decidedSequence: UInt32, lastSequence: UInt32
    ) {
      self.ledger = ledger
      self.replica = replica
      self.acknowledgement = acknowledgement
      self.cursor = cursor
      self.head = head
      self.decidedSequence = decidedSequence
      self.lastSequence = lastSequence
    }
  }

  private var standing: Standing
  private var pushedThrough: UInt32
  private var pushing: ClosedRange<UInt32>?
  private var hasMore = true
  /// Whether the next request asks for the server's word on this device.
  package var wantsCredential = false
  /// How many exchanges were begun.
  package private(set) var rounds = 0

  package init(_ standing: Standing) {
    self.standing = standing
    pushedThrough = standing.decidedSequence
  }

  /// The sequences that are still to be pushed in this session; nil when all are.
  package var nextPush: ClosedRange<UInt32>? {
    pushedThrough < standing.lastSequence
      ? pushedThrough + 1...standing.lastSequence : nil
  }

  /// Whether everything was pushed and nothing more is to come.
  package var isFinished: Bool { rounds > 0 && nextPush == nil && !hasMore }

  /// The next request, with the changes at the beginning of ``nextPush``.
  package mutating func request(
    changes: [Change], checkpoint: Checkpoint?, clock: Int64, waitMilliseconds: UInt64 = 0
  ) -> SyncRequest {
    rounds += 1
    pushing = changes.first.flatMap { first in
      changes.last.map { first.id.sequence...$0.id.sequence }
    }
    var request = SyncRequest(
      ledger: standing.ledger, replica: standing.replica, acknowledgement: acknowledgement,
      cursor: standing.cursor, head: standing.head,
      changes: changes, checkpoint: checkpoint, clock: clock,
      waitMilliseconds: waitMilliseconds, entryLimit: SyncSession.entryWish)
    request.history = standing.history
    request.fetched = standing.fetched
    request.wantsCredential = wantsCredential
    wantsCredential = false
    return request
  }

  /// What the replica holds for sure, and the last sequence that it knows of its own: a server that
  /// has a later one knows that the replica has forgotten something.
  private var acknowledgement: Acknowledgement {
    Acknowledgement(
      position: standing.acknowledgement.position,
      ownLastSequence: max(
        standing.acknowledgement.ownLastSequence, standing.lastSequence))
  }

  /// Takes an answer in, if it is one to what was asked.
  ///
  /// - Throws: ``SyncFault``; then the answer must not be applied.
  package mutating func take(_ answer: SyncAnswer) throws(SyncFault) {
    guard ProtocolVersion.spoken.contains(answer.version) else { throw .version }
    guard rounds <= SyncSession.roundLimit else { throw .endless }
    try checkResults(answer)
    try checkHead(answer)
    guard answer.cursor.position >= standing.cursor.position,
      answer.cursor.position <= answer.head.position,
      !answer.hasMore || answer.cursor != standing.cursor
    else { throw .misplacedCursor }
    if let pushing { pushedThrough = pushing.upperBound }
    pushing = nil
    hasMore = answer.hasMore
    standing.cursor = answer.cursor
    standing.head = answer.head
    if standing.history == .bounded {
      standing.history = answer.horizon.map(HistoryWish.since) ?? .whole
    }
  }

  /// Tells that an answer is on disk.
  package mutating func applied(_ acknowledgement: Acknowledgement) {
    standing.acknowledgement = acknowledgement
  }

  private func checkResults(_ answer: SyncAnswer) throws(SyncFault) {
    let sequences = answer.results.map(\.sequence)
    guard sequences.elementsEqual(pushing.map(Array.init) ?? []) else { throw .wrongResults }
  }

  private func checkHead(_ answer: SyncAnswer) throws(SyncFault) {
    guard let former = standing.head else { return }
    guard answer.head.epoch >= former.epoch,
      answer.head.epoch > former.epoch || answer.head.position >= former.position,
      answer.head.position != former.position || answer.head == former
    else { throw .otherHistory }
  }
}

import EscaleCore
import Seals
import SyncProtocol

/// Takes in what a replica pushes, within one transaction.
///
/// Source: DESIGN, "Sync", "When things go wrong".
struct PushSession {
  let session: AppendSession
  let request: SyncRequest
  let replica: ReplicaRecord
  let signatures: SignatureScheme

  /// Decides on every change of the push, in order.
  ///
  /// - Throws: ``LedgerError`` where the push as a whole can't be taken; then nothing is.
  func run() throws -> [PushResult] {
    try noteAcknowledgement()
    // Whoever is let in again may hand over once more when he is shut out again.
    if replica.hasHandedOver { try session.update(replica.id) { $0.hasHandedOver = false } }
    guard let first = request.changes.first else { return [] }
    try checkSequence(from: first.id.sequence)
    let hashes = request.changes.map(ChangeHashes.init)
    let links = try chain(hashes)
    var results: [PushResult] = []
    var isContiguous = true
    for (index, change) in request.changes.enumerated() {
      let (hash, link) = (hashes[index].whole, links[index])
      switch try session.append(change, hash: hash, receivedAt: session.now) {
      case .forked:
        throw LedgerError.forked(replica.id, .otherChange(change.id.sequence))
      case .missing(let ids):
        isContiguous = false
        results.append(PushResult(sequence: change.id.sequence, ruling: .missing(ids)))
      case .decided(let position, let verdict, let receivedAt):
        if isContiguous { try noteContiguous(change.id.sequence, link) }
        results.append(
          PushResult(
            sequence: change.id.sequence,
            ruling: .decided(position, verdict, receivedAt: receivedAt)))
      }
    }
    return results
  }

  /// Stores the acknowledgement before anything is decided, so that the push is held to it.
  private func noteAcknowledgement() throws {
    let acknowledgement = request.acknowledgement
    guard acknowledgement != replica.acknowledgement else { return }
    try session.transaction.insert(acknowledgement, of: replica.id)
    try session.transaction.pruneAcknowledgements(
      of: replica.id, before: replica.contiguousSequence)
    try session.update(replica.id) { $0.acknowledgement = acknowledgement }
  }

  /// All changes are the replica's own, and follow one another and what the ledger has.
  private func checkSequence(from first: UInt32) throws {
    let expected = replica.contiguousSequence + 1
    guard first <= expected else {
      throw LedgerError.sequenceGap(expected: expected, found: first)
    }
    for (index, change) in request.changes.enumerated() {
      guard change.id.replica == replica.id else {
        throw LedgerError.foreignChange(change.id.replica)
      }
      let wanted = UInt64(first) + UInt64(index)
      guard UInt64(change.id.sequence) == wanted else {
        throw LedgerError.sequenceGap(
          expected: UInt32(clamping: wanted), found: change.id.sequence)
      }
    }
  }

  /// The chain's link at each change; nil for those before the last one that the ledger knows.
  ///
  /// Of what the ledger has already the hashes are compared instead, one by one.
  private func chain(_ hashes: [ChangeHashes]) throws -> [Fingerprint?] {
    var link = replica.link
    let links = zip(request.changes, hashes).map { change, hashes -> Fingerprint? in
      guard change.id.sequence > replica.contiguousSequence else { return nil }
      link = ReplicaChain.link(after: link, hashes)
      return link
    }
    guard let last = request.changes.last, last.id.sequence > replica.contiguousSequence else {
      return links
    }
    guard let checkpoint = request.checkpoint, checkpoint.lastSequence == last.id.sequence else {
      throw LedgerError.wrongCheckpoint
    }
    guard checkpoint.link == link, isSigned(checkpoint) else {
      throw try forkSign() ?? .wrongCheckpoint
    }
    return links
  }

  private func isSigned(_ checkpoint: Checkpoint) -> Bool {
    let statement = checkpoint.statement(ledger: request.ledger, replica: replica.id)
    return signatures.verifies(
      VerifyingKey(bytes: replica.verifyingKey), checkpoint.signature, Hash.sha256(statement))
  }

  /// A chain that doesn't fit is a fork where a change of it has another hash in the ledger, or
  /// where it goes on from something that the ledger doesn't have.
  private func forkSign() throws -> LedgerError? {
    for change in request.changes {
      guard let recorded = try session.transaction.brief(of: change.id) else { continue }
      guard recorded.hash == change.hash else {
        return .forked(replica.id, .otherChange(change.id.sequence))
      }
    }
    return nil
  }

  private func noteContiguous(_ sequence: UInt32, _ link: Fingerprint?) throws {
    guard let link else { return }
    try session.update(replica.id) { replica in
      replica.contiguousSequence = sequence
      replica.link = link
    }
  }
}

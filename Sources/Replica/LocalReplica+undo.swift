package import EscaleCore
import ReplicaStore
import Seals

/// What was withdrawn.
package struct Withdrawal: Sendable {
  package let change: ChangeID
  /// What it would have done.
  package let what: Words
  /// The request as it is without it; nil where it had created it.
  package let view: RequestView?
}

extension LocalReplica {
  /// Withdraws this replica's last change on a request, as long as it never left.
  ///
  /// Its sequence stays used: a void change takes its place, and the chain is linked anew from there.
  ///
  /// - Throws: ``ReplicaFault/nothingToUndo(_:)``, ``ReplicaFault/alreadySent(_:)``,
  ///   ``StoreFault``; then nothing has changed.
  package func undo(_ ref: RequestID) throws -> Withdrawal {
    try store.write { writer in
      var identity = try writer.reader.identity()
      guard let folded = try writer.reader.folded(ref) else {
        throw try writer.reader.absence(of: ref)
      }
      let own = folded.changes.last {
        $0.position == nil && $0.header.id.replica == identity.replica
      }
      guard let header = own?.header else { throw ReplicaFault.nothingToUndo(ref) }
      guard header.id.sequence > identity.sentSequence,
        try !writer.reader.isExported(header.id)
      else { throw ReplicaFault.alreadySent(header.id) }
      try writer.replaceOwn(void(header))
      try relink(&identity, from: header.id.sequence, writer)
      if header.id == identity.lastUsed { identity.lastUsed = nil }
      try writer.save(identity)
      let left = try writer.project(ref)
      return Withdrawal(
        change: header.id, what: header.label(in: folded.fold.history.lifecycle), view: left?.view)
    }
  }

  /// What stands in for a change: who and when, and nothing else.
  private func void(_ header: Header) -> Change {
    let nonce = surroundings.randomBytes(Payload.nonceByteCount)
    return Change(
      header: Header(
        id: header.id, request: header.id, context: Context(), author: header.author,
        authoredAt: surroundings.now(), acknowledged: header.acknowledged, body: .void),
      payload: Payload(nonce: nonce))
  }

  /// Computes the links again from a sequence on.
  private func relink(
    _ identity: inout ReplicaIdentity, from sequence: UInt32, _ writer: StoreWriter
  ) throws {
    let former = ChangeID(replica: identity.replica, sequence: sequence - 1)
    var link = ReplicaChain.start(ledger: identity.ledger, replica: identity.replica)
    if sequence > 1 {
      guard let known = try writer.reader.link(after: former) else {
        throw ReplicaFault.damagedChain(former)
      }
      link = known
    }
    for own in try writer.reader.ownChanges(of: identity.replica, from: sequence, limit: .max) {
      link = ReplicaChain.link(after: link, own.change)
      try writer.setLink(link, after: own.change.id)
    }
    identity.link = link
  }
}

import EscaleCore
import ReplicaStore
import Seals
import SyncProtocol

/// The next changes to send, and the chain up to them.
struct Push {
  let changes: [Change]
  /// The link of the chain before the first of them.
  let formerLink: Fingerprint
  private let link: Fingerprint

  /// Reads the beginning of a range of this replica's own changes, up to the limits of one push.
  ///
  /// - Throws: ``ReplicaFault/damagedChain(_:)`` where a change or its link isn't what was recorded:
  ///   damage is found before it is passed on.
  init(
    _ range: ClosedRange<UInt32>, of identity: ReplicaIdentity, reader: StoreReader
  ) throws {
    let stored = try reader.ownChanges(
      of: identity.replica, from: range.lowerBound, limit: SyncRequest.changeLimit)
    let formerLink = try Push.link(before: range.lowerBound, identity, reader)
    var link = formerLink
    var changes: [Change] = []
    var byteCount = 0
    for (sequence, own) in zip(range, stored) where byteCount < SyncSession.pushByteTarget {
      guard own.change.id.sequence == sequence else { break }
      link = ReplicaChain.link(after: link, own.change)
      byteCount += own.change.headerBytes.count + own.change.payload.byteCount
      changes.append(own.change)
    }
    guard let last = changes.last, try reader.link(after: last.id) == link else {
      throw ReplicaFault.damagedChain(
        ChangeID(replica: identity.replica, sequence: range.lowerBound))
    }
    self.changes = changes
    self.formerLink = formerLink
    self.link = link
  }

  private static func link(
    before sequence: UInt32, _ identity: ReplicaIdentity, _ reader: StoreReader
  ) throws -> Fingerprint {
    guard sequence > identity.decidedSequence + 1 else { return identity.decidedLink }
    let former = ChangeID(replica: identity.replica, sequence: sequence - 1)
    guard let link = try reader.link(after: former) else {
      throw ReplicaFault.damagedChain(former)
    }
    return link
  }

  /// The signature over the chain up to the last change of this push.
  func checkpoint(_ identity: ReplicaIdentity) throws -> Checkpoint {
    guard let key = SigningKey(secret: identity.signingKey), let last = changes.last else {
      throw ReplicaFault.unusableKey
    }
    var checkpoint = Checkpoint(lastSequence: last.id.sequence, link: link, signature: [])
    let statement = checkpoint.statement(ledger: identity.ledger, replica: identity.replica)
    guard let signature = key.signature(of: Hash.sha256(statement)) else {
      throw ReplicaFault.unusableKey
    }
    checkpoint.signature = signature
    return checkpoint
  }
}

extension Change.PayloadBytes {
  fileprivate var byteCount: Int {
    switch self {
    case .present(let bytes): bytes.count
    case .erased: Fingerprint.byteCount
    }
  }
}

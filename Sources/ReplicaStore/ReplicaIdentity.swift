package import EscaleCore

/// Who a replica is and how far it has come.
package struct ReplicaIdentity: Sendable {
  package var ledger: LedgerID
  package var replica: ReplicaID
  /// The user enrolled on it.
  package var person: PersonNumber
  /// Where its server is.
  package var server: String
  /// The key that signs the server's receipts: 32 bytes.
  package var serverKey: [UInt8]
  /// The secret that signs its checkpoints: 32 bytes.
  package var signingKey: [UInt8]
  package var token: String
  package var device: String
  /// The last sequence that it has used, and the link of its chain there.
  package var lastSequence: UInt32
  package var link: Fingerprint
  /// Up to which sequence every change has its verdict, and the link there.
  package var decidedSequence: UInt32
  package var decidedLink: Fingerprint
  package var acknowledgement: Acknowledgement
  package var cursor: Cursor
  package var head: Head?
  /// When the last sync ended, in milliseconds since 1970 UTC.
  package var lastSyncAt: Int64?
  /// The device's clock less the server's, in milliseconds.
  package var clockDifference: Int64?
  /// The request that was used last.
  package var lastUsed: RequestID?
  /// The last sequence that ever left for the server, answered or not.
  package var sentSequence: UInt32
  /// The ledger's head when this replica began to sync: what came before is no news.
  package var joinedPosition: Position

  package init(
    ledger: LedgerID, replica: ReplicaID, person: PersonNumber, server: String,
    serverKey: [UInt8], signingKey: [UInt8], token: String, device: String,
    startLink: Fingerprint
  ) {
    self.ledger = ledger
    self.replica = replica
    self.person = person
    self.server = server
    self.serverKey = serverKey
    self.signingKey = signingKey
    self.token = token
    self.device = device
    lastSequence = 0
    link = startLink
    decidedSequence = 0
    decidedLink = startLink
    acknowledgement = Acknowledgement(position: .start, ownLastSequence: 0)
    cursor = .start
    sentSequence = 0
    joinedPosition = .start
  }
}

extension ReplicaIdentity {
  /// Whether a request may have come in part only, because a sync was broken off.
  ///
  /// Its changes acknowledge more than the replica shows of it: whoever acted on it now would seem
  /// to hide what he has seen.
  package func isArriving(_ request: RequestID) -> Bool {
    if cursor.position < acknowledgement.position { return true }
    guard let within = cursor.within else { return false }
    return within.request == request && within.entry < within.position
  }
}

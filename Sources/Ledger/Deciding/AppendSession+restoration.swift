import EscaleCore
import Seals

extension AppendSession {
  /// How far positions leap at least: more than any backup is behind.
  private static let leap: UInt64 = 1 << 20
  /// Over how many of the server's ids a new epoch's is spread.
  private static let serverIDs: UInt64 = 997

  /// Begins a new epoch: this ledger goes on from a backup.
  ///
  /// Positions, and the ids of replicas, go on beyond all that may have been given since it was
  /// made: by the clock, so that two restorations of one backup don't give the same. The server
  /// records under another id, for what it recorded since may come back.
  ///
  /// `seen` is the latest head that is known of the time after the backup, `kept` up to where the
  /// ledger has what was given then, where it may have given other things since.
  func beginEpoch(beyond seen: Head? = nil, kept: Position? = nil) throws {
    let former = state.position
    let known = max(former.rawValue, state.epoch, seen?.position.rawValue ?? 0, seen?.epoch ?? 0)
    let seconds = UInt64(max(0, now / 1_000))
    state.epoch = max(seconds, known + Self.leap)
    state.isCopy = false
    numberByEpoch()
    if let kept {
      state.doubt = AcknowledgementDoubt(
        after: min(kept, state.doubt?.after ?? kept), before: Position(rawValue: state.epoch))
    }
    let stride = UInt64(ReplicaID.serverStride)
    let blocks = UInt64(state.lastReplica.rawValue) / stride + 1 + state.epoch % Self.serverIDs
    guard let id = UInt32(exactly: blocks * stride) else {
      throw LedgerError.damaged("replica ids are used up")
    }
    state.lastReplica = ReplicaID(rawValue: id)
    state.serverReplica = state.lastReplica
    try transaction.insert(.server(state.lastReplica, of: state.id, at: now), tokenHash: nil)
    state.position = Position(rawValue: state.epoch - 1)
    try append(.restoration(after: former), movesHands: false)
  }

  /// Takes an entry that the ledger had before it was restored, at a new position.
  ///
  /// It is decided anew, because the ledger may have gone on. What had counted and wouldn't count
  /// now, because an edit of the directory is lost too, waits.
  ///
  /// - Returns: Whether the ledger has it; `isNew` tells whether it lacked it.
  func takeBack(
    _ change: Change, hash: Fingerprint, outcome: Verdict.Outcome, receivedAt: Int64
  ) throws -> (has: Bool, isNew: Bool) {
    guard try recorded(change.id) == nil else { return (true, false) }
    guard try knowsReplica(of: change.header) else { return (false, false) }
    switch try ruling(on: change, hash: hash) {
    case .forked: return (true, false)
    case .missing: return (false, false)
    case .known(let verdict), .verdict(let verdict):
      guard verdict.outcome.counts || !outcome.counts else { return (false, false) }
      try record(change, hash: hash, verdict, receivedAt: min(receivedAt, now))
      try goOn(with: change)
      try settleAdopted(change)
      return (true, true)
    }
  }

  /// Whether there is a record of a change's replica; one that was enrolled after the backup is
  /// given an empty one, until the device itself comes.
  private func knowsReplica(of header: Header) throws -> Bool {
    let id = header.id.replica
    guard try replica(id) == nil else { return true }
    if id.isServers {
      try transaction.insert(.server(id, of: state.id, at: now), tokenHash: nil)
    } else {
      guard directory.person(header.author) != nil else { return false }
      try transaction.insert(
        .returning(id, owner: header.author, of: state.id, at: now), tokenHash: nil)
    }
    state.lastReplica = max(state.lastReplica, id)
    return try replica(id) != nil
  }

  /// Goes on with the chain of a replica by what came back of it, where nothing is left out: its author
  /// needn't say that again.
  private func goOn(with change: Change) throws {
    try update(change.id.replica) { replica in
      guard !replica.id.isServers, change.id.sequence == replica.contiguousSequence &+ 1 else {
        return
      }
      replica.contiguousSequence = change.id.sequence
      replica.link = ReplicaChain.link(after: replica.link, change)
    }
  }

  /// What was adopted of the quarantine is settled again.
  private func settleAdopted(_ change: Change) throws {
    guard let original = change.header.adopts, try transaction.quarantined(original) != nil else {
      return
    }
    try transaction.settle(original, adoptedAs: change.id)
  }
}

extension ReplicaRecord {
  /// The replica on which the server records its own changes.
  static func server(
    _ id: ReplicaID, of ledger: LedgerID, at time: Int64
  ) -> ReplicaRecord {
    ReplicaRecord(
      id: id, owner: .system, verifyingKey: [], device: "server", enrolledAt: time,
      link: ReplicaChain.start(ledger: ledger, replica: id))
  }

  /// A device whose enrolment is lost, and that hasn't come yet.
  static func returning(
    _ id: ReplicaID, owner: PersonNumber, of ledger: LedgerID, at time: Int64
  ) -> ReplicaRecord {
    ReplicaRecord(
      id: id, owner: owner, verifyingKey: [], device: "", enrolledAt: time,
      link: ReplicaChain.start(ledger: ledger, replica: id))
  }
}

import EscaleCore
import ReplicaStore
import Seals
import SyncProtocol

extension LocalReplica {
  /// Goes on under a new id after a fork, with everything that the ledger lacks.
  ///
  /// The id is asked for by the token given, or else the present one. What was put aside of former
  /// ids is said again, too, where `saysStrandedAgain` is set.
  ///
  /// - Returns: The former id.
  func renew(
    over connection: any SyncConnection, _ report: inout SyncReport, by token: String? = nil,
    saysStrandedAgain: Bool = false
  ) async throws -> ReplicaID {
    let former = try identity()
    let pending = try store.read { try $0.pendingOwnChanges() }
    let key = surroundings.newSigningKey()
    let request = RenewRequest(
      verifyingKey: key.verifyingKey.bytes, deviceName: former.device,
      pending: pending.map { .init(sequence: $0.id.sequence, hash: $0.hash) })
    let reply = try await connection.exchange(.renew, request.bytes, token: token ?? former.token)
    report.count(reply)
    let answer = try SyncFault.reading { () throws(CBORError) in
      try RenewAnswer(bytes: reply.body)
    }
    let outcome = try store.write { writer in
      let outcome = try writer.settle(
        answer.held, of: former.replica, at: surroundings.now())
      let stranded = saysStrandedAgain ? try writer.reader.stranded() : []
      try reissue(stranded, as: answer.enrolment, key: key, writer)
      if token != nil { try writer.strandUnproven() }
      return outcome
    }
    report.take(answer.held, outcome)
    return former.replica
  }

  /// Says the changes that still wait again under the new id, in one transaction with becoming it.
  ///
  /// Those too that were recorded while the server was asked; what is `stranded` comes first.
  private func reissue(
    _ stranded: [Change], as enrolment: EnrolAnswer, key: SigningKey, _ writer: StoreWriter
  ) throws {
    let pending = try writer.reader.pendingOwnChanges()
    var identity = try writer.reader.identity()
    try writer.keepFormer(identity)
    let former = identity.replica
    let formers = Set(stranded.map(\.id.replica)).union([former])
    let start = ReplicaChain.start(ledger: identity.ledger, replica: enrolment.replica)
    identity.replica = enrolment.replica
    identity.token = enrolment.token
    identity.signingKey = key.secret
    (identity.lastSequence, identity.link) = (0, start)
    (identity.decidedSequence, identity.decidedLink) = (0, start)
    identity.sentSequence = 0
    identity.acknowledgement = Acknowledgement(
      position: identity.acknowledgement.position, ownLastSequence: 0)
    var reissue = Reissue(formers: formers.sorted(), replica: enrolment.replica)
    var touched: Set<RequestID> = []
    for change in stranded + pending {
      let again = try reissue.again(change, reader: writer.reader)
      touched.formUnion([change.header.request, again.header.request])
      identity.link = ReplicaChain.link(after: identity.link, again)
      identity.lastSequence = again.id.sequence
      if change.id.replica == former {
        try writer.remove(change.id)
      } else {
        try writer.unstrand(change.id)
      }
      try writer.insertOwn(again, link: identity.link)
    }
    identity.lastUsed = identity.lastUsed.map { reissue.newID(of: $0) ?? $0 }
    try writer.save(identity)
    for request in touched.sorted() { try writer.project(request) }
  }
}

extension StoreReader {
  /// This replica's own changes that have no verdict, in the order of their sequences.
  fileprivate func pendingOwnChanges() throws -> [Change] {
    let identity = try identity()
    return try ownChanges(
      of: identity.replica, from: identity.decidedSequence + 1, limit: .max
    ).filter { $0.entry == nil }.map(\.change)
  }
}

/// The rewriting of a forked replica's changes under its new id.
///
/// Payloads stay as they are; ids, and what names them, become the new ones.
private struct Reissue {
  let formers: [ReplicaID]
  let replica: ReplicaID
  private var ids: [ChangeID: ChangeID] = [:]
  private var lastSequence: UInt32 = 0

  init(formers: [ReplicaID], replica: ReplicaID) {
    self.formers = formers
    self.replica = replica
  }

  func newID(of id: ChangeID) -> ChangeID? { ids[id] }

  mutating func again(_ change: Change, reader: StoreReader) throws -> Change {
    let old = change.header
    lastSequence += 1
    let id = ChangeID(replica: replica, sequence: lastSequence)
    var header = old
    header.id = id
    header.reissues = old.id
    header.request = old.request == old.id ? id : ids[old.request] ?? old.request
    header.context = try context(of: old, reader: reader)
    if case .transition(var step) = old.body {
      step.base = ids[step.base] ?? step.base
      header.body = .transition(step)
    }
    ids[old.id] = id
    return Change(
      header: header, headerBytes: header.bytes, payload: change.payload)
  }

  /// What the author had seen, in the new names: of the former ids what stays under them, of the new
  /// one what was said again.
  private func context(of header: Header, reader: StoreReader) throws -> Context {
    var context = Context(header.context.entries.filter { !formers.contains($0.replica) })
    for (old, new) in ids where old.sequence <= header.context[old.replica] {
      let isSame = old == header.request || (try? isOf(header.request, new, reader)) == true
      if isSame { context.insert(new) }
    }
    let request = ids[header.request] ?? header.request
    let kept = try reader.changes(of: request).map(\.change.id).filter { ids[$0] == nil }
    for former in formers {
      let seen = kept.filter { $0.replica == former && $0.sequence <= header.context[former] }
      if let last = seen.max() { context.insert(last) }
    }
    return context
  }

  /// Whether a change that was said again belongs to a request.
  private func isOf(
    _ request: RequestID, _ new: ChangeID, _ reader: StoreReader
  ) throws -> Bool {
    let current = ids[request] ?? request
    return try reader.changes(of: current).contains { $0.change.id == new }
  }
}

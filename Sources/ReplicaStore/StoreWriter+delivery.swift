package import EscaleCore
import Foundation
import GRDB
import SQLiteRows

extension StoreWriter {
  /// Applies an answer: whole, within the transaction of this writer.
  package func apply(_ delivery: Delivery) throws -> DeliveryOutcome {
    var identity = try reader.identity()
    try forgetTold()
    // A restored server may lack edits of the directory.
    if identity.cursor == .start, identity.isRecovering { try removeDirectory() }
    try apply(delivery.directory)
    // Where everything comes anew, whatever had left is told anew, too.
    let returned = identity.cursor == .start ? try reader.departedRequests() : []
    let touched = try touchedRequests(delivery, replica: identity.replica).union(returned)
    let fresh = try freshRequests(delivery)
    let stakes = try stakes(in: touched.subtracting(fresh.keys), of: identity.person)
    for request in returned { try noteReturned(request) }
    try takeIn(delivery, replica: identity.replica)
    // Of what another device wrote under a former id of this one, nothing was here.
    let forgotten = try delivery.forgotten.filter { try reader.hasChanges(of: $0) }
    let withdrawn = try withdrawn(delivery.results, replica: identity.replica)
    var outcome = DeliveryOutcome(
      requestsTouched: touched.subtracting(withdrawn).subtracting(delivery.forgotten),
      forgotten: Set(forgotten))
    for request in touched.sorted() {
      if let changes = fresh[request] {
        try projectFresh(changes)
        continue
      }
      outcome.conflicts += try settle(
        request, former: stakes[request], person: identity.person, at: delivery.deviceClock)
    }
    // Words stay in the index of texts until it is made anew.
    if !delivery.erased.isEmpty { try removeSearchIndex() }
    for request in forgotten {
      try forget(request, former: stakes[request], identity)
    }
    try noteAttention(delivery, identity)
    try advance(&identity, by: delivery)
    // All that comes has come: nobody is shown for a moment more what isn't his to see.
    if delivery.cursor == Cursor(position: delivery.head.position) {
      try removeSettledCarriage()
    }
    return outcome
  }

  /// Gives changes of a replica's id the verdicts that the ledger has given them, and notes where
  /// it decided otherwise than was shown.
  package func settle(
    _ results: [PushResult], of replica: ReplicaID, at now: Int64
  ) throws -> DeliveryOutcome {
    let person = try reader.identity().person
    let touched = try requests(of: results, replica: replica)
    let stakes = try stakes(in: touched, of: person)
    try takeIn(results, replica: replica)
    var outcome = DeliveryOutcome(
      requestsTouched: touched.subtracting(try withdrawn(results, replica: replica)))
    for request in touched.sorted() {
      outcome.conflicts += try settle(request, former: stakes[request], person: person, at: now)
    }
    return outcome
  }

  /// The requests of which nothing is here yet and everything in the delivery, with their changes:
  /// they are folded from memory.
  private func freshRequests(_ delivery: Delivery) throws -> [RequestID: [StoredChange]] {
    guard !delivery.entries.isEmpty else { return [:] }
    let held = try RowStatement(database, "SELECT 1 FROM change WHERE request = ? LIMIT 1")
    var fresh: [RequestID: [StoredChange]] = [:]
    for entry in delivery.entries {
      let request = entry.change.header.request
      if case .create = entry.change.header.body {
        guard try !held.hasRow({ $0.add(request.packed) }) else { continue }
        fresh[request] = [StoredChange(entry)]
      } else {
        fresh[request]?.append(StoredChange(entry))
      }
    }
    for request in delivery.forgotten + delivery.renewed { fresh[request] = nil }
    return fresh
  }

  private func projectFresh(_ changes: [StoredChange]) throws {
    guard let folded = try reader.folded(changes, withTexts: false) else { return }
    try save(folded.fold)
  }

  private func touchedRequests(
    _ delivery: Delivery, replica: ReplicaID
  ) throws -> Set<RequestID> {
    var touched = Set(delivery.entries.map(\.change.header.request))
    touched.formUnion(delivery.forgotten)
    touched.formUnion(delivery.renewed)
    touched.formUnion(try requests(of: delivery.results, replica: replica))
    touched.formUnion(try requests(of: delivery.erased))
    if !delivery.directory.isEmpty { touched.formUnion(try reader.pendingRequests()) }
    return touched
  }

  /// Own changes that were taken back before they left: each stands in a place of its own, where no
  /// request is.
  private func withdrawn(
    _ results: [PushResult], replica: ReplicaID
  ) throws -> Set<RequestID> {
    let statement = try database.cachedStatement(
      sql: """
        SELECT 1 FROM change
        WHERE id = ?1 AND request = id AND NOT EXISTS (SELECT 1 FROM request WHERE id = ?1)
        """)
    var withdrawn: Set<RequestID> = []
    for result in results {
      let id = ChangeID(replica: replica, sequence: result.sequence)
      if try Int.fetchOne(statement, arguments: [id.packed]) != nil { withdrawn.insert(id) }
    }
    return withdrawn
  }

  private func requests(
    of results: [PushResult], replica: ReplicaID
  ) throws -> Set<RequestID> {
    try requests(of: results.map { ChangeID(replica: replica, sequence: $0.sequence) })
  }

  /// The requests to which changes belong, as far as they are here.
  private func requests(of changes: [ChangeID]) throws -> Set<RequestID> {
    guard !changes.isEmpty else { return [] }
    let statement = try database.cachedStatement(sql: "SELECT request FROM change WHERE id = ?")
    var requests: Set<RequestID> = []
    for id in changes {
      if let packed = try Int64.fetchOne(statement, arguments: [id.packed]) {
        requests.insert(ChangeID(packed: packed))
      }
    }
    return requests
  }

  /// What the user has at stake in the requests that are here already.
  private func stakes(
    in requests: Set<RequestID>, of person: PersonNumber
  ) throws -> [RequestID: Stake] {
    guard try !requests.isEmpty && !reader.isBlank() else { return [:] }
    var stakes: [RequestID: Stake] = [:]
    for request in requests {
      if let held = try reader.heldWhenDeparted(request) {
        stakes[request] = Stake(holding: held)
      } else if let folded = try reader.folded(request, withTexts: false) {
        stakes[request] = Stake(of: person, in: folded)
      }
    }
    return stakes
  }

  private func takeIn(_ delivery: Delivery, replica: ReplicaID) throws {
    for request in delivery.renewed {
      try removeReceived(of: request)
      try noteReturned(request)
    }
    try insert(delivery.entries)
    // Single entries of a request that left don't bring it back: it comes whole, or renewed.
    if try !delivery.entries.isEmpty && reader.hasDeparted() {
      for entry in delivery.entries where entry.change.header.kind == .create {
        try noteReturned(entry.change.id)
      }
    }
    for id in delivery.erased { try erase(id) }
    try takeIn(delivery.results, replica: replica)
  }

  private func takeIn(_ results: [PushResult], replica: ReplicaID) throws {
    for result in results {
      guard case .decided(let position, let verdict, let receivedAt) = result.ruling else {
        continue
      }
      try settle(
        ChangeID(replica: replica, sequence: result.sequence), at: position, verdict: verdict,
        receivedAt: receivedAt)
    }
  }

  /// Removes what left the user's sight, once it is known what of his held there at the end.
  private func forget(
    _ request: RequestID, former: Stake?, _ identity: ReplicaIdentity
  ) throws {
    let last = try reader.folded(request, withTexts: false).map {
      Stake(of: identity.person, in: $0)
    }
    try removeReceived(of: request)
    try noteRead(request)
    try noteDeparted(request, holding: (last ?? former)?.holdingIDs ?? [])
    try project(request)
  }

  /// Folds a request anew and notes where the merge decided otherwise than was shown before.
  private func settle(
    _ request: RequestID, former: Stake?, person: PersonNumber, at now: Int64
  ) throws -> [ConflictRow] {
    guard let folded = try project(request) else { return [] }
    guard let former else { return [] }
    let stake = Stake(of: person, in: folded)
    for held in stake.held { try removeConflict(of: held.change, field: held.key) }
    let rows = stake.losses(since: former, in: folded).map { loss in
      conflict(loss, in: folded, at: now)
    }
    for row in rows { try note(row) }
    return rows
  }

  private func conflict(
    _ loss: Stake.Loss, in folded: FoldedRequest, at now: Int64
  ) -> ConflictRow {
    let lost = folded.fold.lostValues.last { $0.loser == loss.change && $0.key == loss.key }
    let displacer =
      lost?.winner ?? folded.fold.history.displacedBy[loss.change]
    let author = folded.changes.first { $0.header.id == displacer }?.header.author
    return ConflictRow(
      change: loss.change, field: loss.key, request: folded.fold.history.request,
      displacedBy: displacer, displacer: author, foundAt: now)
  }

  private func advance(_ identity: inout ReplicaIdentity, by delivery: Delivery) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT link FROM change WHERE id = ? AND position IS NOT NULL")
    while identity.decidedSequence < identity.lastSequence {
      let next = ChangeID(
        replica: identity.replica, sequence: identity.decidedSequence &+ 1)
      guard let data = try Data.fetchOne(statement, arguments: [next.packed]),
        let link = Fingerprint(bytes: data)
      else { break }
      identity.decidedSequence = next.sequence
      identity.decidedLink = link
    }
    if identity.head == nil { identity.joinedPosition = delivery.head.position }
    // Where everything comes anew, no receipt is here yet.
    let movesHead = identity.head != delivery.head || identity.cursor == .start
    identity.cursor = delivery.cursor
    identity.head = delivery.head
    identity.acknowledgement = Acknowledgement(
      position: max(delivery.cursor.position, identity.acknowledgement.position),
      ownLastSequence: identity.lastSequence)
    identity.lastSyncAt = delivery.deviceClock
    identity.clockDifference = delivery.deviceClock &- delivery.serverClock
    try save(identity)
    try keepReceipt(of: delivery, movesHead: movesHead)
    try keepHistory(of: delivery)
    if let credential = delivery.credential {
      try keep(credential, of: identity.replica)
      try forgetFormerSecrets()
    }
  }

  /// One that only moves the head proves what the ledger had come to.
  private func keepReceipt(of delivery: Delivery, movesHead: Bool) throws {
    guard movesHead || !delivery.entries.isEmpty || !delivery.results.isEmpty else { return }
    try keepReceipt(
      delivery.head, delivery.digest, delivery.receipt, delivered: delivery.delivered)
  }

  /// Keeps what the server signed: the head, and the digest of what it delivered, which is kept too.
  package func keepReceipt(
    _ head: Head, _ digest: Fingerprint, _ receipt: [UInt8], delivered: [UInt8]
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO receipt (epoch, position, link, digest, signature) VALUES (?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      Int64(clamping: head.epoch), Int64(head.position.rawValue),
      Data(head.link.bytes), Data(digest.bytes), Data(receipt),
    ])
    try keepProof(delivered)
  }
}

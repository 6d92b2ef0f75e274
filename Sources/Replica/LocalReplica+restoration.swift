import EscaleCore
import ReplicaStore
import Seals
import SyncProtocol

extension LocalReplica {
  /// What a replica does when the server has lost something that the replica was shown: it keeps
  /// what it can hand back, and takes what the server has for the truth.
  ///
  /// Own changes that the server lacks wait again; what others wrote is handed back with the server's
  /// own receipts.
  ///
  /// - Returns: Whether the server was restored; otherwise nothing was changed.
  func recover(
    over connection: any SyncConnection, _ report: inout SyncReport
  ) async throws -> Bool {
    let identity = try identity()
    let receipts = try store.read { try $0.receipts(after: .start) }
    guard let request = try recoverRequest(identity, receipts) else { return false }
    guard let answer = try await askWhatIsLeft(request, identity, over: connection, &report) else {
      return false
    }
    guard answer.head.epoch > identity.head?.epoch ?? 0 else {
      // It has all that was shown; its word on this device was all that it lacked.
      return answer.kept == identity.head?.position
    }
    report.foundRestored = true
    try store.write { writer in
      for message in try returns(after: answer.kept, identity, writer.reader) {
        try writer.keepReturn(message.bytes)
      }
      try writer.goBack(
        to: answer.head, after: answer.kept, knownThrough: answer.sequence,
        startLink: ReplicaChain.start(ledger: identity.ledger, replica: identity.replica))
    }
    return true
  }

  /// Up to where the server has what was shown; nil where it says that it wasn't restored.
  private func askWhatIsLeft(
    _ request: RecoverRequest, _ identity: ReplicaIdentity, over connection: any SyncConnection,
    _ report: inout SyncReport
  ) async throws -> RecoverAnswer? {
    do {
      let reply = try await connection.exchange(.recover, request.bytes, token: identity.token)
      report.count(reply)
      return try SyncFault.reading { () throws(CBORError) in try RecoverAnswer(bytes: reply.body) }
    } catch let failure as ServerFailure
      where failure.saysNothingOfRestoration
    {
      return nil
    }
  }

  /// Goes on under a new id where the server doesn't know the present one: it was put back to before
  /// it gave that, and knows what this replica was before, or is told.
  ///
  /// - Returns: The id until now; nil where the server knows none.
  func renewByFormerPapers(
    over connection: any SyncConnection, _ report: inout SyncReport
  ) async throws -> ReplicaID? {
    let (papers, identity, receipts) = try store.read {
      (try $0.formerPapers(), try $0.identity(), try $0.receipts(after: .start))
    }
    for former in papers {
      do {
        return try await renew(over: connection, &report, by: former.token)
      } catch let failure as ServerFailure where failure.isOfNobody {
        var known = identity
        (known.replica, known.token, known.signingKey) =
          (former.replica, former.token, former.signingKey)
        guard let request = try recoverRequest(known, receipts),
          try await askWhatIsLeft(request, known, over: connection, &report) != nil
        else { continue }
        return try await renew(over: connection, &report, by: former.token)
      }
    }
    return nil
  }

  /// Says again, under a new id, what was written under former ones and the restored server lacks:
  /// no receipt proves what it had said of that.
  ///
  /// - Returns: Whether there was anything, and it is to be sent.
  func sayStrandedAgain(
    over connection: any SyncConnection, _ report: inout SyncReport
  ) async throws -> Bool {
    guard try store.read({ try !$0.stranded().isEmpty }) else { return false }
    let isAnythingLeft = try store.write { writer in
      try writer.settleStranded()
      return try !writer.reader.stranded().isEmpty
    }
    guard isAnythingLeft else { return false }
    let former = try await renew(over: connection, &report, saysStrandedAgain: true)
    report.renewedFrom = report.renewedFrom ?? former
    return true
  }

  private func recoverRequest(
    _ identity: ReplicaIdentity, _ receipts: [KeptReceipt]
  ) throws -> RecoverRequest? {
    guard let head = identity.head else { return nil }
    var shown = [RecoverRequest.Place(position: head.position, link: head.link)]
    for receipt in receipts.reversed() where receipt.head.position < head.position {
      guard shown.count < RecoverRequest.headLimit else { break }
      shown.append(
        RecoverRequest.Place(position: receipt.head.position, link: receipt.head.link))
    }
    let sender = try store.read { try $0.credential(of: identity.replica) }.flatMap { credential in
      SigningKey(secret: identity.signingKey).map { key in
        BundleSender(
          replica: identity.replica, person: identity.person,
          verifyingKey: key.verifyingKey.bytes, credential: credential)
      }
    }
    let statement = RecoverRequest.possessionStatement(
      ledger: identity.ledger, replica: identity.replica,
      tokenHash: Hash.sha256(Array(identity.token.utf8)))
    let possession = SigningKey(secret: identity.signingKey)?
      .signature(of: Hash.sha256(statement))
    return RecoverRequest(
      ledger: identity.ledger, replica: identity.replica, shown: shown,
      receipt: receipts.last.map(SignedHead.init), sender: sender,
      possession: possession ?? [])
  }

  /// What is to be handed back: what others wrote after a position, as far as receipts cover it.
  private func returns(
    after kept: Position, _ identity: ReplicaIdentity, _ reader: StoreReader
  ) throws -> [ReturnRequest] {
    var held: [Position: LedgerEntry] = [:]
    for entry in try reader.entriesOfOthers(after: kept) { held[entry.position] = entry }
    var messages: [ReturnRequest] = []
    for receipt in try reader.receipts(after: kept) {
      guard let bytes = receipt.delivered, let delivered = try? Delivered(bytes: bytes) else {
        continue
      }
      var items: [ReturnRequest.Item] = []
      for covered in delivered.entries.sorted(by: { $0.position < $1.position }) {
        guard let entry = held[covered.position], entry.change.hash == covered.hash else {
          continue
        }
        held[covered.position] = nil
        items.append(.init(change: entry.change, receivedAt: entry.receivedAt))
      }
      guard !items.isEmpty || !delivered.erased.isEmpty else { continue }
      messages.append(
        ReturnRequest(
          ledger: identity.ledger, receipt: SignedHead(receipt), delivered: bytes, items: items))
    }
    return messages
  }

  /// What became of a message; nil where the server says that it never delivered that.
  private func giveBack(
    _ message: [UInt8], _ token: String, over connection: any SyncConnection,
    _ report: inout SyncReport
  ) async throws -> ReturnAnswer? {
    do {
      let reply = try await connection.exchange(.giveBack, message, token: token)
      report.count(reply)
      return try SyncFault.reading { () throws(CBORError) in try ReturnAnswer(bytes: reply.body) }
    } catch let failure as ServerFailure where failure.code == "return.unproven" {
      return nil
    }
  }

  /// Hands back to a restored server what it lacks; what it can't take yet stays here.
  func handBack(
    over connection: any SyncConnection, _ report: inout SyncReport
  ) async throws {
    report.unreturned = 0
    let messages = try store.read { try $0.returns() }
    guard !messages.isEmpty else { return }
    let token = try identity().token
    for (number, bytes) in messages {
      let message = try SyncFault.reading { () throws(CBORError) in
        try ReturnRequest(bytes: bytes)
      }
      guard let answer = try await giveBack(bytes, token, over: connection, &report) else {
        // Not this server's: it is never taken, and stands in nobody's way.
        try store.write { try $0.replaceReturn(number, by: nil) }
        continue
      }
      report.returned += Int(clamping: answer.taken)
      var left = message
      left.items = answer.waiting.compactMap { place in
        message.items.indices.contains(place) ? message.items[place] : nil
      }
      report.unreturned += left.items.count
      try store.write { writer in
        try writer.replaceReturn(number, by: left.items.isEmpty ? nil : left.bytes)
      }
    }
  }
}

extension SignedHead {
  fileprivate init(_ receipt: KeptReceipt) {
    self.init(head: receipt.head, digest: receipt.digest, signature: receipt.signature)
  }
}

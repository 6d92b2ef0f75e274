package import EscaleCore
import ReplicaStore
import Seals
package import SyncProtocol

extension LocalReplica {
  /// How many answers one request may take: what is longer stays on the server.
  private static let roundLimit = 16

  /// Fetches a request from behind the horizon, whole; from there on the replica follows it.
  ///
  /// It is taken in as it stood at the last sync, in one transaction.
  ///
  /// - Throws: ``HistoryFault``, ``ServerFailure``, ``SyncFault``, ``StoreFault``.
  package func fetch(
    _ request: RequestID, over connection: any SyncConnection
  ) async throws {
    let lock = try await store.lockForSync()
    defer { withExtendedLifetime(lock) {} }
    let (identity, fetched) = try store.read { reader in
      (try reader.identity(), try reader.fetchedRequests().count)
    }
    guard let head = identity.head, !identity.isArriving(request), identity.cursor.within == nil
    else { throw HistoryFault.syncFirst(request) }
    guard fetched < FetchRequest.fetchedLimit else { throw HistoryFault.tooManyFetched }
    var wish = FetchRequest(
      ledger: identity.ledger, head: head, position: identity.cursor.position, request: request)
    var received: [Received] = []
    repeat {
      guard received.count < Self.roundLimit else { throw SyncFault.endless }
      let next = try await exchange(wish, over: connection, identity)
      received.append(next)
      wish.after = next.entries.last?.position ?? wish.after
      guard next.hasMore else { break }
    } while true
    let (parts, position) = (received, identity.cursor.position)
    try store.write { writer in
      // Another program can't have synced meanwhile: the lock is held.
      guard try writer.reader.identity().cursor.position == position else {
        throw HistoryFault.syncFirst(request)
      }
      try writer.takeFetched(request, parts.flatMap(\.entries))
      for part in parts {
        try writer.keepReceipt(part.head, part.digest, part.receipt, delivered: part.delivered)
      }
    }
  }

  /// Asks once, and checks all that can be checked of the answer.
  private func exchange(
    _ wish: FetchRequest, over connection: any SyncConnection, _ identity: ReplicaIdentity
  ) async throws -> Received {
    let reply = try await connection.exchange(.fetch, wish.bytes, token: identity.token)
    let fetched = try SyncFault.reading { () throws(CBORError) in
      try FetchAnswer(bytes: reply.body)
    }
    switch fetched.standing {
    case .nothing: throw HistoryFault.nowhere(wish.request)
    case .later: throw HistoryFault.syncFirst(wish.request)
    case .here: break
    }
    let answer = fetched.answer
    try check(answer, against: wish)
    let delivered = answer.deliveredBytes(hashes: answer.entries.map(\.change.hash))
    let digest = Hash.sha256(delivered)
    try identity.checkReceipt(of: answer, over: digest)
    return Received(
      entries: answer.entries, hasMore: answer.hasMore, head: answer.head, delivered: delivered,
      digest: digest, receipt: answer.receipt)
  }

  /// Entries are those of the request, in their order, after what is here and up to the cursor.
  private func check(_ answer: SyncAnswer, against wish: FetchRequest) throws {
    // A server that was restored began a new epoch: what became of that, a sync finds out.
    guard answer.head.epoch <= wish.head.epoch else { throw HistoryFault.syncFirst(wish.request) }
    guard answer.head.epoch == wish.head.epoch, answer.head.position >= wish.head.position else {
      throw SyncFault.otherHistory
    }
    var last = wish.after
    for entry in answer.entries {
      guard entry.change.header.request == wish.request else { throw SyncFault.wrongResults }
      guard last < entry.position, entry.position <= wish.position else {
        throw SyncFault.misplacedCursor
      }
      last = entry.position
    }
    guard !answer.hasMore || last > wish.after else { throw SyncFault.endless }
  }

  /// From when on history is here unasked, in milliseconds since 1970 UTC; nil where nothing that
  /// the user may see was left on the server.
  package func historySince() throws -> Int64? { try store.read { try $0.historySince() } }
}

extension StoreReader {
  func historySince() throws -> Int64? {
    guard let history = try history(), history.isLeft,
      try standing(of: identity().person)?.roles.contains(.admin) != true
    else { return nil }
    return history.horizon.time
  }
}

/// A part of a request as it came, checked.
private struct Received: Sendable {
  let entries: [LedgerEntry]
  let hasMore: Bool
  let head: Head
  let delivered: [UInt8]
  let digest: Fingerprint
  let receipt: [UInt8]
}

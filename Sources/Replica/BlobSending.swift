import Blobs
import EscaleCore
import ReplicaStore
import SyncProtocol

/// Sends the server the bytes that it lacks, piece by piece.
struct BlobSending {
  /// How often one blob may have to begin anew before it is given up for this time.
  private static let restartLimit = 3
  /// How many pieces one message has at most: each may be a file that the server puts on its disk.
  private static let pieceLimit = 200

  let replica: LocalReplica
  let connection: any SyncConnection
  let token: String
  private(set) var report = BlobReport()
  private var pace = BlobPace()
  private let progress: BlobProgress
  /// The bytes of all that was found to go this way so far.
  private var foundByteCount: UInt64 = 0

  init(
    replica: LocalReplica, connection: any SyncConnection, token: String,
    progress: @escaping BlobProgress
  ) {
    self.replica = replica
    self.connection = connection
    self.token = token
    self.progress = progress
  }

  /// Sends what is this replica's to send; where `isThorough`, all that it has and the server has
  /// lost.
  mutating func run(isThorough: Bool) async throws {
    var last: ChangeID?
    while true {
      let after = last
      let page = try replica.store.read { reader in
        let limit = BlobLimits.nameLimit
        return try isThorough
          ? reader.attachments(after: after, limit: limit)
          : reader.attachmentsToSend(after: after, limit: limit)
      }
      guard let end = page.last else { return }
      last = end.change
      try await send(page.filter { replica.holds($0.blob) })
    }
  }

  private mutating func send(_ attachments: [HeldAttachment]) async throws {
    guard !attachments.isEmpty else { return }
    let ask = BlobAsk(
      names: attachments.map { BlobName(request: $0.request, blob: $0.blob) })
    let reply = try await connection.exchange(.blobAsk, ask.bytes, token: token)
    report.count(reply)
    let standings = try reply.standings(count: attachments.count)
    var queue: [BlobToSend] = []
    var settled: [ChangeID] = []
    for (attachment, standing) in zip(attachments, standings) {
      switch standing {
      case .whole: settled.append(attachment.change)
      case .held(let held): queue.append(BlobToSend(attachment: attachment, held: held))
      case .refused(let code, let limit): note(refused: attachment, code, limit)
      case .unknown: break
      }
    }
    try settle(settled)
    // The same bytes of one request go once.
    var seen: Set<BlobName> = []
    let repeated = queue.filter { !seen.insert($0.name).inserted }
    queue.removeAll { item in repeated.contains { $0.attachment == item.attachment } }
    foundByteCount = queue.reduce(foundByteCount) { $0 &+ $1.attachment.byteCount }
    var ready: BlobBatch?
    while !queue.isEmpty {
      let batch = try ready.flatMap { $0.continues(queue) ? $0 : nil } ?? nextBatch(of: &queue)
      guard !batch.pieces.isEmpty else { return }
      // What follows is read, checked and put together while this one travels.
      async let sent = BlobSending.send(batch.body, over: connection, token)
      let following = try self.batch(of: batch.rest(of: queue))
      let (reply, elapsed) = try await sent
      report.count(reply)
      if batch.isFull { pace.note(elapsed) }
      try take(try reply.standings(count: batch.pieces.count), of: batch, &queue, repeated)
      drop(following, from: &queue)
      ready = following
      guard !queue.isEmpty else { return }
      let rest = queue.reduce(UInt64(0)) { $0 &+ $1.rest }
      progress(foundByteCount - min(rest, foundByteCount), foundByteCount)
    }
  }

  private static func send(
    _ body: [UInt8], over connection: any SyncConnection, _ token: String
  ) async throws -> (Reply, Duration) {
    let start = ContinuousClock.now
    let reply = try await connection.exchange(.blobPut, body, token: token)
    return (reply, ContinuousClock.now - start)
  }

  /// Takes note of what became of the pieces of one message.
  private mutating func take(
    _ standings: [BlobStanding], of batch: BlobBatch, _ queue: inout [BlobToSend],
    _ repeated: [BlobToSend]
  ) throws {
    var (rest, settled): ([BlobToSend], [ChangeID]) = ([], [])
    for (index, standing) in standings.enumerated() {
      var item = queue[index]
      let piece = batch.pieces[index]
      switch standing {
      case .whole:
        report.sent += 1
        report.sentByteCount += UInt64(piece.byteCount)
        settled.append(item.attachment.change)
        settled += repeated.filter { $0.name == item.name }.map(\.attachment.change)
      case .held(let held)
      where held == piece.offset + UInt64(piece.byteCount) && piece.byteCount > 0:
        report.sentByteCount += UInt64(piece.byteCount)
        item.held = held
        rest.append(item)
      case .held(let held):
        item.restarts += 1
        item.held = held
        if item.restarts <= BlobSending.restartLimit { rest.append(item) }
      case .refused(BlobStanding.wrongBytesCode, _) where item.restarts == 0:
        guard isSound(item) else {
          report.damaged.append(item.attachment.change)
          continue
        }
        // What had come before may have been cut or torn there: once more from the beginning.
        item.restarts = BlobSending.restartLimit
        item.held = 0
        rest.append(item)
      case .refused(let code, let limit): note(refused: item.attachment, code, limit)
      case .unknown: break
      }
    }
    try settle(settled)
    queue.replaceSubrange(..<batch.pieces.count, with: rest)
  }

  private mutating func nextBatch(of queue: inout [BlobToSend]) throws -> BlobBatch {
    let batch = try batch(of: queue)
    drop(batch, from: &queue)
    return batch
  }

  /// One message, from the front of a queue.
  private func batch(of queue: [BlobToSend]) throws -> BlobBatch {
    var (pieces, damaged, absent): ([BlobPut.Piece], [ChangeID], [ChangeID]) = ([], [], [])
    var room = pace.byteCount
    for item in queue {
      guard room > 0, pieces.count < BlobSending.pieceLimit else { break }
      do {
        let bytes = try next(of: item, limit: room)
        room -= bytes.count
        pieces.append(item.piece(bytes))
      } catch BlobFault.damaged {
        damaged.append(item.attachment.change)
      } catch BlobFault.absent {
        absent.append(item.attachment.change)
      }
    }
    return BlobBatch(pieces, isFull: room == 0, damaged: damaged, absent: absent)
  }

  /// The next bytes of a file, as they are here: the server compares the whole with its hash, and only
  /// where it finds them wrong is the file gone through here.
  private func next(of item: BlobToSend, limit: Int) throws(BlobFault) -> [UInt8] {
    let blobs = replica.store.blobs
    let bytes = try blobs.openUnchecked(item.attachment.blob)
      .read(at: Int64(item.held), count: limit)
    // A file that ends too early doesn't get as far as that.
    if bytes.isEmpty, item.rest > 0 { _ = try blobs.open(item.attachment.blob) }
    return bytes
  }

  /// Whether a file is here and right; one that isn't is put aside.
  private func isSound(_ item: BlobToSend) -> Bool {
    (try? replica.open(item.attachment.blob)) != nil
  }

  /// What turned out to be damaged here, or is gone, leaves the queue.
  private mutating func drop(_ batch: BlobBatch, from queue: inout [BlobToSend]) {
    report.damaged += batch.damaged
    let lost = batch.damaged + batch.absent
    if !lost.isEmpty { queue.removeAll { lost.contains($0.attachment.change) } }
  }

  private mutating func note(
    refused attachment: HeldAttachment, _ code: String, _ byteLimit: UInt64?
  ) {
    report.refused.append(
      BlobReport.Refused(
        request: attachment.request, change: attachment.change, code: code,
        byteLimit: byteLimit))
  }

  private func settle(_ changes: [ChangeID]) throws {
    guard !changes.isEmpty else { return }
    try replica.store.write { writer in
      for change in changes { try writer.noteSent(change) }
    }
  }
}

extension Reply {
  /// - Throws: ``SyncFault/malformed(reason:)`` unless there is one for each that was asked about.
  fileprivate func standings(count: Int) throws(SyncFault) -> [BlobStanding] {
    let answer = try SyncFault.reading { () throws(CBORError) in try BlobStandings(bytes: body) }
    guard answer.standings.count == count else { throw .wrongResults }
    return answer.standings
  }
}

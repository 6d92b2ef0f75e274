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

  /// One blob on its way.
  private struct Item {
    let attachment: HeldAttachment
    var held: UInt64
    var restarts = 0

    var name: BlobName { BlobName(request: attachment.request, blob: attachment.blob) }
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
    var queue: [Item] = []
    var settled: [ChangeID] = []
    for (attachment, standing) in zip(attachments, standings) {
      switch standing {
      case .whole: settled.append(attachment.change)
      case .held(let held): queue.append(Item(attachment: attachment, held: held))
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
    while !queue.isEmpty {
      try await sendSome(of: &queue, repeated)
      guard !queue.isEmpty else { return }
      let rest = queue.reduce(UInt64(0)) {
        $0 &+ ($1.attachment.byteCount - min($1.held, $1.attachment.byteCount))
      }
      progress(foundByteCount - min(rest, foundByteCount), foundByteCount)
    }
  }

  /// One message with pieces from the front of the queue.
  private mutating func sendSome(of queue: inout [Item], _ repeated: [Item]) async throws {
    let (pieces, isFull) = try pieces(of: &queue)
    guard !pieces.isEmpty else { return }
    let start = ContinuousClock.now
    let put = BlobPut(pieces: pieces)
    let reply = try await connection.exchange(.blobPut, put.bytes, token: token)
    report.count(reply)
    if isFull { pace.note(ContinuousClock.now - start) }
    let standings = try reply.standings(count: pieces.count)
    var (rest, settled): ([Item], [ChangeID]) = ([], [])
    for (index, standing) in standings.enumerated() {
      var item = queue[index]
      let piece = pieces[index]
      switch standing {
      case .whole:
        report.sent += 1
        report.sentByteCount += UInt64(piece.bytes.count)
        settled.append(item.attachment.change)
        settled += repeated.filter { $0.name == item.name }.map(\.attachment.change)
      case .held(let held)
      where held == piece.offset + UInt64(piece.bytes.count) && !piece.bytes.isEmpty:
        report.sentByteCount += UInt64(piece.bytes.count)
        item.held = held
        rest.append(item)
      case .held(let held):
        item.restarts += 1
        item.held = held
        if item.restarts <= BlobSending.restartLimit { rest.append(item) }
      case .refused(BlobStanding.wrongBytesCode, _) where item.restarts == 0:
        // What had come before may have been cut or torn there: once more from the beginning.
        item.restarts = BlobSending.restartLimit
        item.held = 0
        rest.append(item)
      case .refused(let code, let limit): note(refused: item.attachment, code, limit)
      case .unknown: break
      }
    }
    try settle(settled)
    queue.replaceSubrange(..<pieces.count, with: rest)
  }

  /// Pieces for one message; what turns out to be damaged here leaves the queue.
  private mutating func pieces(of queue: inout [Item]) throws -> ([BlobPut.Piece], Bool) {
    var pieces: [BlobPut.Piece] = []
    var room = pace.byteCount
    while pieces.count < queue.count, pieces.count < BlobSending.pieceLimit, room > 0 {
      let item = queue[pieces.count]
      guard let bytes = try bytes(of: item, atMost: room) else {
        queue.remove(at: pieces.count)
        continue
      }
      room -= bytes.count
      pieces.append(
        BlobPut.Piece(
          name: item.name, byteCount: item.attachment.byteCount, offset: item.held, bytes: bytes))
    }
    return (pieces, room == 0)
  }

  private mutating func bytes(of item: Item, atMost count: Int) throws -> [UInt8]? {
    do {
      return try replica.open(item.attachment.blob).read(at: Int64(item.held), count: count)
    } catch BlobFault.damaged {
      report.damaged.append(item.attachment.change)
      return nil
    } catch BlobFault.absent {
      return nil
    }
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

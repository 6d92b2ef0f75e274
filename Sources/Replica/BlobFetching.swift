import Blobs
import EscaleCore
import ReplicaStore
import SyncProtocol

/// Fetches the bytes that a replica lacks, piece by piece.
struct BlobFetching {
  /// How often one blob may come without bytes, or have to begin anew, before it is given up for
  /// this time.
  private static let stallLimit = 3

  let replica: LocalReplica
  let connection: any SyncConnection
  let token: String
  private(set) var report = BlobReport()
  private var pace = BlobPace()
  private let progress: BlobProgress
  /// Written beside what is fetched: for one attachment alone.
  private let copy: (any BlobCopy)?
  /// The bytes of all that was found to go this way so far.
  private var foundByteCount: UInt64 = 0

  init(
    replica: LocalReplica, connection: any SyncConnection, token: String,
    progress: @escaping BlobProgress, copy: (any BlobCopy)? = nil
  ) {
    self.replica = replica
    self.connection = connection
    self.token = token
    self.progress = progress
    self.copy = copy
  }

  /// One blob on its way.
  private struct Item {
    let attachment: HeldAttachment
    var held: UInt64
    var stalls = 0

    var rest: UInt64 { attachment.byteCount - min(held, attachment.byteCount) }
  }

  private struct SizedBlob: Hashable {
    let blob: Fingerprint
    let byteCount: UInt64
  }

  /// Fetches all attachments of all requests here; what the server lacks is counted.
  mutating func runAll() async throws {
    var last: ChangeID?
    while true {
      let after = last
      let page = try replica.store.read {
        try $0.attachments(after: after, limit: BlobLimits.nameLimit)
      }
      guard let end = page.last else { return }
      last = end.change
      // By size too: who says the wrong one keeps nobody else's file from coming.
      var seen: Set<SizedBlob> = []
      let lacking = page.filter { attachment in
        let sized = SizedBlob(blob: attachment.blob, byteCount: attachment.byteCount)
        return !replica.holds(attachment.blob) && seen.insert(sized).inserted
      }
      try await fetch(lacking) { _, report in report.awaited += 1 }
    }
  }

  /// Fetches some attachments.
  ///
  /// - Throws: ``BlobFault/absent(_:)`` for what the server lacks, or doesn't have for this user.
  mutating func run(_ attachments: [HeldAttachment]) async throws {
    try await fetch(attachments) { blob, _ in throw BlobFault.absent(blob) }
    if let damaged = attachments.first(where: { report.damaged.contains($0.change) }) {
      throw BlobFault.damaged(damaged.blob)
    }
  }

  private mutating func fetch(
    _ attachments: [HeldAttachment],
    absent: (Fingerprint, inout BlobReport) throws -> Void
  ) async throws {
    var queue = attachments.map { attachment in
      Item(attachment: attachment, held: UInt64(replica.store.blobs.held(of: attachment.blob)))
    }
    foundByteCount = queue.reduce(foundByteCount) { $0 &+ $1.attachment.byteCount }
    guard !queue.isEmpty else { return }
    // Apart from the copy, which stays here.
    let (connection, token) = (connection, token)
    var wanted = wants(of: queue)
    var answer = try await BlobFetching.ask(wanted, over: connection, token)
    while true {
      report.count(answer.reply)
      let count = answer.pieces.reduce(0) { $0 + ($1?.count ?? 0) }
      if count >= pace.byteCount { pace.note(answer.elapsed) }
      // What is wanted next if all of this is right: it comes while this is stored.
      let following = wants(of: rest(of: queue, after: answer.pieces))
      async let next = BlobFetching.ask(following, over: connection, token)
      try take(answer.pieces, wanted, &queue, absent)
      guard !queue.isEmpty else { return }
      let rest = queue.reduce(UInt64(0)) { $0 &+ $1.rest }
      progress(foundByteCount - min(rest, foundByteCount), foundByteCount)
      wanted = wants(of: queue)
      answer =
        wanted == following
        ? try await next : try await BlobFetching.ask(wanted, over: connection, token)
    }
  }

  /// Pieces that came, and how long that took.
  private struct Answer: Sendable {
    var pieces: [ArraySlice<UInt8>?] = []
    var reply = Reply(body: [], bytesSent: 0, bytesReceived: 0)
    var elapsed = Duration.zero
  }

  /// Asks for pieces; for none without asking.
  private static func ask(
    _ wants: [BlobGet.Want], over connection: any SyncConnection, _ token: String
  ) async throws -> Answer {
    guard !wants.isEmpty else { return Answer() }
    let start = ContinuousClock.now
    var reply = try await connection.exchange(.blobGet, BlobGet(wants: wants).bytes, token: token)
    let elapsed = ContinuousClock.now - start
    let answer = try SyncFault.reading { () throws(CBORError) in
      try BlobPieces(bytes: reply.body)
    }
    guard answer.pieces.count == wants.count else { throw SyncFault.wrongResults }
    reply.body = []
    return Answer(pieces: answer.pieces, reply: reply, elapsed: elapsed)
  }

  /// The queue as it will be once all of these pieces turn out to be right.
  private func rest(of queue: [Item], after pieces: [ArraySlice<UInt8>?]) -> [Item] {
    let begun = zip(queue, pieces).compactMap { item, piece -> Item? in
      var item = item
      item.held += UInt64(piece?.count ?? 0)
      return piece == nil || item.rest == 0 ? nil : item
    }
    return begun + queue.dropFirst(pieces.count)
  }

  /// What one message asks for, from the front of the queue.
  private func wants(of queue: [Item]) -> [BlobGet.Want] {
    var wants: [BlobGet.Want] = []
    var room = UInt64(pace.byteCount)
    for item in queue.prefix(BlobLimits.nameLimit) where room > 0 {
      let count = min(item.rest, room)
      room -= count
      wants.append(
        BlobGet.Want(
          name: BlobName(request: item.attachment.request, blob: item.attachment.blob),
          offset: min(item.held, item.attachment.byteCount), count: count))
    }
    return wants
  }

  private mutating func take(
    _ pieces: [ArraySlice<UInt8>?], _ wants: [BlobGet.Want], _ queue: inout [Item],
    _ absent: (Fingerprint, inout BlobReport) throws -> Void
  ) throws {
    var rest: [Item] = []
    for (index, piece) in pieces.enumerated() {
      var item = queue[index]
      guard !replica.holds(item.attachment.blob) else { continue }
      guard let piece else {
        try absent(item.attachment.blob, &report)
        continue
      }
      guard UInt64(piece.count) <= wants[index].count else { throw SyncFault.wrongResults }
      if piece.isEmpty, item.rest > 0 { item.stalls += 1 }
      guard try add(piece, to: &item, at: wants[index].offset) else { continue }
      if item.stalls <= BlobFetching.stallLimit {
        rest.append(item)
      } else {
        report.damaged.append(item.attachment.change)
      }
    }
    queue.replaceSubrange(..<pieces.count, with: rest)
  }

  /// - Returns: Whether there is more to fetch of it.
  private mutating func add(
    _ piece: ArraySlice<UInt8>, to item: inout Item, at offset: UInt64
  ) throws -> Bool {
    let attachment = item.attachment
    let outcome = try replica.store.blobs.add(
      piece, to: attachment.blob, of: Int64(attachment.byteCount), at: Int64(offset),
      copying: copy)
    report.receivedByteCount += UInt64(piece.count)
    switch outcome {
    case .misplaced(let held) where UInt64(held) > attachment.byteCount:
      // Another attachment says that the same blob is longer: what came for that one doesn't fit.
      replica.store.blobs.removeParts(of: attachment.blob)
      item.stalls += 1
      item.held = 0
    case .held(let held), .misplaced(let held): item.held = UInt64(held)
    case .whole:
      report.received += 1
      return false
    case .wrongBytes:
      // What had come before may have been cut or torn here: once more from the beginning.
      item.stalls += BlobFetching.stallLimit
      item.held = 0
    }
    return true
  }
}

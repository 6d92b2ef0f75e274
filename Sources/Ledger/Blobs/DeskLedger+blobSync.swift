import Blobs
import EscaleCore
import Logging
import Seals
package import SyncProtocol

// What replicas send and fetch of attachments, in pieces. Every piece stands for itself: whatever
// breaks an exchange off, the next one goes on where this one was.
extension DeskLedger {
  /// How far the blobs have come that a replica would send.
  ///
  /// - Throws: ``LedgerError/unknownToken``, ``LedgerError/revoked``.
  package func ask(_ ask: BlobAsk, token: String) async throws -> BlobStandings {
    let (replica, tickets) = try await tickets(ask.names.map { ($0, nil) }, token: token)
    return BlobStandings(
      standings: zip(ask.names, tickets).map { name, ticket in
        standing(of: name.blob, ticket, from: replica)
      })
  }

  /// Takes in pieces of blobs: on the disk when the last of one has come.
  ///
  /// - Throws: ``LedgerError/unknownToken``, ``LedgerError/revoked``, ``BlobFault``. Pieces before
  ///   the one that failed are kept.
  package func put(_ put: BlobPut, token: String) async throws -> BlobStandings {
    let (replica, tickets) = try await tickets(
      put.pieces.map { ($0.name, $0.byteCount) }, token: token)
    var standings: [BlobStanding] = []
    var arrived: [BlobPut.Piece] = []
    for (piece, ticket) in zip(put.pieces, tickets) {
      var standing = standing(of: piece.name.blob, ticket, from: replica)
      if case .held = standing {
        standing = try take(piece, from: replica)
        if standing == .whole { arrived.append(piece) }
      }
      standings.append(standing)
    }
    if !arrived.isEmpty { try await note(arrived) }
    return BlobStandings(standings: standings)
  }

  /// Pieces of blobs that a replica wants: a ``BlobPieces`` as it is sent.
  ///
  /// - Throws: ``LedgerError/unknownToken``, ``LedgerError/revoked``, ``BlobFault/disk(path:reason:)``.
  package func get(_ get: BlobGet, token: String) async throws -> [UInt8] {
    let (_, tickets) = try await tickets(get.wants.map { ($0.name, nil) }, token: token)
    var message = BlobPiecesWriter(count: get.wants.count, wanted: get.wants.map(\.count))
    for (want, ticket) in zip(get.wants, tickets) {
      guard ticket == .arrived, let reader = try reader(of: want.name.blob) else {
        message.absent()
        continue
      }
      let offset = Int64(want.offset)
      let limit = min(Int(clamping: want.count), message.room)
      try message.piece(count: reader.rest(from: offset, limit: limit)) { piece in
        try reader.fill(piece, from: offset)
      }
    }
    return message.bytes
  }
}

/// What somebody may do about an attachment.
private enum BlobTicket: Hashable {
  /// Nothing, and not even know whether there is one.
  case none
  case refused(AttachmentRefusal)
  /// Send it.
  case awaited
  /// Fetch it.
  case arrived
}

extension DeskLedger {
  /// What the replica of a token may do about attachments, each of a size where one is said.
  private func tickets(
    _ names: [(name: BlobName, byteCount: UInt64?)], token: String
  ) async throws -> (ReplicaID, [BlobTicket]) {
    let tokenHash = Hash.sha256(Array(token.utf8))
    return try await storage.read { [self] transaction in
      let state = try state(in: transaction)
      let replica = try signedIn(tokenHash, transaction, state)
      let policy = try directory(in: transaction, state: state).policy
      let desk = try BlobDesk(transaction, state: state, person: replica.owner)
      let tickets = try names.map { name, byteCount in
        let rows = try desk.rows(of: name.blob, on: name.request).filter {
          byteCount == nil || $0.byteCount == byteCount
        }
        return try ticket(of: rows, desk, policy)
      }
      return (replica.id, tickets)
    }
  }

  private func ticket(
    of rows: [AttachmentRow], _ desk: BlobDesk, _ policy: Policy
  ) throws -> BlobTicket {
    if rows.contains(where: { $0.arrivedAt != nil }) { return .arrived }
    var ticket = BlobTicket.none
    for row in rows {
      guard let refusal = try desk.refusal(of: row, under: policy) else { return .awaited }
      ticket = .refused(refusal)
    }
    return ticket
  }

  private func standing(
    of blob: Fingerprint, _ ticket: BlobTicket, from replica: ReplicaID
  ) -> BlobStanding {
    switch ticket {
    case .none: .unknown
    case .refused(let refusal):
      .refused(code: refusal.code, byteLimit: refusal.byteLimit)
    case .arrived where blobs.contains(blob): .whole
    // What had come and is lost may come again.
    case .awaited, .arrived:
      .held(UInt64(blobs.held(of: blob, from: replica.description)))
    }
  }

  private func take(_ piece: BlobPut.Piece, from replica: ReplicaID) throws -> BlobStanding {
    let outcome = try blobs.add(
      piece.bytes, to: piece.name.blob, of: Int64(piece.byteCount), at: Int64(piece.offset),
      from: replica.description)
    return switch outcome {
    case .held(let count), .misplaced(let count): .held(UInt64(count))
    case .whole: .whole
    case .wrongBytes: .refused(code: BlobStanding.wrongBytesCode, byteLimit: nil)
    }
  }

  private func note(_ pieces: [BlobPut.Piece]) async throws {
    let now = surroundings.clock.now
    try await storage.write { transaction in
      for piece in pieces {
        try transaction.noteArrival(
          of: piece.name.blob, byteCount: piece.byteCount, on: piece.name.request, at: now)
      }
    }
  }

  /// The blob, or nil where it isn't here or turns out to be damaged.
  private func reader(of blob: Fingerprint) throws -> BlobReader? {
    do {
      return try blobs.open(blob)
    } catch BlobFault.absent {
      return nil
    } catch BlobFault.damaged {
      surroundings.logger.error("damaged blob", metadata: ["sha256": "\(blob)"])
      return nil
    }
  }
}

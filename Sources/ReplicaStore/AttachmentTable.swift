package import EscaleCore
import Foundation
import GRDB

/// An attachment that a replica holds: which bytes belong to it, wherever they are.
package struct HeldAttachment: Hashable, Sendable {
  package let change: ChangeID
  package let request: RequestID
  package let blob: Fingerprint
  package let byteCount: UInt64

  package init(change: ChangeID, request: RequestID, blob: Fingerprint, byteCount: UInt64) {
    self.change = change
    self.request = request
    self.blob = blob
    self.byteCount = byteCount
  }
}

extension StoreReader {
  /// The attachments that count and whose bytes are this replica's to send, its own and those that
  /// were brought by hand, and that the server isn't known to have, in the order in which they were made, after one, at most `limit`.
  package func attachmentsToSend(after: ChangeID?, limit: Int) throws -> [HeldAttachment] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT a.change, a.request, a.blob, a.bytes FROM attachment a
        JOIN change c ON c.id = a.change
        WHERE a.is_settled = 0 AND c.position IS NOT NULL AND c.outcome <= ? AND a.change > ?
        ORDER BY a.change LIMIT ?
        """)
    return try HeldAttachment.fetchAll(
      statement, [Verdict.Outcome.superseded.rawValue, after?.packed ?? .min, limit])
  }

  /// The bytes of the attachments that are this replica's to send and that the server isn't known
  /// to have, sent or not.
  package func unsettledBlobs() throws -> Set<Fingerprint> {
    let statement = try database.cachedStatement(
      sql: "SELECT change, request, blob, bytes FROM attachment WHERE is_settled = 0")
    return Set(try HeldAttachment.fetchAll(statement, []).map(\.blob))
  }

  /// All attachments here, by their changes, after one, at most `limit`.
  package func attachments(after: ChangeID?, limit: Int) throws -> [HeldAttachment] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT change, request, blob, bytes FROM attachment WHERE change > ?
        ORDER BY change LIMIT ?
        """)
    return try HeldAttachment.fetchAll(statement, [after?.packed ?? .min, limit])
  }

  /// The attachments of a request, by their changes.
  package func attachments(of request: RequestID) throws -> [HeldAttachment] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT change, request, blob, bytes FROM attachment WHERE request = ? ORDER BY change
        """)
    return try HeldAttachment.fetchAll(statement, [request.packed])
  }

  /// Whether the bytes of an attachment are this replica's to send, and may be nowhere but here.
  package func isUnsent(_ change: ChangeID) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM attachment WHERE change = ? AND is_settled = 0")
    return try Int.fetchOne(statement, arguments: [change.packed]) != nil
  }

  /// Whether an attachment here has these bytes.
  package func isAttached(_ blob: Fingerprint) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM attachment WHERE blob = ? LIMIT 1")
    return try Int.fetchOne(statement, arguments: [Data(blob.bytes)]) != nil
  }

  /// The blobs whose attachments left this replica, and that may have to go too.
  package func abandonedBlobs() throws -> [Fingerprint] {
    try Data.fetchAll(database, sql: "SELECT blob FROM abandoned_blob ORDER BY blob")
      .compactMap { Fingerprint(bytes: $0) }
  }
}

extension StoreWriter {
  /// Notes that the server has the bytes of an attachment.
  package func noteSent(_ change: ChangeID) throws {
    let statement = try database.cachedStatement(
      sql: "UPDATE attachment SET is_settled = 1 WHERE change = ?")
    try statement.execute(arguments: [change.packed])
  }

  /// Notes that a blob that may have had to go was looked at.
  package func noteCollected(_ blob: Fingerprint) throws {
    try database.execute(
      sql: "DELETE FROM abandoned_blob WHERE blob = ?", arguments: [Data(blob.bytes)])
  }

  /// Brings the attachment that a change makes up to date: one that was erased goes.
  ///
  /// `isOwn` says that the bytes are this replica's to send.
  func noteAttachment(_ change: Change, isOwn: Bool) throws {
    guard change.header.kind == .attachment else { return }
    guard let attachment = change.readPayload?.attachment else {
      return try removeAttachment(change.id)
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO attachment (change, request, blob, bytes, is_settled)
        VALUES (?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      change.id.packed, change.header.request.packed, Data(attachment.blob.bytes),
      Int64(clamping: attachment.byteCount), !isOwn,
    ])
  }

  /// Forgets the attachment of a change; its bytes may have to go.
  func removeAttachment(_ change: ChangeID) throws {
    try removeAttachments(where: "change = ?", [change.packed])
  }

  /// Forgets a request's attachments, but for those that were made here.
  func removeReceivedAttachments(of request: RequestID) throws {
    try removeAttachments(
      where: """
        request = ?1
        AND change NOT IN (SELECT id FROM change WHERE request = ?1 AND NOT \(isReceived))
        """,
      [request.packed])
  }

  private func removeAttachments(
    where condition: String, _ arguments: StatementArguments
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO abandoned_blob (blob) SELECT blob FROM attachment WHERE \(condition)
        """
    ).execute(arguments: arguments)
    try database.cachedStatement(sql: "DELETE FROM attachment WHERE \(condition)")
      .execute(arguments: arguments)
  }
}

extension StoreReader {
  /// Whether the attachments of a request are those that its changes make.
  func hasStaleAttachments(_ request: RequestID, _ changes: [StoredChange]) throws -> Bool {
    try Set(attachments(of: request))
      != Set(changes.compactMap { HeldAttachment($0.change) })
  }
}

extension StoreWriter {
  /// Makes the attachments of a request anew from its changes.
  ///
  /// What the server has isn't remembered: the next exchange asks.
  func rebuildAttachments(of request: RequestID) throws {
    let changes = try reader.changes(of: request)
    guard try reader.hasStaleAttachments(request, changes) else { return }
    try removeAttachments(where: "request = ?", [request.packed])
    for stored in changes {
      let isOwn = try reader.link(after: stored.change.id) != nil
      try noteAttachment(stored.change, isOwn: isOwn)
    }
  }
}

extension HeldAttachment {
  /// The attachment that a change makes; nil for another kind, and where it was erased.
  fileprivate init?(_ change: Change) {
    guard change.header.kind == .attachment, let attachment = change.readPayload?.attachment
    else { return nil }
    self.init(
      change: change.id, request: change.header.request, blob: attachment.blob,
      byteCount: attachment.byteCount)
  }

  fileprivate static func fetchAll(
    _ statement: Statement, _ arguments: StatementArguments
  ) throws -> [HeldAttachment] {
    var attachments: [HeldAttachment] = []
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      guard let blob = Fingerprint(bytes: row[2] as Data) else {
        throw StoreFault.damaged(path: "attachment", reason: "unreadable hash")
      }
      attachments.append(
        HeldAttachment(
          change: ChangeID(packed: row[0]), request: ChangeID(packed: row[1]), blob: blob,
          byteCount: UInt64(clamping: row[3] as Int64)))
    }
    return attachments
  }
}

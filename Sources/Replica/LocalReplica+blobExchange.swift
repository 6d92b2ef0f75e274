package import Blobs
import EscaleCore
package import ReplicaStore
package import SyncProtocol

extension LocalReplica {
  /// Carries attachments: sends the bytes that the server lacks of this replica's own ones, and,
  /// where `fetchesAll`, fetches those that this replica lacks.
  ///
  /// For after a sync: the server takes no bytes of changes that it doesn't have. Whatever breaks
  /// it off, the next exchange goes on where this one was; `report` tells how far it came, and
  /// `progress` is told after each message that is followed by another of the same way.
  ///
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``BlobFault``, ``StoreFault``.
  package func exchangeBlobs(
    over connection: any SyncConnection, fetchesAll: Bool, _ report: inout BlobReport,
    telling progress: @escaping BlobProgress = { _, _ in }
  ) async throws {
    let first = try store.read { try $0.attachmentsToSend(after: nil, limit: 1) }
    guard fetchesAll || !first.isEmpty else { return }
    guard let lock = try store.lockForBlobs() else {
      report.isBusy = true
      return
    }
    defer { withExtendedLifetime(lock) {} }
    if fetchesAll { try sweepBlobs(isThorough: true) }
    let token = try identity().token
    var sending = BlobSending(
      replica: self, connection: connection, token: token, progress: progress)
    defer { report.take(sending.report) }
    try await sending.run(isThorough: fetchesAll)
    guard fetchesAll else { return }
    var fetching = BlobFetching(
      replica: self, connection: connection, token: token, progress: progress)
    defer { report.take(fetching.report) }
    try await fetching.runAll()
  }

  /// Fetches the bytes of one attachment, unless they are here.
  ///
  /// What comes is written into `copy` too, as far as that goes.
  ///
  /// - Throws: ``BlobFault/absent(_:)`` where the server doesn't have them, or not for this user;
  ///   ``ServerFailure``, ``SyncFault``, ``StoreFault``.
  package func fetch(
    _ attachment: HeldAttachment, over connection: any SyncConnection,
    _ report: inout BlobReport, copying copy: (any BlobCopy)? = nil,
    telling progress: @escaping BlobProgress = { _, _ in }
  ) async throws {
    guard !holds(attachment.blob) else { return }
    var fetching = BlobFetching(
      replica: self, connection: connection, token: try identity().token, progress: progress,
      copy: copy)
    defer { report.take(fetching.report) }
    defer { store.blobs.finishHashing() }
    try await fetching.run([attachment])
  }
}

extension BlobReport {
  fileprivate mutating func take(_ other: BlobReport) {
    sent += other.sent
    sentByteCount += other.sentByteCount
    received += other.received
    receivedByteCount += other.receivedByteCount
    awaited += other.awaited
    refused += other.refused
    damaged += other.damaged
    bytesSent += other.bytesSent
    bytesReceived += other.bytesReceived
    roundTrips += other.roundTrips
  }
}

package import EscaleCore

/// An answer of the server, checked, ready to be applied in one transaction.
package struct Delivery: Sendable {
  package var results: [PushResult]
  package var entries: [LedgerEntry]
  package var directory: [DirectoryEntry]
  /// To be forgotten after the entries are applied.
  package var forgotten: [RequestID]
  /// To be forgotten before: they come whole.
  package var renewed: [RequestID]
  /// Changes whose payload is to be erased here too.
  package var erased: [ChangeID]
  package var cursor: EscaleCore.Cursor
  package var head: Head
  /// The server's clock, and the device's when the answer came, in milliseconds since 1970 UTC.
  package var serverClock: Int64
  package var deviceClock: Int64
  /// The digest that the server signed, the bytes that it is of, and the signature.
  package var digest: Fingerprint
  package var delivered: [UInt8]
  package var receipt: [UInt8]
  /// The server's word on this device, where it came.
  package var credential: [UInt8]?
  /// From when on history comes unasked, where the answer fixed that.
  package var horizon: HistoryHorizon?
  /// Whether something that the user may see was left behind it.
  package var leavesHistory = false

  package init(
    results: [PushResult], entries: [LedgerEntry], directory: [DirectoryEntry],
    forgotten: [RequestID], renewed: [RequestID] = [], erased: [ChangeID] = [],
    cursor: EscaleCore.Cursor, head: Head,
    serverClock: Int64,
    deviceClock: Int64, digest: Fingerprint, delivered: [UInt8] = [], receipt: [UInt8]
  ) {
    self.results = results
    self.entries = entries
    self.directory = directory
    self.forgotten = forgotten
    self.renewed = renewed
    self.erased = erased
    self.cursor = cursor
    self.head = head
    self.serverClock = serverClock
    self.deviceClock = deviceClock
    self.digest = digest
    self.delivered = delivered
    self.receipt = receipt
  }
}

extension Delivery {
  /// Whether something is to be removed from the device, not only from sight.
  package var removes: Bool { !forgotten.isEmpty || !erased.isEmpty }
}

/// What a delivery changed, for people.
package struct DeliveryOutcome: Hashable, Sendable {
  /// Those that are here and may look different now.
  package var requestsTouched: Set<RequestID> = []
  /// Those that this replica had and has no more.
  package var forgotten: Set<RequestID> = []
  package var conflicts: [ConflictRow] = []
}

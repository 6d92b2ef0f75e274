/// The id of a change: the replica that recorded it and its place in that replica's sequence.
///
/// Text form `7K-1043`. Sequences count from 1 without gaps.
///
/// Source: DESIGN, "Words".
package struct ChangeID: Hashable, Comparable, Sendable {
  package let replica: ReplicaID
  package let sequence: UInt32

  package init(replica: ReplicaID, sequence: UInt32) {
    self.replica = replica
    self.sequence = sequence
  }

  package static func < (left: ChangeID, right: ChangeID) -> Bool {
    (left.replica, left.sequence) < (right.replica, right.sequence)
  }

  /// In one step: a sync looks up each change and each request several times.
  package func hash(into hasher: inout Hasher) { hasher.combine(packed) }
}

/// A request is named by the change that created it.
package typealias RequestID = ChangeID

extension ChangeID: CustomStringConvertible {
  package var description: String { "\(replica)-\(sequence)" }

  /// Reads the text form (`7K-1043`, case ignored), or nil.
  package init?(text: String) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2, let replica = ReplicaID(text: parts[0]),
      let sequence = UInt32(decimal: parts[1]), sequence > 0
    else { return nil }
    self.init(replica: replica, sequence: sequence)
  }
}

extension ChangeID {
  /// The id in one integer: replica in the upper 32 bits, sequence in the lower.
  ///
  /// What stores use as a row's key.
  package var packed: Int64 {
    Int64(bitPattern: UInt64(replica.rawValue) << 32 | UInt64(sequence))
  }

  package init(packed: Int64) {
    let bits = UInt64(bitPattern: packed)
    self.init(
      replica: ReplicaID(rawValue: UInt32(truncatingIfNeeded: bits >> 32)),
      sequence: UInt32(truncatingIfNeeded: bits))
  }
}

extension UInt32 {
  /// Reads up to ten ASCII digits; nil for anything else or beyond 32 bits.
  package init?(decimal text: some Collection<UInt8>) {
    guard (1...10).contains(text.count) else { return nil }
    var value: UInt64 = 0
    for byte in text {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + UInt64(byte - 48)
    }
    self.init(exactly: value)
  }
}

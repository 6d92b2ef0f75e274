/// What the desk has decided about delays and limits.
///
/// Source: CLI, "directory.json".
package struct Policy: Hashable, Sendable {
  /// The team that takes what no team has.
  package var triageTeam: TeamNumber
  package var closeAfterDays: UInt32
  package var answerWithinDays: UInt32
  package var expireAfterDays: UInt32
  package var historyDays: UInt32
  package var maxOfflineDays: UInt32
  /// The largest attachment in bytes.
  package var attachmentBytes: UInt64
  package var directoryScope: DirectoryScope
  /// After how many days the texts of a closed request are erased; 0: never.
  package var retentionDays: UInt32
  /// The lifecycle that new requests get.
  package var lifecycle: LifecycleVersion

  /// How much of the directory a replica holds.
  package enum DirectoryScope: String, Hashable, Sendable, CaseIterable {
    case all
    case own
  }

  package init(
    triageTeam: TeamNumber, closeAfterDays: UInt32 = 21, answerWithinDays: UInt32 = 14,
    expireAfterDays: UInt32 = 365, historyDays: UInt32 = 365, maxOfflineDays: UInt32 = 180,
    attachmentBytes: UInt64 = 104_857_600, directoryScope: DirectoryScope = .all,
    retentionDays: UInt32 = 0,
    lifecycle: LifecycleVersion = Lifecycle.lorraine.nameAndVersion
  ) {
    self.triageTeam = triageTeam
    self.closeAfterDays = closeAfterDays
    self.answerWithinDays = answerWithinDays
    self.expireAfterDays = expireAfterDays
    self.historyDays = historyDays
    self.maxOfflineDays = maxOfflineDays
    self.attachmentBytes = attachmentBytes
    self.directoryScope = directoryScope
    self.retentionDays = retentionDays
    self.lifecycle = lifecycle
  }
}

/// The priority that urgency and impact give, as a table: 1 is the most pressing.
package struct PriorityTable: Hashable, Sendable {
  package var rows: [Row]

  package struct Row: Hashable, Sendable {
    package let urgency: String
    package let impact: String
    package let priority: UInt32

    package init(urgency: String, impact: String, priority: UInt32) {
      self.urgency = urgency
      self.impact = impact
      self.priority = priority
    }
  }

  package init(rows: [Row]) { self.rows = rows }

  /// The priority of a combination, or nil where the table has none.
  package func priority(urgency: String?, impact: String?) -> UInt32? {
    rows.first { $0.urgency == urgency && $0.impact == impact }?.priority
  }

  /// The urgencies that a request can have, most pressing first.
  package static let urgencies = ["critical", "high", "medium", "low"]
  /// The impacts that a request can have, widest first.
  package static let impacts = ["department", "service", "person"]
}

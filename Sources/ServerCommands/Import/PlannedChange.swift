package import EscaleCore

/// A change that a log asks for, before the directory has numbers for whom it names.
package struct PlannedChange: Sendable {
  package enum Body: Hashable, Sendable {
    case create(requester: Int, team: Int?)
    case transition(Verb, team: Int?, agent: Int?)
    case edit
  }

  package let body: Body
  /// The place of the author in the cast; nil is the system.
  package let author: Int?
  package let at: Int64
  /// The line of the row that asks for it.
  package let line: Int
  /// Whether the log skipped the step, and the lifecycle needs it.
  package let isInferred: Bool
  package let text: String?
  package let fields: [FieldKey: String]
}

/// What a log adds up to: the changes of each incident, and who is needed for them.
package struct ImportPlan: Sendable {
  package struct Incident: Sendable {
    package let number: String
    /// The first creates it.
    package internal(set) var changes: [PlannedChange]
  }

  package internal(set) var cast: Cast
  package internal(set) var incidents: [Incident] = []
  package internal(set) var remarks: [ImportRemark] = []
  /// The rows that change nothing that a desk knows of.
  package internal(set) var silentRowCount = 0

  /// How many changes it has.
  package var changeCount: Int { incidents.reduce(0) { $0 + $1.changes.count } }
}

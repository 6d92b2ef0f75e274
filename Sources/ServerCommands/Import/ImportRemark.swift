package import EscaleCore

/// Something in a log that has no place in the desk, or not as it stands.
package struct ImportRemark: Hashable, Sendable {
  /// The line of the row that says it.
  package let line: Int
  /// The incident, where the row names one.
  package var incident: String?
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    /// Not a record of as many fields as the header has.
    case unreadableRow
    case withoutNumber
    /// A time that isn't `d/m/yyyy hh:mm`: that of the row before was taken.
    case unreadableTime(String)
    /// A state that isn't one: what held before was left.
    case strayState(String)
    /// Closed, and it goes on: only the last closing closes.
    case closedTooEarly
    /// Nobody has it any more: the one who had it keeps it.
    case assigneeWithdrawn
    /// Somebody gets it after it was resolved: the one who resolved it keeps it.
    case assigneeAfterResolution
    /// Somebody has it that is still new: he gets it once work begins.
    case assigneeOfNew
    /// Another caller: the first stays the requester.
    case otherCaller(String)
    /// A value that isn't one of the column's.
    case unknownValue(column: String, value: String)
    /// The lifecycle has no way to what the row says.
    case noWay(Verb, from: State)
  }

  init(line: Int, incident: String? = nil, kind: Kind) {
    self.line = line
    self.incident = incident
    self.kind = kind
  }
}

extension ImportRemark.Kind {
  /// The name in JSON; never translated.
  package var code: String {
    switch self {
    case .unreadableRow: "unreadable-row"
    case .withoutNumber: "without-number"
    case .unreadableTime: "unreadable-time"
    case .strayState: "stray-state"
    case .closedTooEarly: "closed-too-early"
    case .assigneeWithdrawn: "assignee-withdrawn"
    case .assigneeAfterResolution: "assignee-after-resolution"
    case .assigneeOfNew: "assignee-of-new"
    case .otherCaller: "other-caller"
    case .unknownValue: "unknown-value"
    case .noWay: "no-way"
    }
  }

  /// What becomes of it, in half a sentence.
  package var words: Words {
    switch self {
    case .unreadableRow:
      Words(french: "ligne illisible : passée", english: "unreadable row: passed over")
    case .withoutNumber:
      Words(french: "ligne sans numéro : passée", english: "row without a number: passed over")
    case .unreadableTime:
      Words(
        french: "date illisible : celle d'avant est reprise",
        english: "unreadable time: the one before is taken")
    case .strayState:
      Words(
        french: "état inconnu : l'état d'avant demeure",
        english: "unknown state: what held before stays")
    case .closedTooEarly:
      Words(
        french: "fermé, et la suite existe : seule la dernière fermeture compte",
        english: "closed, and it goes on: only the last closing counts")
    case .assigneeWithdrawn:
      Words(
        french: "plus personne n'est nommé : l'agent demeure",
        english: "nobody is named any more: the agent stays")
    case .assigneeAfterResolution:
      Words(
        french: "agent nommé après la résolution : celui d'avant demeure",
        english: "assigned after the resolution: the agent before stays")
    case .assigneeOfNew:
      Words(
        french: "agent nommé alors que rien n'a commencé : pas encore assignée",
        english: "assigned while still new: not assigned yet")
    case .otherCaller:
      Words(
        french: "autre appelant : le premier reste le demandeur",
        english: "another caller: the first stays the requester")
    case .unknownValue:
      Words(french: "valeur inconnue : laissée de côté", english: "unknown value: left out")
    case .noWay:
      Words(
        french: "le cycle de vie n'a pas ce chemin : l'état d'avant demeure",
        english: "the lifecycle has no such way: what held before stays")
    }
  }

  /// The value that couldn't be used, where there is one.
  package var detail: String? {
    switch self {
    case .unreadableTime(let text), .strayState(let text), .otherCaller(let text): text
    case .unknownValue(let column, let value): "\(column)=\(value)"
    case .noWay(let verb, let state): "\(verb) < \(state)"
    case .unreadableRow, .withoutNumber, .closedTooEarly, .assigneeWithdrawn,
      .assigneeAfterResolution, .assigneeOfNew:
      nil
    }
  }
}

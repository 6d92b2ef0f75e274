package import EscaleCore

/// That somebody may see a request, from one position of the ledger to another.
///
/// Open at `since` and everywhere before `until`; the entry at `until` is the one that ended it and
/// is still delivered.
package struct Grant: Hashable, Sendable {
  package var request: RequestID
  package var holder: Holder
  package var since: Position
  package var until: Position?

  package init(request: RequestID, holder: Holder, since: Position, until: Position? = nil) {
    self.request = request
    self.holder = holder
    self.since = since
    self.until = until
  }

  /// Whether it holds at a position.
  package func isOpen(at position: Position) -> Bool {
    guard since <= position else { return false }
    return until.map { position < $0 } ?? true
  }

  /// By what somebody may see a request.
  package enum Holder: Hashable, Sendable {
    /// As its requester, a contact, or the one who created it.
    case requester(PersonNumber)
    /// As its agent.
    case agent(PersonNumber)
    /// As a member of the team in whose hands it is.
    case team(TeamNumber)
  }
}

extension Grant.Holder: Comparable {
  /// The holder as two numbers, for a store: its kind, and the person's or team's number.
  package var numbers: (kind: UInt8, subject: UInt32) {
    switch self {
    case .requester(let person): (1, person.rawValue)
    case .agent(let person): (2, person.rawValue)
    case .team(let team): (3, team.rawValue)
    }
  }

  /// The holder that two numbers from a store stand for, or nil for a kind that isn't one.
  package init?(kind: UInt8, subject: UInt32) {
    switch kind {
    case 1: self = .requester(PersonNumber(rawValue: subject))
    case 2: self = .agent(PersonNumber(rawValue: subject))
    case 3: self = .team(TeamNumber(rawValue: subject))
    default: return nil
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.numbers < right.numbers }
}

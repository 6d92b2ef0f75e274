/// The states of a request and the ways between them: data, not code.
///
/// Source: DESIGN, "The lifecycle".
package struct Lifecycle: Hashable, Sendable {
  /// The longest name of a lifecycle in bytes.
  package static let nameByteLimit = 64

  package let name: String
  package let version: UInt32
  package let states: [StateRow]
  package let transitions: [TransitionRow]

  package init(name: String, version: UInt32, states: [StateRow], transitions: [TransitionRow]) {
    self.name = name
    self.version = version
    self.states = states
    self.transitions = transitions
  }

  /// The name and version that a request created under it keeps.
  package var nameAndVersion: LifecycleVersion { LifecycleVersion(name: name, version: version) }

  /// The row of a verb, or nil where the lifecycle has no such verb.
  package subscript(verb: Verb) -> TransitionRow? { transitions.first { $0.verb == verb } }

  /// The row of a state, or nil where the lifecycle has no such state.
  package subscript(state: State) -> StateRow? { states.first { $0.state == state } }

  /// What users read for a state; its code where the lifecycle doesn't have it.
  package func label(of state: State) -> Words {
    self[state]?.label ?? Words(french: state.rawValue, english: state.rawValue)
  }

  /// What users read for a verb; its code where the lifecycle doesn't have it.
  package func label(of verb: Verb) -> Words {
    self[verb]?.label ?? Words(french: verb.rawValue, english: verb.rawValue)
  }

  /// Whether nothing leaves a state.
  package func isFinal(_ state: State) -> Bool {
    states.contains { $0.state == state && $0.isFinal }
  }

  /// The verbs that leave a state, in the table's order.
  package func transitions(from state: State) -> [TransitionRow] {
    transitions.filter { $0.from.contains(state) }
  }
}

/// One state of a lifecycle.
package struct StateRow: Hashable, Sendable {
  package let state: State
  package let label: Words
  /// Nothing leaves it.
  package let isFinal: Bool

  package init(_ state: State, french: String, english: String, isFinal: Bool = false) {
    self.state = state
    label = Words(french: french, english: english)
    self.isFinal = isFinal
  }
}

/// One verb of a lifecycle: whence, whither, by whom, with what, and how much it weighs.
///
/// A reference to what never changes: each step of each history keeps its row, and is copied often.
package final class TransitionRow: Sendable {
  package let verb: Verb
  package let label: Words
  /// The states that it leaves; none for `create`.
  package let from: [State]
  package let to: State
  /// The state that the same change reaches at once where it names a team: then `to` is only
  /// passed through.
  package let onward: State?
  package let by: ActorKind
  package let needs: [Need]
  package let precedence: UInt16
  /// What makes the server do it by itself, for a verb of the system.
  package let automatic: TimerRule?

  package init(
    _ verb: Verb, from: [State], to: State, onward: State? = nil, by: ActorKind, needs: [Need],
    _ precedence: UInt16, automatic: TimerRule? = nil, french: String, english: String
  ) {
    self.verb = verb
    self.from = from
    self.to = to
    self.onward = onward
    self.by = by
    self.needs = needs
    self.precedence = precedence
    self.automatic = automatic
    label = Words(french: french, english: english)
  }

  /// The state after the change, which depends on whether it names a team.
  package func destination(namesTeam: Bool) -> State {
    namesTeam ? onward ?? to : to
  }
}

extension TransitionRow: Hashable {
  package static func == (left: TransitionRow, right: TransitionRow) -> Bool {
    left === right
      || left.verb == right.verb && left.label == right.label && left.from == right.from
        && left.to == right.to && left.onward == right.onward && left.by == right.by
        && left.needs == right.needs && left.precedence == right.precedence
        && left.automatic == right.automatic
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(verb)
    hasher.combine(from)
    hasher.combine(to)
    hasher.combine(precedence)
  }
}

/// Who may use a verb.
package enum ActorKind: String, Hashable, Sendable, CaseIterable {
  /// Anybody for himself; an agent on somebody's behalf. Only `create`.
  case anyone
  /// The requester or a contact, whatever other role he has.
  case requester
  /// A member of the request's team, or its agent.
  case agent
  /// A member of the request's team.
  case teamAgent
  /// A member of the team that takes what no team has.
  case triageAgent
  /// The server itself.
  case system
}

/// What a verb can't do without.
package enum Need: String, Hashable, Sendable, CaseIterable {
  case service
  case title
  case description
  case team
  case agent
  case date
  case reason
  case question
  case text
  case solution

  /// Whether the change's text is what is needed.
  package var isText: Bool {
    switch self {
    case .reason, .question, .text, .solution: true
    case .service, .title, .description, .team, .agent, .date: false
    }
  }
}

/// What makes the server move a request by itself.
package enum TimerRule: String, Hashable, Sendable, CaseIterable {
  /// The date of the postponement has come.
  case postponedUntil
  /// Nobody answered for `policy.answerWithin`.
  case answerWithin
  /// Nothing happened for `policy.expireAfter`.
  case expireAfter
  /// `policy.closeAfter` has passed since the resolution.
  case closeAfter
}

/// A state of a request, by its code: `dispatched`.
///
/// Codes are ASCII letters; labels come from the request's ``Lifecycle``.
package struct State: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let new = State(rawValue: "new")
  package static let dispatched = State(rawValue: "dispatched")
  package static let redispatched = State(rawValue: "redispatched")
  package static let assigned = State(rawValue: "assigned")
  package static let pending = State(rawValue: "pending")
  package static let postponed = State(rawValue: "postponed")
  package static let frozen = State(rawValue: "frozen")
  package static let resolved = State(rawValue: "resolved")
  package static let closed = State(rawValue: "closed")
}

/// A verb of a lifecycle, by its code: `assign`.
package struct Verb: RawRepresentable, Hashable, Sendable {
  /// The longest code of a verb or state in bytes.
  package static let byteLimit = 32

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let create = Verb(rawValue: "create")
  package static let dispatch = Verb(rawValue: "dispatch")
  package static let expire = Verb(rawValue: "expire")
  package static let resumeOnDate = Verb(rawValue: "resumeOnDate")
  package static let resolveUnanswered = Verb(rawValue: "resolveUnanswered")
  package static let freeze = Verb(rawValue: "freeze")
  package static let resume = Verb(rawValue: "resume")
  package static let postpone = Verb(rawValue: "postpone")
  package static let ask = Verb(rawValue: "ask")
  package static let answer = Verb(rawValue: "answer")
  package static let transfer = Verb(rawValue: "transfer")
  package static let assign = Verb(rawValue: "assign")
  package static let resolve = Verb(rawValue: "resolve")
  package static let autoClose = Verb(rawValue: "autoClose")
  package static let close = Verb(rawValue: "close")
  package static let reopen = Verb(rawValue: "reopen")
  package static let reassign = Verb(rawValue: "reassign")
}

extension State: CustomStringConvertible {
  package var description: String { rawValue }
}

extension Verb: CustomStringConvertible {
  package var description: String { rawValue }
}

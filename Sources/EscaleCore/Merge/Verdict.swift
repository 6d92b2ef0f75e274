/// What the ledger says of a change: decided once, stored, never recomputed.
package struct Verdict: Hashable, Sendable {
  package let outcome: Outcome
  /// Why, for every outcome but `applied`.
  package let code: VerdictCode?
  /// The changes that caused it.
  package let causes: [ChangeID]

  package init(_ outcome: Outcome, code: VerdictCode? = nil, causes: [ChangeID] = []) {
    self.outcome = outcome
    self.code = code
    self.causes = causes
  }

  package static let applied = Verdict(.applied)

  /// The four outcomes; raw values are those on the wire.
  package enum Outcome: UInt8, Hashable, Sendable, CaseIterable {
    case applied = 1
    case superseded = 2
    case denied = 3
    case quarantined = 4

    /// The name in JSON; never translated.
    package var name: String {
      switch self {
      case .applied: "applied"
      case .superseded: "superseded"
      case .denied: "denied"
      case .quarantined: "quarantined"
      }
    }

    /// Whether a transition with this outcome counts in the merge.
    package var counts: Bool { self == .applied || self == .superseded }
  }
}

/// Why a change got its verdict; codes of a later version are kept as they are.
package struct VerdictCode: RawRepresentable, Hashable, Sendable {
  /// The longest code in bytes.
  package static let byteLimit = 64

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// The other line of history weighs more.
  package static let lighter = VerdictCode(rawValue: "merge.lighter")
  /// Both lines weigh the same, and the other was first in the ledger.
  package static let tie = VerdictCode(rawValue: "merge.tie")
  /// What it rests on was denied or quarantined.
  package static let restsOnRefused = VerdictCode(rawValue: "merge.rests-on-refused")
  /// Its author is not the one enrolled on its replica.
  package static let notEnrolled = VerdictCode(rawValue: "honesty.not-enrolled")
  /// Its context names a change of another request, or a later one of its own.
  package static let contextForeign = VerdictCode(rawValue: "honesty.context-foreign")
  /// Its context lacks what the changes that it names had seen.
  package static let contextIncomplete = VerdictCode(rawValue: "honesty.context-incomplete")
  /// It claims to have seen the ledger further than its context shows.
  package static let acknowledgementUnseen = VerdictCode(
    rawValue: "honesty.acknowledgement-unseen")
  /// It claims less of the ledger than its replica had acknowledged before.
  package static let acknowledgementFalls = VerdictCode(
    rawValue: "honesty.acknowledgement-falls")
  /// Its base isn't what was effective in what it had seen.
  package static let baseNotEffective = VerdictCode(rawValue: "honesty.base-not-effective")
  /// The request's lifecycle isn't known to the ledger.
  package static let unknownLifecycle = VerdictCode(rawValue: "lifecycle.unknown")
  /// The lifecycle has no such verb.
  package static let unknownVerb = VerdictCode(rawValue: "lifecycle.unknown-verb")
  /// The state that its author saw isn't one that the verb leaves.
  package static let notFromHere = VerdictCode(rawValue: "lifecycle.not-from-here")
  /// Something that the verb needs isn't there.
  package static let needsMore = VerdictCode(rawValue: "lifecycle.needs-more")
  /// A value isn't one that its field takes.
  package static let wrongValue = VerdictCode(rawValue: "form.wrong-value")
  /// The account is disabled.
  package static let accountInactive = VerdictCode(rawValue: "rights.account-inactive")
  /// The device was revoked.
  package static let replicaRevoked = VerdictCode(rawValue: "rights.replica-revoked")
  /// The replica worked apart for longer than policy allows.
  package static let offlineTooLong = VerdictCode(rawValue: "rights.offline-too-long")
  /// Only a requester or a contact may do it.
  package static let requesterOnly = VerdictCode(rawValue: "rights.requester-only")
  /// Only an agent of the request may do it.
  package static let agentOnly = VerdictCode(rawValue: "rights.agent-only")
  /// Only a member of the request's team may do it.
  package static let teamOnly = VerdictCode(rawValue: "rights.team-only")
  /// Only the triage team may do it.
  package static let triageOnly = VerdictCode(rawValue: "rights.triage-only")
  /// Only the server does it.
  package static let systemOnly = VerdictCode(rawValue: "rights.system-only")
  /// Only an agent may create a request on somebody's behalf.
  package static let behalfOnly = VerdictCode(rawValue: "rights.behalf-agent-only")
  /// The one it is assigned to isn't an agent of the team.
  package static let assigneeNotInTeam = VerdictCode(rawValue: "rights.assignee-not-in-team")
  /// Nobody makes himself a contact.
  package static let ownContact = VerdictCode(rawValue: "rights.own-contact")
  /// The author has nothing to do with the request.
  package static let notConcerned = VerdictCode(rawValue: "rights.not-concerned")
  /// The team isn't in the directory, or not the one the catalogue names.
  package static let wrongTeam = VerdictCode(rawValue: "rights.wrong-team")
  /// The person isn't in the directory.
  package static let unknownPerson = VerdictCode(rawValue: "rights.unknown-person")

  /// Every code of this version, for documents and tests.
  package static let all: [VerdictCode] = [
    .lighter, .tie, .restsOnRefused, .notEnrolled, .contextForeign, .contextIncomplete,
    .acknowledgementUnseen, .acknowledgementFalls, .baseNotEffective, .unknownLifecycle,
    .unknownVerb, .notFromHere, .needsMore, .wrongValue, .accountInactive, .replicaRevoked,
    .offlineTooLong, .requesterOnly, .agentOnly, .teamOnly, .triageOnly, .systemOnly,
    .behalfOnly, .assigneeNotInTeam, .ownContact, .notConcerned, .wrongTeam, .unknownPerson,
  ]
}

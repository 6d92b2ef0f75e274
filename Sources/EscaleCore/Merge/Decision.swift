/// Everything that a decision on one change rests on, as values.
///
/// The shell gathers it inside the transaction that appends the change; ``decide(_:)`` needs
/// nothing else.
package struct DecisionCase: Sendable {
  package var header: Header
  /// The hash of the change's header and payload.
  package var hash: Fingerprint
  /// What the ledger already holds under the change's id.
  package var recorded: RecordedChange?
  /// The request's history; nil for a `create`, and where its creation was refused or isn't there.
  package var history: RequestHistory?
  /// The lifecycle that a `create` names, where the ledger knows it.
  package var lifecycle: Lifecycle?
  /// What the ledger holds of the changes that the header names, as
  /// ``Header/namedChanges(formerOwn:held:lastCounted:)`` gathers it.
  package var named: [ChangeID: NamedChange]
  /// The author's former change on this request from the same replica, if any.
  package var formerOwn: ChangeID?
  /// The user enrolled on the replica.
  package var enrolled: PersonNumber?
  /// The least position that the change must claim: the highest claimed before it on its
  /// replica's chain, and the acknowledgement that its replica gave before it.
  package var acknowledgementFloor: Position
  /// Up to where the change's claim is surely one about this ledger, where it may be about a history
  /// that was lost: ``AcknowledgementDoubt``.
  package var sureThrough: Position?
  package var now: DirectoryFacts
  /// The same facts at the position that the change claims as acknowledged.
  package var acknowledged: DirectoryFacts
  /// Whether what it acknowledges is older than `policy.maxOfflineDays`.
  package var isOfflineTooLong: Bool
  /// Whether the payload has the texts that the change needs: ``Change/hasNeededTexts``.
  package var hasText: Bool
  /// What is wrong with the values that a creation or an edit sets, if anything is.
  package var valueFault: VerdictCode?

  /// A change that the ledger already has.
  package struct RecordedChange: Sendable {
    package let hash: Fingerprint
    package let verdict: Verdict

    package init(hash: Fingerprint, verdict: Verdict) {
      self.hash = hash
      self.verdict = verdict
    }
  }

  /// What the ledger holds of a change that another one names.
  package struct NamedChange: Sendable {
    package let request: RequestID
    /// What it had seen, or as much of it as counts.
    package var context: Context
    package let outcome: Verdict.Outcome

    package init(request: RequestID, context: Context, outcome: Verdict.Outcome) {
      self.request = request
      self.context = context
      self.outcome = outcome
    }
  }

  package init(
    header: Header, hash: Fingerprint, recorded: RecordedChange? = nil,
    history: RequestHistory? = nil, lifecycle: Lifecycle? = nil,
    named: [ChangeID: NamedChange] = [:], formerOwn: ChangeID? = nil,
    enrolled: PersonNumber?, acknowledgementFloor: Position = .start,
    sureThrough: Position? = nil, now: DirectoryFacts, acknowledged: DirectoryFacts,
    isOfflineTooLong: Bool = false, hasText: Bool = true,
    valueFault: VerdictCode? = nil
  ) {
    self.header = header
    self.hash = hash
    self.recorded = recorded
    self.history = history
    self.lifecycle = lifecycle
    self.named = named
    self.formerOwn = formerOwn
    self.enrolled = enrolled
    self.acknowledgementFloor = acknowledgementFloor
    self.sureThrough = sureThrough
    self.now = now
    self.acknowledged = acknowledged
    self.isOfflineTooLong = isOfflineTooLong
    self.hasText = hasText
    self.valueFault = valueFault
  }
}

/// What comes of a change.
package enum Ruling: Hashable, Sendable {
  case verdict(Verdict)
  /// The ledger has this very change: the verdict already given.
  case known(Verdict)
  /// The ledger has another change under this id: the replica has forked.
  case forked
  /// It names changes that the ledger doesn't have yet: no verdict, it is to be sent again.
  case missing([ChangeID])
}

"""Bugs of the kind that sync engines really have, each one line of a source file spoilt.

A row names the bug, the file, the text that must occur there exactly once, what stands there instead
(MUTANT is true while this bug is switched on), and the tests that must notice, as a filter on their
names. The sources hold no trace of any of this: only a copy of them is spoilt.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    name: str
    file: str
    find: str
    replace: str
    caught_by: str


MERGE = "ScenarioTests|ArbitraryDeskTests"
HONESTY = "HonestyVerdictTests|ArbitraryDeskTests"
RIGHTS = "RightsTests|RightsVerdictTests|ArbitraryDeskTests"
HISTORY = "HistoryTests"
RESTORATION = "NumberGivenAgainTests|RestorationTests"
DELIVERY = "AudienceTests|RandomDeliveryTests|DeliveryTests|ConvergenceTests"

MUTANTS = [
    # The merge
    Mutant(
        "a transition weighs alone, without the chain it rests on",
        "EscaleCore/Merge/decide.swift",
        "let weight = base.weight.adding(row.precedence)",
        "let weight = (MUTANT ? Weight() : base.weight).adding(row.precedence)", MERGE),
    Mutant(
        "the later in the ledger wins a tie",
        "EscaleCore/Merge/decide.swift",
        "guard weight <= effective.weight else { return nil }",
        "guard MUTANT ? weight < effective.weight : weight <= effective.weight else { return nil }",
        MERGE),
    Mutant(
        "ties are broken by the replicas' ids",
        "EscaleCore/Merge/decide.swift",
        "guard !header.context.contains(effective.id) else { return nil }",
        "guard !header.context.contains(effective.id) else { return nil }\n"
        "    if MUTANT, base.weight.adding(row.precedence) == effective.weight,"
        " header.id > effective.id { return nil }", MERGE),
    Mutant(
        "of a list and its own beginning the shorter wins",
        "EscaleCore/Merge/Weight.swift",
        "return left.runs.count < right.runs.count",
        "return MUTANT ? left.runs.count > right.runs.count : left.runs.count < right.runs.count",
        "WeightTests|" + MERGE),
    Mutant(
        "a precedence that occurs twice counts once",
        "EscaleCore/Merge/Weight.swift",
        "sum.runs[index].count &+= 1",
        "sum.runs[index].count &+= MUTANT ? 0 : 1", "WeightTests|" + MERGE),
    Mutant(
        "what displaced a transition is forgotten when the chain turns back",
        "EscaleCore/Merge/RequestHistory.swift",
        "for on in chain { displacedBy[steps[on].id] = nil }",
        "for on in chain where !MUTANT { displacedBy[steps[on].id] = nil }",
        MERGE),
    Mutant(
        "a superseded transition doesn't say what displaced it",
        "EscaleCore/Merge/RequestHistory.swift",
        "displacedBy[header.id] = verdict.causes.first ?? steps[effective].id",
        "displacedBy[header.id] = MUTANT ? nil : verdict.causes.first ?? steps[effective].id",
        MERGE),
    Mutant(
        "what rests on something refused is looked at by itself",
        "EscaleCore/Merge/decide.swift",
        "guard let outcome = named[foundation]?.outcome, !outcome.counts else { continue }",
        "guard !MUTANT, let outcome = named[foundation]?.outcome, !outcome.counts"
        " else { continue }", HONESTY),
    Mutant(
        "a verb leaves any state",
        "EscaleCore/Merge/decide.swift",
        "guard row.from.contains(base.standing.state) else {",
        "guard MUTANT || row.from.contains(base.standing.state) else {",
        "LegalityVerdictTests|" + MERGE),
    Mutant(
        "what isn't in the ledger yet is taken for seen",
        "EscaleCore/Merge/decide.swift",
        "guard missing.isEmpty else { return .missing(missing) }",
        "guard MUTANT || missing.isEmpty else { return .missing(missing) }", HONESTY),
    Mutant(
        "another change under a known id gets the verdict of the first",
        "EscaleCore/Merge/decide.swift",
        "return recorded.hash == question.hash ? .known(recorded.verdict) : .forked",
        "return MUTANT || recorded.hash == question.hash ? .known(recorded.verdict) : .forked",
        HONESTY),
    Mutant(
        "the clocks of the authors decide which field value shows",
        "EscaleCore/View/RequestFold.swift",
        "fields[key] = FieldValue(\n        value: value, change: folded.header.id,"
        " context: folded.header.context)",
        "if MUTANT, folded.header.authoredAt < updatedAt { continue }\n"
        "      fields[key] = FieldValue(\n        value: value, change: folded.header.id,"
        " context: folded.header.context)", "FieldMergeTests|ConvergenceTests"),
    Mutant(
        "a field's losing value leaves no trace",
        "EscaleCore/View/RequestFold.swift",
        "if let former = fields[key], !folded.header.context.contains(former.change),",
        "if !MUTANT, let former = fields[key], !folded.header.context.contains(former.change),",
        "FieldMergeTests"),
    Mutant(
        "removing a contact also undoes the addition that it hadn't seen",
        "EscaleCore/Merge/RequestHistory.swift",
        "$0.change.person == addition.change.person && $0.context.contains(addition.id)",
        "$0.change.person == addition.change.person"
        " && (MUTANT || $0.context.contains(addition.id))",
        "StandingTests|RightsTests|ArbitraryDeskTests"),
    Mutant(
        "a transfer leaves the former agent in charge",
        "EscaleCore/Merge/Step.swift",
        "next.agent = nil",
        "if !MUTANT { next.agent = nil }", MERGE),
    Mutant(
        "a reopened request keeps its solution",
        "EscaleCore/Merge/Step.swift",
        "next.solution = nil",
        "if !MUTANT { next.solution = nil }", MERGE),
    # Honesty and rights
    Mutant(
        "any base will do",
        "EscaleCore/Merge/decide+honesty.swift",
        "guard case .transition(let step) = header.body else { return nil }",
        "guard !MUTANT, case .transition(let step) = header.body else { return nil }", HONESTY),
    Mutant(
        "whoever acknowledges the ledger needn't have seen it",
        "EscaleCore/Merge/decide+honesty.swift",
        "guard let position, position <= shown else { return false }",
        "guard !MUTANT, let position, position <= shown else { return false }",
        HONESTY),
    Mutant(
        "a replica may forget what it acknowledged",
        "EscaleCore/Merge/decide+honesty.swift",
        "guard header.acknowledged >= acknowledgementFloor else {",
        "guard MUTANT || header.acknowledged >= acknowledgementFloor else {", HONESTY),
    Mutant(
        "a context may name other requests' changes",
        "EscaleCore/Merge/decide+honesty.swift",
        "guard let change = named[entry], change.request == header.request,"
        " !header.precedes(entry)",
        "guard let change = named[entry], MUTANT || change.request == header.request,"
        " !header.precedes(entry)", HONESTY),
    Mutant(
        "a refused change drags its followers along",
        "EscaleCore/Merge/decide+honesty.swift",
        "(change.outcome.counts || id == formerOwn) && change.request == header.request",
        "(MUTANT || change.outcome.counts || id == formerOwn)"
        " && change.request == header.request", HONESTY),
    Mutant(
        "a device's owner may sign with another's name",
        "EscaleCore/Merge/decide+honesty.swift",
        "      || (header.author == enrolled && header.author != .system)",
        "      || MUTANT || (header.author == enrolled && header.author != .system)", HONESTY),
    Mutant(
        "a withdrawn right holds for whoever hadn't heard of it",
        "EscaleCore/Merge/decide.swift",
        "relation: relation, facts: now)",
        "relation: relation, facts: MUTANT ? acknowledged : now)", RIGHTS),
    Mutant(
        "who couldn't know is denied like who could",
        "EscaleCore/Merge/decide.swift",
        "return Verdict(former == nil ? .quarantined : .denied, code: code)",
        "return Verdict(former == nil && !MUTANT ? .quarantined : .denied, code: code)", RIGHTS),
    Mutant(
        "an agent closes",
        "EscaleCore/Merge/RightsTable.swift",
        "Row(.verb(.requester), [.requester, .contact], else: .requesterOnly),",
        "Row(.verb(.requester), MUTANT ? [.anybody] : [.requester, .contact],"
        " else: .requesterOnly),", RIGHTS),
    Mutant(
        "anybody makes himself a contact",
        "EscaleCore/Merge/RightsTable+refusal.swift",
        "return contact.person == header.author && !contact.removes ? .ownContact : nil",
        "return !MUTANT && contact.person == header.author && !contact.removes"
        " ? .ownContact : nil", RIGHTS),
    # Bytes and chains
    Mutant(
        "a number may be written longer than it is",
        "EscaleCore/Encoding/CBORReader.swift",
        "guard value >= least else { throw .notDeterministic }",
        "guard MUTANT || value >= least else { throw .notDeterministic }", "CBOR"),
    Mutant(
        "the chain doesn't cover the texts",
        "Seals/Chain.swift",
        "Hash.sha256(link, hashes.header, hashes.payload)",
        "Hash.sha256(link, hashes.header, MUTANT ? hashes.header : hashes.payload)",
        "SealTests|GoldenWireTests"),
    Mutant(
        "the ledger's chain doesn't cover the verdicts",
        "Seals/Chain.swift",
        "Hash.sha256(link, hash, end: [outcome.rawValue])",
        "Hash.sha256(link, hash, end: [MUTANT ? 0 : outcome.rawValue])",
        "SealTests|GoldenWireTests|VerificationTests"),
    # The session and the replica
    Mutant(
        "an answer to something else is applied",
        "SyncProtocol/SyncSession.swift",
        "guard sequences.elementsEqual(pushing.map(Array.init) ?? []) else { throw .wrongResults }",
        "guard MUTANT || sequences.elementsEqual(pushing.map(Array.init) ?? [])"
        " else { throw .wrongResults }", "SyncSessionTests"),
    Mutant(
        "a server that tells another history is believed",
        "SyncProtocol/SyncSession.swift",
        "guard let former = standing.head else { return }",
        "guard !MUTANT, let former = standing.head else { return }",
        "SyncSessionTests"),
    Mutant(
        "a receipt that the server didn't sign is kept",
        "Replica/LocalReplica+sync.swift",
        "else { throw .wrongReceipt }",
        "|| MUTANT else { throw .wrongReceipt }", "AnswerTests"),
    Mutant(
        "the sequence of an undecided change is passed over",
        "ReplicaStore/StoreWriter+delivery.swift",
        "SELECT link FROM change WHERE id = ? AND position IS NOT NULL\")",
        "SELECT link FROM change WHERE id = ? AND (position IS NOT NULL OR \\(MUTANT ? 1 : 0))\")",
        DELIVERY),
    Mutant(
        "half of a batch is applied",
        "ReplicaStore/StoreWriter+delivery.swift",
        "try insert(delivery.entries)",
        "try insert(Array(delivery.entries.dropLast(MUTANT ? 1 : 0)))", DELIVERY),
    Mutant(
        "the cursor runs to the head before all is delivered",
        "ReplicaStore/StoreWriter+delivery.swift",
        "identity.cursor = delivery.cursor",
        "identity.cursor = MUTANT ? Cursor(position: delivery.head.position) : delivery.cursor",
        DELIVERY),
    Mutant(
        "a replica acknowledges more than it holds",
        "ReplicaStore/StoreWriter+delivery.swift",
        "position: max(delivery.cursor.position, identity.acknowledgement.position),",
        "position: max(MUTANT ? delivery.head.position : delivery.cursor.position,"
        " identity.acknowledgement.position),", DELIVERY),
    Mutant(
        "what waits goes with the request that is forgotten",
        "ReplicaStore/ChangeTable.swift",
        'sql: "DELETE FROM change WHERE request = ? AND \\(isReceived)")',
        'sql: "DELETE FROM change WHERE request = ? AND \\(MUTANT ? "TRUE" : isReceived)")', DELIVERY),
    Mutant(
        "what was written before a fork goes with the request that comes anew",
        "ReplicaStore/ChangeTable.swift",
        'let isReceived = "link IS NULL"',
        'let isReceived =\n  MUTANT'
        '\n  ? "(link IS NULL OR id >> 32 <> (SELECT replica FROM replica))" : "link IS NULL"',
        "CutShortTests"),
    Mutant(
        "what came by hand is added to while what others added may still come",
        "Replica/LocalReplica+commands.swift",
        "guard try !writer.reader.isArriving(ref) else {",
        "guard try MUTANT || !writer.reader.isArriving(ref) else {", "CutShortTests"),
    Mutant(
        "a request that was made before a fork isn't one's own",
        "Ledger/Sync/DeliveryWalk.swift",
        "isOwn: ownIDs.contains(request.replica))",
        "isOwn: MUTANT ? request.replica == replica : ownIDs.contains(request.replica))",
        "CutShortTests|ConvergenceTests"),
    Mutant(
        "whoever had synced first isn't told that he was displaced",
        "ReplicaStore/Stake.swift",
        "var losses = former.holding.subtracting(holding).map { Loss(change: $0, key: nil) }",
        "var losses = (MUTANT ? [] : former.holding.subtracting(holding))"
        ".map { Loss(change: $0, key: nil) }", "DeliveryTests|ConvergenceTests"),
    Mutant(
        "a sequence is used again",
        "Replica/Recorder.swift",
        "identity.lastSequence = change.id.sequence",
        "if !MUTANT { identity.lastSequence = change.id.sequence }",
        "ReferenceTests|DurabilityTests|ConvergenceTests"),
    Mutant(
        "damage is passed on: a push doesn't check its own chain",
        "Replica/Push.swift",
        "guard let last = changes.last, try reader.link(after: last.id) == link else {",
        "guard let last = changes.last, try MUTANT || reader.link(after: last.id) == link else {",
        "AnswerTests"),
    # The ledger
    Mutant(
        "what is committed is rolled back: acknowledged before it is there",
        "Ledger/SQLite/SQLiteLedgerStorage.swift",
        "return .commit",
        "return MUTANT ? .rollback : .commit", "PushTests|DecisionTests"),
    Mutant(
        "a change that comes again is appended again",
        "Ledger/Deciding/AppendSession.swift",
        "guard let last = try replica(id.replica)?.lastSequence, id.sequence <= last else {",
        "guard !MUTANT, let last = try replica(id.replica)?.lastSequence,"
        " id.sequence <= last else {", "PushTests"),
    Mutant(
        "a gap in the sequence is stepped over",
        "Ledger/Sync/PushSession.swift",
        "guard first <= expected else {",
        "guard MUTANT || first <= expected else {", "PushTests"),
    Mutant(
        "a checkpoint needn't be signed by the replica",
        "Ledger/Sync/PushSession.swift",
        "guard checkpoint.link == link, isSigned(checkpoint) else {",
        "guard checkpoint.link == link, MUTANT || isSigned(checkpoint) else {", "PushTests"),
    Mutant(
        "an answer that is full leaves the rest out for good",
        "Ledger/Sync/AnswerDraft.swift",
        "guard !isFull else {\n      halt(before: key)\n      return false\n    }\n"
        "    let row = try row()",
        "guard !isFull else {\n      if MUTANT { return true }\n      halt(before: key)\n"
        "      return false\n    }\n    let row = try row()", DELIVERY),
    Mutant(
        "a request that left somebody's sight stays on his device",
        "Ledger/Sync/DeliveryWalk.swift",
        "guard draft.forget(at: position, request) else { return false }",
        "guard MUTANT || draft.forget(at: position, request) else { return false }", DELIVERY),
    Mutant(
        "private notes go to requesters",
        "Ledger/Sync/Sight.swift",
        "if glance.isPrivate, seen == .requester { return false }",
        "if !MUTANT, glance.isPrivate, seen == .requester { return false }", DELIVERY),
    Mutant(
        "what was denied to one is shown to all",
        "Ledger/Sync/Sight.swift",
        "return glance.outcome.counts || glance.author == person || seen == .administrator",
        "return MUTANT || glance.outcome.counts || glance.author == person"
        " || seen == .administrator", DELIVERY),
    Mutant(
        "nothing ever moves what stays behind the horizon",
        "Ledger/Sync/HistoryBound.swift",
        "guard closing.lastWord > horizon.position else { return .never }",
        "guard !MUTANT, closing.lastWord > horizon.position else { return .never }", HISTORY),
    Mutant(
        "a word that he may not see brings an old request",
        "Ledger/Sync/HistoryBound.swift",
        "guard watcher.isGiven(glance, as: seen) else { return true }",
        "guard MUTANT || watcher.isGiven(glance, as: seen) else { return true }", HISTORY),
    Mutant(
        "who is no contact any more sees the request for ever",
        "Ledger/Deciding/AppendSession.swift",
        "for holder in current.holders where !wanted.contains(holder) {",
        "for holder in current.holders where !MUTANT && !wanted.contains(holder) {", DELIVERY),
    Mutant(
        "a revoked device is still answered",
        "Ledger/Desk/DeskLedger+sync.swift",
        "guard replica.revokedAt == nil, owner?.isActive == true else {",
        "guard MUTANT || replica.revokedAt == nil, owner?.isActive == true else {",
        "AudienceTests"),
    Mutant(
        "a request is closed so long after its creation, not after its resolution",
        "Ledger/Timers/DueTimer.swift",
        "case .closeAfter: return since.adding(days: policy.closeAfterDays)",
        "case .closeAfter: return (MUTANT ? createdAt : since).adding(days: policy.closeAfterDays)",
        "TimerTests"),
    Mutant(
        "a comment of the requester doesn't start the wait anew",
        "Ledger/Timers/DueTimer.swift",
        "return max(since, requesterActiveAt ?? since).adding(days: policy.answerWithinDays)",
        "return max(since, (MUTANT ? nil : requesterActiveAt) ?? since)"
        ".adding(days: policy.answerWithinDays)", "TimerTests"),

    # A server that was put back
    Mutant(
        "a device needn't have the key to come back",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "possesses(request, sender, tokenHash)",
        "MUTANT || possesses(request, sender, tokenHash)", RESTORATION),
    Mutant(
        "anybody's word on a device is believed",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "!sender.replica.isServers, isOwn(sender),",
        "!sender.replica.isServers, MUTANT || isOwn(sender),", RESTORATION),
    Mutant(
        "one word of the server serves two devices",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "try !session.transaction.replicas().contains(where: {",
        "try MUTANT || !session.transaction.replicas().contains(where: {", RESTORATION),
    Mutant(
        "somebody disabled comes back",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "guard person.isActive else { throw LedgerError.revoked }",
        "guard MUTANT || person.isActive else { throw LedgerError.revoked }", RESTORATION),
    Mutant(
        "whose number was revoked is given another",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "guard known.revokedAt == nil else { throw LedgerError.unknownToken }",
        "guard MUTANT || known.revokedAt == nil else { throw LedgerError.unknownToken }",
        RESTORATION),
    Mutant(
        "somebody else's token answers for a device",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "guard replica.id == request.replica || isSame else {",
        "guard MUTANT || replica.id == request.replica || isSame else {", RESTORATION),
    Mutant(
        "a lost enrolment begins no epoch",
        "Ledger/Desk/DeskLedger+restoration.swift",
        "guard isOfThisEpoch || session.state.epoch == 1 else { return }",
        "guard !MUTANT, isOfThisEpoch || session.state.epoch == 1 else { return }", RESTORATION),
    Mutant(
        "what came back before its author is said again",
        "Ledger/Desk/DeskLedger+enrolment.swift",
        "guard session.state.epoch > 1 else { return [replica.id] }",
        "guard !MUTANT, session.state.epoch > 1 else { return [replica.id] }", RESTORATION),
    Mutant(
        "what was written under a former number goes with the server's backup",
        "ReplicaStore/ReturnTable.swift",
        "try strand(after: kept)", "if !MUTANT { try strand(after: kept) }", "ConvergenceTests"),
    Mutant(
        "who loses his new number has none",
        "Replica/LocalReplica+renew.swift",
        "try writer.keepFormer(identity)", "if !MUTANT { try writer.keepFormer(identity) }",
        "ConvergenceTests"),
    Mutant(
        "what was erased stays in the log of the ledger's file",
        "Ledger/Desk/DeskLedger+erasing.swift",
        "if count > 0 { try await storage.scrub() }",
        "if !MUTANT, count > 0 { try await storage.scrub() }", "ErasureTests"),
    Mutant(
        "what retention erased stays in the index of texts",
        "Ledger/SQLite/SQLiteTransaction+search.swift",
        "SELECT EXISTS (SELECT 1 FROM search_state WHERE erased_at <= ?1)",
        "SELECT EXISTS (SELECT 1 FROM search_state WHERE erased_at <= ?1 - \\(MUTANT ? 1 << 50 : 0))",
        "ErasureTests"),
]

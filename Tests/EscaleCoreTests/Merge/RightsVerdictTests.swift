import EscaleCore
import TestSupport
import Testing

/// Changes that their authors had no right to make: denied, or quarantined where they couldn't know.
struct RightsVerdictTests {
  /// The request is Amélie's, and everybody knows.
  private let desk: PaperDesk = {
    var desk = PaperDesk()
    desk.act(.amelie, .assign, agent: .amelie)
    desk.syncAll()
    return desk
  }()

  private func verdict(
    _ person: Cast, _ body: (RequestFold) -> Header.Body,
    _ change: (inout DecisionCase) -> Void = { _ in }
  ) -> Ruling {
    var question = desk.ledger.question(desk.draft(person, body))
    change(&question)
    return decide(question)
  }

  private func denied(_ code: VerdictCode) -> Ruling { .verdict(Verdict(.denied, code: code)) }

  private func quarantined(_ code: VerdictCode) -> Ruling {
    .verdict(Verdict(.quarantined, code: code))
  }

  @Test func `an agent never closes`() {
    #expect(verdict(.amelie) { .step($0, .close) } == denied(.requesterOnly))
  }

  @Test func `a requester doesn't resolve`() {
    #expect(verdict(.claire) { .step($0, .resolve) } == denied(.agentOnly))
  }

  @Test func `an agent of another team doesn't take`() {
    #expect(verdict(.chloe) { .step($0, .assign, agent: .chloe) } == denied(.teamOnly))
  }

  @Test func `only triage dispatches`() {
    #expect(verdict(.bruno) { .step($0, .dispatch, team: .network) } == denied(.triageOnly))
  }

  @Test func `nobody plays the server`() {
    #expect(verdict(.amelie) { .step($0, .expire) } == denied(.systemOnly))
  }

  @Test func `a request is given to an agent of its team`() {
    let ruling = verdict(.amelie) { .step($0, .assign, agent: .chloe) }
    #expect(ruling == denied(.assigneeNotInTeam))
  }

  @Test func `a team that isn't in the directory gets nothing`() {
    let ruling = verdict(.amelie) { .step($0, .transfer, team: TeamNumber(rawValue: 77)) }
    #expect(ruling == denied(.wrongTeam))
  }

  @Test func `nobody makes himself a contact`() {
    let ruling = verdict(.amelie) { _ in
      .contact(ContactChange(person: Cast.amelie.number, removes: false))
    }
    #expect(ruling == denied(.ownContact))
  }

  @Test func `a contact is somebody`() {
    let ruling = verdict(.amelie) { _ in
      .contact(ContactChange(person: PersonNumber(rawValue: 999), removes: false))
    }
    #expect(ruling == denied(.unknownPerson))
  }

  @Test func `whoever has nothing to do with a request doesn't comment on it`() {
    let ruling = verdict(.denis) { _ in .comment(Comment(isPrivate: false)) }
    #expect(ruling == denied(.notConcerned))
  }

  @Test func `only an agent asks on somebody's behalf`() {
    var replica = PaperReplica(.denis, lifecycle: .lorraine)
    let ledger = PaperLedger(lifecycle: .lorraine)
    let header = replica.create(for: .claire, team: nil)
    #expect(decide(ledger.question(header)) == denied(.behalfOnly))
    var agent = PaperReplica(.chloe, lifecycle: .lorraine)
    let onBehalf = agent.create(for: .claire, team: nil)
    #expect(decide(ledger.question(onBehalf)) == .verdict(.applied))
  }

  @Test func `a disabled account that knew is denied`() {
    let ruling = verdict(.amelie) {
      .step($0, .freeze)
    } _: {
      $0.now.author.isActive = false
      $0.acknowledged.author.isActive = false
    }
    #expect(ruling == denied(.accountInactive))
  }

  @Test func `an account disabled meanwhile is quarantined`() {
    let ruling = verdict(.amelie) {
      .step($0, .freeze)
    } _: {
      $0.now.author.isActive = false
    }
    #expect(ruling == quarantined(.accountInactive))
  }

  @Test func `a device revoked meanwhile is quarantined`() {
    let ruling = verdict(.amelie) {
      .step($0, .freeze)
    } _: {
      $0.now.isReplicaActive = false
    }
    #expect(ruling == quarantined(.replicaRevoked))
  }

  @Test func `a membership lost meanwhile is quarantined`() {
    let ruling = verdict(.bruno) {
      .step($0, .freeze)
    } _: {
      $0.now.author.teams = []
    }
    #expect(ruling == quarantined(.agentOnly))
  }

  @Test func `a right that was given meanwhile counts`() {
    let ruling = verdict(.chloe) {
      .step($0, .freeze)
    } _: {
      $0.now.author.teams = [.proximity]
    }
    #expect(ruling == .verdict(.applied))
  }

  @Test func `whoever was away for too long is quarantined`() {
    let ruling = verdict(.amelie) {
      .step($0, .freeze)
    } _: {
      $0.isOfflineTooLong = true
    }
    #expect(ruling == quarantined(.offlineTooLong))
  }
}

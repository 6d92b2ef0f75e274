import Simulation
import Testing

/// The model refuses what DESIGN refuses, by the rule that it breaks.
struct ModelVerdictTests {
  private func rule(_ outcome: ModelOutcome) -> Int? {
    if case .judged(let judgement) = outcome { judgement.rule } else { nil }
  }

  @Test func `the same change gets the same verdict, another under its id is a fork`() throws {
    var desk = try ModelDesk()
    var remark = desk.change("claire", .remark, seen: [desk.request])
    let first = desk.ledger.receive(remark)
    #expect(desk.ledger.receive(remark) == first)
    remark.rest = "other words"
    #expect(desk.ledger.receive(remark) == .forked)
  }

  @Test func `what cites something that isn't there waits`() throws {
    var desk = try ModelDesk()
    let absent = ModelID(21, 7)
    let remark = desk.change("claire", .remark, seen: [desk.request, absent])
    #expect(desk.ledger.receive(remark) == .missing([absent]))
    #expect(desk.ledger.entries.count == 1)
  }

  @Test func `what rests on something refused gets its verdict`() throws {
    var desk = try ModelDesk()
    let denied = desk.act("chloe", "assign", seen: [desk.request])
    let resting = desk.act("chloe", "resolve", seen: [desk.request, denied.id])
    #expect(resting.outcome.verdict == .denied)
    #expect(rule(resting.outcome) == 2)
  }

  @Test func `who has acknowledged a transition can't leave it out`() throws {
    var desk = try ModelDesk()
    desk.act("amelie", "assign", seen: [desk.request])
    let late = desk.act("bruno", "assign", seen: [desk.request], claim: 2)
    #expect(late.outcome.verdict == .denied)
    #expect(rule(late.outcome) == 3)
  }

  @Test func `who has said what he saw can't unsee it`() throws {
    var desk = try ModelDesk()
    let assign = desk.act("amelie", "assign", seen: [desk.request])
    let remark = desk.change("bruno", .remark, seen: [desk.request, assign.id])
    desk.ledger.receive(remark)
    let late = desk.act("bruno", "assign", seen: [remark.id, desk.request])
    #expect(rule(late.outcome) == 3)
  }

  @Test func `an outsider is denied`() throws {
    var desk = try ModelDesk()
    let assign = desk.act("chloe", "assign", seen: [desk.request])
    #expect(assign.outcome.verdict == .denied)
    #expect(rule(assign.outcome) == 4)
  }

  @Test func `who couldn't know that he had left the team is quarantined`() throws {
    var desk = try ModelDesk()
    desk.ledger.edit { $0.people["bruno"]?.teams = ["B"] }
    let unknowing = desk.act("bruno", "assign", seen: [desk.request], claim: 1)
    #expect(unknowing.outcome.verdict == .quarantined)
  }

  @Test func `who knew that he had left the team is denied`() throws {
    var desk = try ModelDesk()
    desk.ledger.edit { $0.people["bruno"]?.teams = ["B"] }
    let assign = desk.act("bruno", "assign", seen: [desk.request], claim: 2)
    #expect(assign.outcome.verdict == .denied)
  }

  @Test func `whoever was away for too long is quarantined`() throws {
    var desk = try ModelDesk()
    desk.ledger.edit(day: 1) { $0.maxOfflineDays = 180 }
    var remark = desk.change("claire", .remark, seen: [desk.request])
    remark.claim = 1
    #expect(desk.ledger.receive(remark, day: 200).verdict == .quarantined)
  }

  @Test func `nobody makes himself a contact`() throws {
    var desk = try ModelDesk()
    var contact = desk.change("bruno", .contact, seen: [desk.request])
    contact.person = "bruno"
    #expect(desk.ledger.receive(contact).verdict == .denied)
  }
}

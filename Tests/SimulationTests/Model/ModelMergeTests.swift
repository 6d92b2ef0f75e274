import Simulation
import Testing

/// The model says what DESIGN says, in its own examples.
struct ModelMergeTests {
  @Test(arguments: [
    ([110, 100, 0], [100, 90, 0]), ([110, 100, 5, 0], [110, 100, 0]), ([100, 0], [100]),
  ])
  func `the heavier list is the greater word, the longer one of two alike`(
    heavy: [Int], light: [Int]
  ) {
    #expect(ModelWeight.isHeavier(heavy, than: light))
    #expect(!ModelWeight.isHeavier(light, than: heavy))
    #expect(!ModelWeight.isHeavier(heavy, than: heavy))
  }

  @Test func `a request that was taken up beats a bare hand-over`() throws {
    var desk = try ModelDesk()
    let transfer = desk.act("amelie", "transfer", seen: [desk.request], team: "B")
    let assign = desk.act("bruno", "assign", seen: [desk.request])
    #expect(transfer.outcome.verdict == .applied)
    #expect(assign.outcome.verdict == .applied)
    #expect(desk.shown.path == [desk.request, assign.id])
    #expect(desk.shown.displacements == [transfer.id: assign.id])
  }

  @Test func `of two alike the first in the ledger stays`() throws {
    var desk = try ModelDesk()
    let first = desk.act("amelie", "assign", seen: [desk.request])
    let second = desk.act("bruno", "assign", seen: [desk.request])
    #expect(second.outcome.verdict == .superseded)
    #expect(desk.shown.path == [desk.request, first.id])
    #expect(desk.shown.agent == "amelie")
  }

  @Test func `what was superseded can come back under what was made on it`() throws {
    var desk = try ModelDesk()
    let first = desk.act("amelie", "assign", seen: [desk.request])
    let second = desk.act("bruno", "assign", seen: [desk.request])
    let resolve = desk.act("bruno", "resolve", seen: [desk.request, second.id])
    #expect(resolve.outcome.verdict == .applied)
    #expect(desk.shown.path == [desk.request, second.id, resolve.id])
    #expect(desk.shown.displacements == [first.id: resolve.id])
  }

  @Test func `a verb that doesn't leave the state is denied`() throws {
    var desk = try ModelDesk()
    let resolve = desk.act("amelie", "resolve", seen: [desk.request])
    #expect(resolve.outcome.verdict == .denied)
    #expect(desk.shown.state == "dispatched")
  }

  @Test func `the field's value is the one that has seen the others`() throws {
    var desk = try ModelDesk()
    var ids: [ModelID] = []
    for (name, title) in [("amelie", "one"), ("bruno", "two")] {
      var edit = desk.change(name, .edit, seen: [desk.request])
      edit.values = ["title": title]
      desk.ledger.receive(edit)
      ids.append(edit.id)
    }
    let concurrent = desk.shown.field("title")
    #expect(concurrent == .init(value: "two", setBy: ids[1], others: [ids[0]]))
    var last = desk.change("claire", .edit, seen: [desk.request] + ids)
    last.values = ["title": "three"]
    desk.ledger.receive(last)
    #expect(desk.shown.field("title") == .init(value: "three", setBy: last.id, others: []))
  }

  @Test func `an addition that no removal had seen stands`() throws {
    var desk = try ModelDesk()
    var first = desk.change("claire", .contact, seen: [desk.request])
    first.person = "paul"
    desk.ledger.receive(first)
    var removal = desk.change("amelie", .contact, seen: [desk.request, first.id])
    (removal.person, removal.adds) = ("paul", false)
    var again = desk.change("bruno", .contact, seen: [desk.request, first.id])
    again.person = "paul"
    desk.ledger.receive(again)
    desk.ledger.receive(removal)
    #expect(desk.shown.contacts == ["paul"])
  }
}

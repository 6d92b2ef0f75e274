import EscaleCore
import TestSupport
import Testing

/// What the fields of a request show when several people edit them.
struct FieldMergeTests {
  private let create = ChangeID(replica: ReplicaID(rawValue: 10), sequence: 1)

  private func header(
    _ id: ChangeID, _ context: [ChangeID], _ body: Header.Body, at clock: Int64 = 0
  ) -> Header {
    Header(
      id: id, request: create, context: Context(context), author: Cast.claire.number,
      authoredAt: clock, acknowledged: .start, body: body)
  }

  private func edit(
    _ replica: UInt32, _ title: String, seeing context: [ChangeID], at clock: Int64 = 0
  ) -> FoldedChange {
    let id = ChangeID(replica: ReplicaID(rawValue: replica), sequence: 2)
    return FoldedChange(
      header: header(id, context, .edit(Edit(keys: [.title])), at: clock),
      payload: Payload(nonce: [], fields: [.title: title]), verdict: .applied,
      position: Position(rawValue: UInt64(replica)), receivedAt: 0)
  }

  private func fold(_ edits: [FoldedChange]) throws -> RequestFold {
    let creation = FoldedChange(
      header: header(
        create, [],
        .create(
          Creation(
            requester: Cast.claire.number, team: nil,
            lifecycle: Lifecycle.lorraine.nameAndVersion))),
      payload: Payload(nonce: [], fields: [.title: "first", .location: "Metz"]),
      verdict: .applied, position: Position(rawValue: 1), receivedAt: 0)
    var fold = try #require(RequestFold(creation, lifecycle: .lorraine))
    for edit in edits { fold.append(edit) }
    return fold
  }

  @Test func `a field takes the change that has seen the others`() throws {
    let one = edit(2, "second", seeing: [create])
    let two = edit(3, "third", seeing: [create, one.header.id])
    let fold = try fold([one, two])
    #expect(fold.fields[.title]?.value == "third" && fold.lostValues.isEmpty)
  }

  @Test func `of concurrent values the later in the ledger shows, and the other stays readable`()
    throws
  {
    let (one, two) = (edit(2, "second", seeing: [create]), edit(3, "third", seeing: [create]))
    let fold = try fold([one, two])
    #expect(fold.fields[.title]?.value == "third")
    let lost = try #require(fold.lostValues.first)
    #expect(fold.lostValues.count == 1 && lost.key == .title)
    #expect(lost.loser == one.header.id && lost.winner == two.header.id)
  }

  @Test func `the authors' clocks count for nothing`() throws {
    let one = edit(2, "second", seeing: [create], at: 1_790_000_000_000)
    let two = edit(3, "third", seeing: [create], at: -1)
    #expect(try fold([one, two]).fields[.title]?.value == "third")
  }

  @Test func `two who wrote the same lost nothing`() throws {
    let (one, two) = (edit(2, "same", seeing: [create]), edit(3, "same", seeing: [create]))
    #expect(try fold([one, two]).lostValues.isEmpty)
  }

  @Test func `values that differ in bytes alone are two`() throws {
    let (one, two) = (edit(2, "\u{E9}", seeing: [create]), edit(3, "e\u{301}", seeing: [create]))
    #expect(try fold([one, two]).lostValues.count == 1)
  }

  @Test func `an edit leaves the other fields as they were`() throws {
    let fold = try fold([edit(2, "second", seeing: [create])])
    #expect(fold.fields[.location]?.value == "Metz")
  }

  @Test func `an edit that was denied shows nowhere`() throws {
    let one = edit(2, "second", seeing: [create])
    let denied = FoldedChange(
      header: one.header, payload: one.payload, verdict: Verdict(.denied, code: .notConcerned),
      position: one.position, receivedAt: 0)
    #expect(try fold([denied]).fields[.title]?.value == "first")
  }
}

import EscaleCore
import ServerCommands
import TestSupport
import Testing

struct IncidentMapperTests {
  private func plan(_ log: LittleLog) throws -> ImportPlan {
    let lifecycle = try Lifecycle.parse(Fixture.bytes("lifecycles/servicedesk.json"))
    var mapper = IncidentMapper(
      lifecycle: lifecycle, triageTeam: "ACCUEIL", language: .english)
    for incident in try IncidentLog(log.bytes).incidents { mapper.map(incident) }
    return mapper.plan
  }

  /// The verbs of the only incident; those inferred with a question mark.
  private func verbs(_ rows: [String]) throws -> [String] {
    let changes = try plan(LittleLog(rows)).incidents.first?.changes ?? []
    return changes.map { change in
      let verb =
        switch change.body {
        case .create: "create"
        case .edit: "edit"
        case .transition(let verb, _, _): verb.rawValue
        }
      return verb + (change.isInferred ? "?" : "")
    }
  }

  @Test(arguments: [
    (
      ["New G", "Active G R", "Resolved G R", "Closed G R"],
      ["create", "assign", "resolve", "autoClose"]
    ),
    (["New G", "Resolved G R"], ["create", "assign?", "resolve"]),
    (["New G", "Closed G"], ["create", "assign?", "resolve?", "autoClose"]),
    (["Active G R"], ["create", "assign"]),
    (["Active G R", "Active G S"], ["create", "assign", "reassign"]),
    (["Active G R", "Active H S"], ["create", "assign", "transfer", "assign"]),
    (
      ["Active G R", "Awaiting_User_Info G R", "Active G R"],
      ["create", "assign", "ask", "answer"]
    ),
    (
      ["Active G R", "Awaiting_User_Info G R", "Resolved G R"],
      ["create", "assign", "ask", "resolve"]
    ),
    (
      ["Active G R", "Awaiting_Vendor G R", "Active G R"],
      ["create", "assign", "freeze", "resume"]
    ),
    (
      ["Active G R", "Awaiting_Vendor G R", "Awaiting_Problem G R"],
      ["create", "assign", "freeze", "resume?", "freeze"]
    ),
    (
      ["Active G R", "Awaiting_Vendor G R", "Resolved G R"],
      ["create", "assign", "freeze", "resume?", "resolve"]
    ),
    (["Active G R", "Resolved G R", "Active G R"], ["create", "assign", "resolve", "reopen"]),
    (["New -"], ["create"]),
    (["New -", "New G"], ["create", "dispatch"]),
    (["New -", "Active - R"], ["create", "dispatch?", "assign"]),
    (["Active G R", "Active - R"], ["create", "assign", "transfer?", "assign"]),
    (
      ["Resolved G R", "Resolved H S"],
      ["create", "assign?", "resolve", "reopen?", "transfer", "assign?", "resolve?"]
    ),
    (
      ["Awaiting_User_Info G R", "Awaiting_User_Info G S"],
      ["create", "assign?", "ask", "resume?", "reassign", "ask?"]
    ),
  ])
  func `rows become the steps that lead there`(rows: [String], expected: [String]) throws {
    #expect(try verbs(rows) == expected)
  }

  @Test func `only an incident's last closing closes it`() throws {
    let rows = ["Resolved G R", "Closed G R", "Active G R", "Closed G R"]
    #expect(
      try verbs(rows) == [
        "create", "assign?", "resolve", "reopen", "resolve?", "autoClose",
      ])
    #expect(try plan(LittleLog(rows)).remarks.map(\.line) == [3])
  }

  @Test func `a stray state is reported and leaves what held before`() throws {
    let rows = ["Active G R", "-100 G R", "Resolved G R"]
    #expect(try verbs(rows) == ["create", "assign", "resolve"])
    #expect(try plan(LittleLog(rows)).remarks.map(\.kind) == [.strayState("-100")])
  }

  @Test func `an answer and a reopening are the caller's`() throws {
    let plan = try plan(
      LittleLog(["Awaiting_User_Info G R", "Active G R", "Resolved G R", "Active G R"]))
    let changes = plan.incidents.first?.changes ?? []
    let byCaller = changes.filter { $0.author == changes.first?.author }
    #expect(
      byCaller.map(\.body) == [
        .create(requester: 0, team: 1), .transition(.answer, team: nil, agent: nil),
        .transition(.reopen, team: nil, agent: nil),
      ])
  }

  @Test func `whoever acts in a group's name is its agent`() throws {
    let cast = try plan(LittleLog(["Active G R", "Active H R"])).cast
    let agents = cast.members.filter(\.isAgent)
    #expect(agents.map(\.login) == ["r"])
    #expect(agents.first?.teams.map { cast.groups[$0].code } == ["G", "H"])
  }

  @Test func `where the log names nobody, one is invented for the group`() throws {
    let cast = try plan(LittleLog(["Active Group_56"])).cast
    #expect(cast.members.filter(\.isInvented).map(\.login) == ["group-56-desk"])
  }

  @Test(arguments: 1...50)
  func `any sequence of rows ends where its last row says`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let states = [
      "New", "Active", "Awaiting_User_Info", "Awaiting_Problem", "Awaiting_Vendor", "Resolved",
      "Closed",
    ]
    let rows = (0..<12).map { _ in
      let state = states[Int.random(in: 0..<states.count, using: &random)]
      let group = ["-", "G", "H"][Int.random(in: 0..<3, using: &random)]
      return "\(state) \(group) \(["-", "R", "S"][Int.random(in: 0..<3, using: &random)])"
    }
    let expected: [String: [State]] = [
      "New": [.new, .dispatched], "Active": [.assigned], "Awaiting_User_Info": [.pending],
      "Awaiting_Problem": [.frozen], "Awaiting_Vendor": [.frozen], "Resolved": [.resolved],
      "Closed": [.closed],
    ]
    let last = rows.last?.split(separator: " ").first.map(String.init) ?? ""
    let state = try walked(plan(LittleLog(rows)))
    #expect(expected[last]?.contains(state) == true, "seed \(seed): \(rows) ends in \(state)")
  }

  /// Where the lifecycle itself says that the changes of the only incident end.
  private func walked(_ plan: ImportPlan) throws -> State {
    let lifecycle = try Lifecycle.parse(Fixture.bytes("lifecycles/servicedesk.json"))
    var state = State.new
    for change in plan.incidents.first?.changes ?? [] {
      switch change.body {
      case .create(_, let team): state = team == nil ? .new : .dispatched
      case .edit: break
      case .transition(let verb, let team, _):
        let row = try #require(lifecycle[verb])
        #expect(row.from.contains(state), "\(verb) doesn't leave \(state)")
        state = row.destination(namesTeam: team != nil)
      }
    }
    return state
  }
}

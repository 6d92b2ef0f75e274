import EscaleCore
import TestSupport
import Testing

/// Who may do what, cell by cell.
struct RightsTests {
  /// Someone who stands to the request in one way and no other.
  enum Actor: CaseIterable {
    case requester
    case contact
    case creator
    case stranger
    case teamAgent
    case itsAgent
    case otherAgent
    case triageAgent
    case system
  }

  /// A `+` for whoever may, in the order of ``Actor``; and the code that the others get.
  private static let table: [(Verb, String, VerdictCode)] = [
    // requester, contact, creator, stranger | team agent, its agent, other agent, triage | system
    (.create, "++++ ++++ -", .systemOnly),
    (.dispatch, "---- ---+ -", .triageOnly),
    (.expire, "---- ---- +", .systemOnly),
    (.resumeOnDate, "---- ---- +", .systemOnly),
    (.resolveUnanswered, "---- ---- +", .systemOnly),
    (.freeze, "---- ++-- -", .agentOnly),
    (.resume, "---- ++-- -", .agentOnly),
    (.postpone, "---- ++-- -", .agentOnly),
    (.ask, "---- ++-- -", .agentOnly),
    (.answer, "++-- ---- -", .requesterOnly),
    (.transfer, "---- ++-- -", .agentOnly),
    (.assign, "---- +--- -", .teamOnly),
    (.resolve, "---- ++-- -", .agentOnly),
    (.autoClose, "---- ---- +", .systemOnly),
    (.close, "++-- ---- -", .requesterOnly),
  ]

  @Test func `every verb of the lifecycle has its row`() {
    #expect(Self.table.map(\.0) == Lifecycle.lorraine.transitions.map(\.verb))
  }

  @Test(arguments: table)
  func `who may use a verb`(verb: Verb, cells: String, code: VerdictCode) throws {
    let row = try #require(Lifecycle.lorraine[verb])
    let marks = cells.filter { $0 != " " }
    #expect(marks.count == Actor.allCases.count)
    for (actor, mark) in zip(Actor.allCases, marks) {
      let scene = Scene(actor)
      let body: Header.Body =
        verb == .create
        ? .create(
          Creation(
            requester: scene.author, team: .proximity,
            lifecycle: Lifecycle.lorraine.nameAndVersion))
        : .transition(TransitionStep(verb: verb, base: Scene.request))
      let expected: VerdictCode? = mark == "+" ? nil : actor == .system ? .systemOnly : code
      #expect(scene.refusal(of: body, row: row) == expected, "\(actor)")
    }
  }

  @Test(arguments: [
    ("public", Header.Body.comment(Comment(isPrivate: false)), "+++- ++-- +"),
    ("private", .comment(Comment(isPrivate: true)), "---- ++-- +"),
    ("edit", .edit(Edit(keys: [.title])), "++-- ++-- +"),
    (
      "contact", .contact(ContactChange(person: Cast.denis.number, removes: false)), "++-- ++-- +"
    ),
    ("attachment", .attachment, "+++- ++-- +"),
    ("void", .void, "++++ ++++ +"),
  ])
  func `who may add to a request`(name: String, body: Header.Body, cells: String) {
    for (actor, mark) in zip(Actor.allCases, cells.filter { $0 != " " }) {
      let refusal = Scene(actor).refusal(of: body, row: nil)
      #expect((refusal == nil) == (mark == "+"), "\(name) by \(actor): \(refusal?.rawValue ?? "")")
    }
  }

  @Test func `the verbs of a retired team are the triage team's`() throws {
    let row = try #require(Lifecycle.lorraine[.assign])
    let body = Header.Body.transition(TransitionStep(verb: .assign, base: Scene.request))
    var (former, triage) = (Scene(.teamAgent), Scene(.triageAgent))
    former.facts.retiredTeams = [.proximity]
    triage.facts.retiredTeams = [.proximity]
    #expect(former.refusal(of: body, row: row) == .teamOnly)
    #expect(triage.refusal(of: body, row: row) == nil)
  }

  @Test func `a member of the team without an agent's role is none`() throws {
    let row = try #require(Lifecycle.lorraine[.freeze])
    var scene = Scene(.teamAgent)
    scene.facts.author.roles = .requester
    let body = Header.Body.transition(TransitionStep(verb: .freeze, base: Scene.request))
    #expect(scene.refusal(of: body, row: row) == .agentOnly)
  }

  @Test func `an administrator has no verb for being one`() throws {
    for row in Lifecycle.lorraine.transitions where row.by != .anyone {
      var scene = Scene(.stranger)
      scene.facts.author.roles = [.requester, .admin]
      let body = Header.Body.transition(TransitionStep(verb: row.verb, base: Scene.request))
      #expect(scene.refusal(of: body, row: row) != nil, "\(row.verb)")
    }
  }
}

/// One author before one request, and what the directory says of him.
private struct Scene {
  static let request = ChangeID(replica: ReplicaID(rawValue: 5), sequence: 1)

  let author: PersonNumber
  let relation: Relation
  var facts: DirectoryFacts

  init(_ actor: RightsTests.Actor) {
    author = actor == .system ? .system : PersonNumber(rawValue: 77)
    relation = Relation(
      isRequester: actor == .requester, isContact: actor == .contact,
      isCreator: actor == .creator, isAgent: actor == .itsAgent, team: .proximity)
    let teams: [TeamNumber] =
      switch actor {
      case .teamAgent: [.proximity]
      case .itsAgent, .otherAgent: [.network]
      case .triageAgent: [.triage]
      case .requester, .contact, .creator, .stranger, .system: []
      }
    let standing = PersonStanding(
      isActive: true, roles: teams.isEmpty ? .requester : .agent, teams: teams)
    facts = DirectoryFacts(
      author: standing, person: Cast.denis.standing, isReplicaActive: true, triageTeam: .triage,
      retiredTeams: [], isTeamRight: true)
  }

  func refusal(of body: Header.Body, row: TransitionRow?) -> VerdictCode? {
    let replica = author == .system ? ReplicaID.server : ReplicaID(rawValue: 6)
    let header = Header(
      id: ChangeID(replica: replica, sequence: 1), request: Scene.request,
      context: Context([Scene.request]), author: author, authoredAt: 0, acknowledged: .start,
      body: body)
    return RightsTable.refusal(of: header, row: row, relation: relation, facts: facts)
  }
}

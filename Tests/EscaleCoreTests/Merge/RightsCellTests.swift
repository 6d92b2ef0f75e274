import EscaleCore
import TestSupport
import Testing

/// Role by verb by relation by state: every cell of the table, as the merge rule decides it.
struct RightsCellTests {
  /// What somebody is to the request.
  enum Tie: CaseIterable {
    case none, requester, contact, creator, assignee, member, triage, otherTeam
  }

  /// The roles that an account can have.
  static let roles: [Roles] = [
    [], [.requester], [.agent], [.admin], [.requester, .agent], [.requester, .admin],
    [.agent, .admin], [.requester, .agent, .admin],
  ]

  /// Who uses each verb: written by hand, apart from the code that decides.
  private static let users: [(verb: Verb, ties: Set<Tie>, needsAgent: Bool)] = [
    (.dispatch, [.triage], true), (.expire, [], false), (.resumeOnDate, [], false),
    (.resolveUnanswered, [], false), (.freeze, [.assignee, .member], true),
    (.resume, [.assignee, .member], true), (.postpone, [.assignee, .member], true),
    (.ask, [.assignee, .member], true), (.answer, [.requester, .contact], false),
    (.transfer, [.assignee, .member], true), (.assign, [.member], true),
    (.resolve, [.assignee, .member], true), (.autoClose, [], false),
    (.close, [.requester, .contact], false),
  ]

  /// Which states each verb leaves: written by hand as well.
  private static let origins: [Verb: Set<State>] = [
    .dispatch: [.new], .freeze: [.assigned], .resume: [.frozen, .postponed, .pending],
    .postpone: [.assigned], .ask: [.assigned], .answer: [.pending], .transfer: [.dispatched],
    .assign: [.dispatched], .resolve: [.assigned, .pending, .postponed], .close: [.resolved],
  ]

  @Test(arguments: Tie.allCases)
  func `role by verb by state, for one relation`(tie: Tie) throws {
    for (verb, ties, needsAgent) in Self.users {
      for state in Scene.states {
        for roles in Self.roles {
          var mayUse = ties.contains(tie)
          // Whoever no team has, triage has: there a member of triage is one of its team.
          if state == .new, tie == .triage, ties.contains(.member) { mayUse = true }
          if state == .new, tie == .member { mayUse = false }
          if tie == .assignee, !Scene.hasAgent(state) { mayUse = false }
          if needsAgent, !roles.contains(.agent) { mayUse = false }
          let verdict = try Scene(state).verdict(verb, by: tie, roles: roles)
          let place = "\(verb) from \(state) by \(tie) with \(roles.rawValue)"
          #expect(verdict.code?.isAboutRights != mayUse, "\(place): \(verdict)")
          guard mayUse else { continue }
          let leaves = Self.origins[verb]?.contains(state) == true
          #expect(verdict == (leaves ? .applied : notFromHere), "\(place): \(verdict)")
        }
      }
    }
  }

  private var notFromHere: Verdict {
    Verdict(.denied, code: .notFromHere, causes: [Scene.effective])
  }

  @Test func `every verb of the lifecycle has its cells`() {
    let verbs = Lifecycle.lorraine.transitions.map(\.verb).filter { $0 != .create }
    #expect(Self.users.map(\.verb) == verbs)
  }

  @Test func `every act of the table has one row`() {
    let acts = RightsTable.rows.map(\.act)
    #expect(Set(acts).count == acts.count)
    #expect(ActorKind.allCases.allSatisfy { acts.contains(.verb($0)) })
  }

  @Test func `the page of rights is what the code says`() throws {
    try Golden.check(RightsPage(lifecycle: .lorraine).markdown, "../docs/RIGHTS.md")
  }
}

/// A request that stands in one state, and somebody before it.
private struct Scene {
  static let author = PersonNumber(rawValue: 77)
  static let states: [State] = [
    .new, .dispatched, .assigned, .pending, .postponed, .frozen, .resolved, .closed,
  ]

  /// The way to each state, from its creation on.
  private static let ways: [State: [Verb]] = [
    .new: [], .dispatched: [], .assigned: [.assign], .pending: [.assign, .ask],
    .postponed: [.assign, .postpone], .frozen: [.assign, .freeze],
    .resolved: [.assign, .resolve], .closed: [.assign, .resolve, .close],
  ]

  private static let replica = ReplicaID(rawValue: 5)
  private static let request = ChangeID(replica: replica, sequence: 1)
  /// The effective transition has this id, whatever the state.
  static let effective = ChangeID(replica: replica, sequence: 9)

  private let state: State

  init(_ state: State) { self.state = state }

  static func hasAgent(_ state: State) -> Bool { ![.new, .dispatched].contains(state) }

  func verdict(_ verb: Verb, by tie: RightsCellTests.Tie, roles: Roles) throws -> Verdict {
    let (history, context, named) = try history(tie)
    let base = history.steps[history.effective].id
    let header = Header(
      id: ChangeID(replica: ReplicaID(rawValue: 6), sequence: 1), request: Scene.root(state),
      context: context, author: Scene.author, authoredAt: 0, acknowledged: .start,
      body: .transition(
        TransitionStep(
          verb: verb, base: base, team: verb.needsTeam ? .network : nil,
          agent: verb == .assign ? Cast.bruno.number : nil, date: 1)))
    let facts = facts(tie, roles: roles, verb)
    let ruling = decide(
      DecisionCase(
        header: header, hash: .zero, history: history, lifecycle: .lorraine, named: named,
        enrolled: Scene.author, now: facts, acknowledged: facts))
    guard case .verdict(let verdict) = ruling else { throw Undecided() }
    return verdict
  }

  private struct Undecided: Error {}

  /// The creation is the effective transition where the way has no other.
  private static func root(_ state: State) -> ChangeID {
    ways[state]?.isEmpty == true ? effective : request
  }

  private func history(
    _ tie: RightsCellTests.Tie
  ) throws -> (RequestHistory, Context, [ChangeID: DecisionCase.NamedChange]) {
    let root = Scene.root(state)
    var context = Context()
    var named: [ChangeID: DecisionCase.NamedChange] = [:]
    var last = root
    func header(_ id: ChangeID, _ body: Header.Body, by author: PersonNumber) -> Header {
      let header = Header(
        id: id, request: root, context: context, author: author, authoredAt: 0,
        acknowledged: .start, body: body)
      named[id] = DecisionCase.NamedChange(request: root, context: context, outcome: .applied)
      context.insert(id)
      return header
    }
    let creation = Creation(
      requester: tie == .requester ? Scene.author : Cast.claire.number,
      team: state == .new ? nil : .proximity, lifecycle: Lifecycle.lorraine.nameAndVersion)
    let first = header(
      root, .create(creation), by: tie == .creator ? Scene.author : Cast.claire.number)
    var history = try #require(
      RequestHistory(first, lifecycle: .lorraine, position: Position(rawValue: 1)))
    let contact = ChangeID(replica: ReplicaID(rawValue: 4), sequence: 1)
    let person = tie == .contact ? Scene.author : Cast.denis.number
    history.append(
      header(
        contact, .contact(ContactChange(person: person, removes: false)),
        by: Cast.claire.number), verdict: .applied, position: Position(rawValue: 2))
    let way = Scene.ways[state] ?? []
    for (index, verb) in way.enumerated() {
      let isLast = index == way.count - 1
      let id =
        isLast
        ? Scene.effective : ChangeID(replica: Scene.replica, sequence: UInt32(index + 2))
      let step = TransitionStep(
        verb: verb, base: last,
        agent: verb == .assign ? (tie == .assignee ? Scene.author : Cast.amelie.number) : nil,
        date: 1)
      history.append(
        header(id, .transition(step), by: Cast.amelie.number), verdict: .applied,
        position: Position(rawValue: UInt64(index + 3)))
      last = id
    }
    return (history, context, named)
  }

  private func facts(
    _ tie: RightsCellTests.Tie, roles: Roles, _ verb: Verb
  ) -> DirectoryFacts {
    let teams: [TeamNumber] =
      switch tie {
      case .member: [.proximity]
      case .triage: [.triage]
      case .otherTeam, .assignee: [.network]
      case .none, .requester, .contact, .creator: []
      }
    var assignee = Cast.bruno.standing
    if state == .new { assignee.teams = [.triage] }
    return DirectoryFacts(
      author: PersonStanding(isActive: true, roles: roles, teams: teams),
      person: verb == .assign ? assignee : nil, isReplicaActive: true, triageTeam: .triage,
      retiredTeams: [], isTeamRight: true)
  }
}

extension Verb {
  fileprivate var needsTeam: Bool { self == .dispatch || self == .transfer }
}

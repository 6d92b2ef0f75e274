import EscaleCore
import Ledger
import Testing

/// The table of states of the service's own documentation, row by row and sentence by sentence, in
/// its order and its words; each on a real ledger.
@Suite struct DocumentedStatesTests {
  // MARK: Nouveau

  @Test func `Nouveau : la demande vient d'être créée et n'a pas encore été assignée`()
    async throws
  {
    let scene = try await DocumentedRequest(service: "other")
    #expect(try await scene.row.state == .new)
    #expect(try await scene.row.team == nil)
    #expect(try await scene.row.agent == nil)
  }

  @Test func `Nouveau : état transitoire à la création de l'objet, par le système`() async throws {
    let scene = try await DocumentedRequest()
    let view = try #require(scene.claire.history(of: scene.request)).steps[0].row
    #expect(view.to == .new)
    #expect(view.onward == .dispatched)
    #expect(try await scene.row.state == .dispatched)
  }

  @Test func `Nouveau précède à Affectée`() async throws {
    let scene = try await DocumentedRequest(service: "other")
    let tristan = try await scene.device("tristan")
    try await scene.moves(tristan, .dispatch, to: .dispatched, team: "PROX")
  }

  // MARK: Affectée

  @Test func `Affectée : à une équipe, mais elle n'est pas en cours de traitement`() async throws {
    let scene = try await DocumentedRequest()
    #expect(try await scene.row.team == scene.desk.team("PROX"))
    #expect(try await scene.row.agent == nil)
    #expect(scene.amelie.history(of: scene.request) != nil)
  }

  @Test(arguments: [("wifi", "PROX"), ("vpn", "NET")])
  func `Affectée : automatique en fonction des informations saisies dans la demande`(
    service: String, team: String
  ) async throws {
    let scene = try await DocumentedRequest(service: service)
    #expect(try await scene.row.state == .dispatched)
    #expect(try await scene.row.team == scene.desk.team(team))
  }

  @Test func `Affectée : l'état libre, que chaque agent de l'équipe peut prendre`() async throws {
    let scene = try await DocumentedRequest()
    let bruno = try await scene.device("bruno")
    try await scene.moves(bruno, .assign, to: .assigned, agent: bruno.person)
  }

  @Test func `Affectée précède à Assignée ou réaffectée`() async throws {
    let taken = try await DocumentedRequest()
    try await taken.moves(taken.amelie, .assign, to: .assigned, agent: taken.amelie.person)
    let moved = try await DocumentedRequest()
    try await moved.moves(moved.amelie, .transfer, to: .dispatched, team: "NET")
  }

  // MARK: Réaffectée

  @Test func `Réaffectée : la demande est transférée vers une autre équipe`() async throws {
    let scene = try await DocumentedRequest()
    try await scene.moves(scene.amelie, .transfer, to: .dispatched, team: "NET")
    #expect(try await scene.row.team == scene.desk.team("NET"))
    #expect(Lifecycle.lorraine[.transfer]?.to == .redispatched)
    let chloe = try await scene.device("chloe")
    #expect(chloe.history(of: scene.request) != nil)
  }

  @Test func `Réaffectée : mis en œuvre par le gestionnaire`() async throws {
    let scene = try await DocumentedRequest()
    try await scene.refuses(scene.claire, .transfer, .agentOnly, team: "NET")
  }

  @Test func `Réaffectée succède à Affectée et précède à Affectée`() async throws {
    let scene = try await DocumentedRequest()
    try await scene.moves(scene.amelie, .transfer, to: .dispatched, team: "NET")
    let chloe = try await scene.device("chloe")
    try await scene.moves(chloe, .transfer, to: .dispatched, team: "PROX")
  }

  // MARK: Assignée

  @Test func `Assignée : la demande a été attribuée à un agent pour traitement`() async throws {
    let scene = try await DocumentedRequest(.assigned)
    #expect(try await scene.row.state == .assigned)
    #expect(try await scene.row.agent == scene.amelie.person)
  }

  @Test func `Assignée : mis en œuvre par le gestionnaire`() async throws {
    let scene = try await DocumentedRequest()
    try await scene.refuses(scene.claire, .assign, .teamOnly, agent: scene.claire.person)
  }

  @Test func `Assignée succède à Affectée et précède à Résolue`() async throws {
    let scene = try await DocumentedRequest(.assigned)
    try await scene.moves(scene.amelie, .resolve, to: .resolved)
  }

  // MARK: Résolue

  @Test func `Résolue : traitée avec succès et la solution a été fournie au demandeur`()
    async throws
  {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.claire.sync()
    let history = try #require(scene.claire.history(of: scene.request))
    #expect(history.standing.state == .resolved)
    let solution = try #require(history.standing.solution)
    let change = scene.claire.changes(of: scene.request).first { $0.change.id == solution }
    #expect(change?.change.readPayload?.text == "voici pourquoi")
  }

  @Test func `Résolue : sans solution elle ne l'est pas`() async throws {
    let scene = try await DocumentedRequest(.assigned)
    let resolve = try scene.amelie.act(.resolve, on: scene.request, text: nil)
    try await scene.amelie.sync()
    #expect(scene.amelie.verdicts[resolve]?.code == .needsMore)
  }

  @Test func `Résolue : si elle n'est pas clôturée, elle le sera après 3 semaines`() async throws {
    let scene = try await DocumentedRequest(.resolved)
    scene.desk.clock.advance(days: 20)
    #expect(try await scene.desk.ledger.runTimers().isEmpty)
    scene.desk.clock.advance(days: 1)
    _ = try await scene.desk.ledger.runTimers()
    #expect(try await scene.row.state == .closed)
  }

  @Test func `Résolue précède à Fermée`() async throws {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.claire.sync()
    try await scene.moves(scene.claire, .close, to: .closed)
  }

  // MARK: Fermée

  @Test(arguments: Lifecycle.lorraine.transitions.map(\.verb).filter { $0 != .create })
  func `Fermée : terminée, elle ne nécessite plus d'action supplémentaire`(verb: Verb) async throws
  {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.claire.sync()
    try await scene.moves(scene.claire, .close, to: .closed)
    let team = try await scene.desk.team("PROX")
    for device in [scene.claire, scene.amelie] {
      try await device.sync()
      try device.act(
        verb, on: scene.request, team: team, agent: device.person,
        date: scene.desk.clock.now + 1)
      try await device.sync()
    }
    #expect(try await scene.row.state == .closed)
  }

  @Test func `Fermée : la demande est définitivement clôturée`() async throws {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.claire.sync()
    try await scene.moves(scene.claire, .close, to: .closed)
    #expect(Lifecycle.lorraine.transitions(from: .closed).isEmpty)
    scene.desk.clock.advance(days: 1_000)
    #expect(try await scene.desk.ledger.runTimers().isEmpty)
  }

  @Test func `Fermée : seul le demandeur utilise cette action`() async throws {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.claire.sync()
    try await scene.moves(scene.claire, .close, to: .closed)
  }

  @Test func `Fermée : un contact a exactement les mêmes droits que le demandeur`() async throws {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.claire.sync()
    let denis = try await scene.device("denis")
    scene.claire.make(
      .contact(ContactChange(person: denis.person, removes: false)), on: scene.request)
    try await scene.claire.sync()
    try await denis.sync()
    try await scene.moves(denis, .close, to: .closed)
  }

  @Test func `Fermée : un gestionnaire ne doit jamais fermer une demande`() async throws {
    let scene = try await DocumentedRequest(.resolved)
    try await scene.refuses(scene.amelie, .close, .requesterOnly)
    #expect(try await scene.row.state == .resolved)
  }

  @Test(arguments: [State.dispatched, .assigned, .pending, .frozen])
  func `Fermée : une demande non résolue et non fermée le sera passé un certain délai`(
    state: State
  ) async throws {
    let scene = try await DocumentedRequest(state)
    scene.desk.clock.advance(days: 365)
    _ = try await scene.desk.ledger.runTimers()
    #expect(try await scene.row.state == .resolved)
    scene.desk.clock.advance(days: 21)
    _ = try await scene.desk.ledger.runTimers()
    #expect(try await scene.row.state == .closed)
  }

  // MARK: En attente de l'utilisateur

  @Test func `En attente : il manque des informations pour poursuivre le traitement`()
    async throws
  {
    let scene = try await DocumentedRequest(.assigned)
    try await scene.moves(scene.amelie, .ask, to: .pending)
    let mute = try await DocumentedRequest(.assigned)
    let ask = try mute.amelie.act(.ask, on: mute.request, text: nil)
    try await mute.amelie.sync()
    #expect(mute.amelie.verdicts[ask]?.code == .needsMore)
  }

  @Test func `En attente : la demande sera réassignée sur action du demandeur`() async throws {
    let scene = try await DocumentedRequest(.pending)
    try await scene.claire.sync()
    try await scene.moves(scene.claire, .answer, to: .assigned)
    #expect(try await scene.row.agent == scene.amelie.person)
  }

  @Test func `En attente : sans retour du demandeur, elle sera résolue automatiquement`()
    async throws
  {
    let scene = try await DocumentedRequest(.pending)
    scene.desk.clock.advance(days: 13)
    #expect(try await scene.desk.ledger.runTimers().isEmpty)
    scene.desk.clock.advance(days: 1)
    _ = try await scene.desk.ledger.runTimers()
    #expect(try await scene.row.state == .resolved)
  }

  @Test func `En attente : mis en œuvre par le gestionnaire`() async throws {
    let scene = try await DocumentedRequest(.assigned)
    try await scene.claire.sync()
    try await scene.refuses(scene.claire, .ask, .agentOnly)
  }

  @Test func `En attente succède à Assignée et précède à Assignée ou résolue`() async throws {
    let resolved = try await DocumentedRequest(.pending)
    try await resolved.moves(resolved.amelie, .resolve, to: .resolved)
    let again = try await DocumentedRequest(.pending)
    try await again.moves(again.amelie, .resume, to: .assigned)
  }

  // MARK: Reportée

  @Test func `Reportée : le traitement est interrompu jusqu'à une date spécifiée`() async throws {
    let scene = try await DocumentedRequest(.postponed)
    #expect(try await scene.row.postponedUntil == DocumentedRequest.date)
    let dateless = try await DocumentedRequest(.assigned)
    let postpone = try dateless.amelie.act(.postpone, on: dateless.request)
    try await dateless.amelie.sync()
    #expect(dateless.amelie.verdicts[postpone]?.code == .needsMore)
  }

  @Test func `Reportée : elle sera réassignée automatiquement à la date indiquée`() async throws {
    let scene = try await DocumentedRequest(.postponed)
    scene.desk.clock.advance(milliseconds: DocumentedRequest.date - scene.desk.clock.now - 1)
    #expect(try await scene.desk.ledger.runTimers().isEmpty)
    scene.desk.clock.advance(milliseconds: 1)
    _ = try await scene.desk.ledger.runTimers()
    #expect(try await scene.row.state == .assigned)
    #expect(try await scene.row.agent == scene.amelie.person)
  }

  @Test func `Reportée : mis en œuvre par le gestionnaire`() async throws {
    let scene = try await DocumentedRequest(.assigned)
    try await scene.claire.sync()
    try await scene.refuses(scene.claire, .postpone, .agentOnly, date: DocumentedRequest.date)
  }

  @Test func `Reportée succède à Assignée et précède à Assignée ou résolue`() async throws {
    let resolved = try await DocumentedRequest(.postponed)
    try await resolved.moves(resolved.amelie, .resolve, to: .resolved)
    let again = try await DocumentedRequest(.postponed)
    try await again.moves(again.amelie, .resume, to: .assigned)
  }

  // MARK: Gelée

  @Test func `Gelée : le traitement de la demande est suspendu`() async throws {
    let scene = try await DocumentedRequest(.frozen)
    scene.desk.clock.advance(days: 364)
    #expect(try await scene.desk.ledger.runTimers().isEmpty)
    #expect(try await scene.row.state == .frozen)
  }

  @Test func `Gelée : mis en œuvre par le gestionnaire`() async throws {
    let scene = try await DocumentedRequest(.assigned)
    try await scene.claire.sync()
    try await scene.refuses(scene.claire, .freeze, .agentOnly)
  }

  @Test func `Gelée succède à Assignée ; le document ne dit pas comment elle en sort`()
    async throws
  {
    let scene = try await DocumentedRequest(.frozen)
    try await scene.moves(scene.amelie, .resume, to: .assigned)
    #expect(
      Lifecycle.lorraine.transitions(from: .frozen).filter { $0.by != .system }.map(\.verb)
        == [.resume])
  }

  // MARK: The table as a whole

  @Test func `3 formes d'attente : Geler, En attente utilisateur et Reporter`() {
    let holds = Lifecycle.lorraine.transitions(from: .assigned).filter { $0.by == .agent }
      .map(\.to).filter { $0 != .resolved }
    #expect(Set(holds) == [.frozen, .pending, .postponed])
  }

  @Test func `the lifecycle has the document's ways, and two of its own`() {
    typealias Way = [State]
    let documented: Set<Way> = [
      [.new, .dispatched], [.dispatched, .assigned], [.dispatched, .redispatched],
      [.redispatched, .dispatched], [.assigned, .resolved], [.resolved, .closed],
      [.assigned, .pending], [.pending, .assigned], [.pending, .resolved],
      [.assigned, .postponed], [.postponed, .assigned], [.postponed, .resolved],
      [.assigned, .frozen],
    ]
    var found: Set<Way> = []
    for row in Lifecycle.lorraine.transitions where row.verb != .expire {
      for from in row.from { found.insert([from, row.to]) }
      if let onward = row.onward { found.insert([row.to, onward]) }
    }
    // A frozen request can be resumed, else it would be lost; `expire` is the end of whatever
    // nobody resolves or closes.
    #expect(found == documented.union([[.frozen, .assigned]]))
    #expect(Lifecycle.lorraine[.expire]?.to == .resolved)
  }
}

/// One request of Claire's on a desk of its own, brought to a state.
private struct DocumentedRequest {
  static let date: Int64 = 1_800_000_000_000 + 40 * Timestamp.millisecondsPerDay

  let desk: Desk
  let claire: Device
  let amelie: Device
  let request: RequestID

  init(_ state: State = .dispatched, service: String = "wifi") async throws {
    desk = try await Desk()
    claire = try await desk.device(of: "claire")
    let team = ["wifi": "PROX", "vpn": "NET"][service]
    request = try await claire.create(
      service, team: team, more: service == "vpn" ? [.form("site"): "Nancy"] : [:])
    try await claire.sync()
    amelie = try await desk.device(of: "amelie")
    try await amelie.sync()
    for verb in DocumentedRequest.ways[state] ?? [] {
      try amelie.act(
        verb, on: request, agent: verb == .assign ? amelie.person : nil,
        date: verb == .postpone ? DocumentedRequest.date : nil)
    }
    try await amelie.sync()
  }

  private static let ways: [State: [Verb]] = [
    .assigned: [.assign], .pending: [.assign, .ask], .postponed: [.assign, .postpone],
    .frozen: [.assign, .freeze], .resolved: [.assign, .resolve],
  ]

  var row: RequestRow {
    get async throws { try #require(try await desk.ledger.request(request)) }
  }

  func device(_ name: String) async throws -> Device {
    let device = try await desk.device(of: name)
    try await device.sync()
    return device
  }

  func moves(
    _ device: Device, _ verb: Verb, to state: State, team: String? = nil,
    agent: PersonNumber? = nil
  ) async throws {
    let change = try await act(device, verb, team: team, agent: agent)
    #expect(device.verdicts[change] == .applied)
    #expect(try await row.state == state)
  }

  func refuses(
    _ device: Device, _ verb: Verb, _ code: VerdictCode, team: String? = nil,
    agent: PersonNumber? = nil, date: Int64? = nil
  ) async throws {
    let change = try await act(device, verb, team: team, agent: agent, date: date)
    #expect(device.verdicts[change] == Verdict(.denied, code: code))
  }

  private func act(
    _ device: Device, _ verb: Verb, team: String?, agent: PersonNumber?, date: Int64? = nil
  ) async throws -> ChangeID {
    var number: TeamNumber?
    if let team { number = try await desk.team(team) }
    let change = try device.act(verb, on: request, team: number, agent: agent, date: date)
    try await device.sync()
    return change
  }
}

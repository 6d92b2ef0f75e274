import EscaleCore
import ReplicaStore
import Seals

/// A small desk that everybody knows by heart: people, teams, catalogue.
enum Desk {
  static let lea = PersonNumber(rawValue: 1)
  static let paul = PersonNumber(rawValue: 2)
  static let karim = PersonNumber(rawValue: 3)
  static let nina = PersonNumber(rawValue: 4)
  static let team = TeamNumber(rawValue: 1)
  static let triage = TeamNumber(rawValue: 2)
  /// Karim's device.
  static let karims = ReplicaID(rawValue: 9)

  static let directory: [DirectoryItem] = [
    .person(person(lea, "lea", "Léa Vautrelle", [.requester, .agent], [team])),
    .person(person(paul, "paul", "Paul Ménil", [.requester], [])),
    .person(person(karim, "karim", "Karim Benhassir", [.requester, .agent], [team])),
    .person(person(nina, "nina", "Nina Tri", [.requester, .agent], [triage])),
    .team(
      Team(
        number: team, code: "PROX-NANCY",
        name: Words(french: "Équipe de proximité", english: "Local support"))),
    .team(
      Team(number: triage, code: "ACCUEIL", name: Words(french: "Accueil", english: "Front desk"))),
    .service(family), .service(service), .service(orphan),
    .policy(Policy(triageTeam: triage, lifecycle: Lifecycle.lorraine.nameAndVersion)),
    .priorities(
      PriorityTable(rows: [PriorityTable.Row(urgency: "high", impact: "person", priority: 3)])),
    .lifecycle(1, .lorraine),
  ]

  private static let family = CatalogueNode(
    number: 1, code: "numerique", parent: nil, order: 0,
    name: Words(french: "NUMÉRIQUE", english: "DIGITAL"))

  static let service = CatalogueNode(
    number: 2, code: "proximite", parent: 1, order: 0,
    name: Words(french: "Mon équipe de proximité", english: "My local team"),
    fields: [
      FormField(
        key: "equipe", label: Words(french: "Équipe", english: "Team"), type: .choice,
        isRequired: true,
        choices: [
          FormField.Choice(
            code: "nancy", label: Words(french: "Nancy", english: "Nancy"), team: team)
        ])
    ])

  private static let orphan = CatalogueNode(
    number: 3, code: "autre", parent: 1, order: 1,
    name: Words(french: "Autre demande", english: "Something else"))

  private static func person(
    _ number: PersonNumber, _ name: String, _ fullName: String, _ roles: Roles,
    _ teams: [TeamNumber]
  ) -> Person {
    Person(
      number: number, name: name, fullName: fullName, email: "\(name)@univ.example",
      roles: roles, teams: teams)
  }

  /// Who Léa's replica is, with the id 8.
  static func identity() throws -> ReplicaIdentity {
    guard let ledger = LedgerID(bytes: Array(repeating: 7, count: LedgerID.byteCount)) else {
      throw StoreFault.failed(path: "", reason: "no ledger id")
    }
    let id = ReplicaID(rawValue: 8)
    return ReplicaIdentity(
      ledger: ledger, replica: id, person: lea, server: "http://127.0.0.1:1",
      serverKey: SigningKey().verifyingKey.bytes, signingKey: SigningKey().secret,
      token: "token", device: "laptop",
      startLink: ReplicaChain.start(ledger: ledger, replica: id))
  }

  /// A transition that Karim made on his own device, having seen the first changes of replica 8.
  static func karims(
    _ verb: Verb, _ sequence: UInt32, on request: RequestID, seeing last: UInt32, base: UInt32,
    _ text: String, minute: Int64 = 30
  ) -> Change {
    let base = ChangeID(replica: request.replica, sequence: base)
    let seen = ChangeID(replica: request.replica, sequence: last)
    return Change(
      header: Header(
        id: ChangeID(replica: karims, sequence: sequence), request: request,
        context: Context([seen]), author: karim,
        authoredAt: Workstation.morning + minute * 60_000, acknowledged: .start,
        body: .transition(TransitionStep(verb: verb, base: base))),
      payload: Payload(nonce: Array(repeating: 1, count: 8), text: text))
  }
}

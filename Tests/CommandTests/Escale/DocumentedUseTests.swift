import EscaleCore
import Testing

/// What the service's own documentation says of its use, sentence by sentence and in its order, at
/// the command line; the table of states has tests of its own, on the ledger.
struct DocumentedUseTests {
  private static let new = "new --service proximite --field equipe=nancy --title T --description D"

  private func refs(_ lea: Workstation, _ line: String) async throws -> [String] {
    try await lea.json(line).elements().map { try $0.string("ref") }
  }

  @Test func `Nouvelle demande : permet la création d'une nouvelle demande d'assistance`()
    async throws
  {
    let lea = try Workstation(language: "fr")
    #expect(try await lea.json(Self.new).string("ref") == "8-1")
  }

  @Test func `Demande en cours : celles que vous avez créées ou auxquelles vous êtes invité`()
    async throws
  {
    let lea = try Workstation(language: "fr")
    _ = try await lea.run(Self.new)
    try lea.deliver(entries: invitation)
    #expect(try await refs(lea, "list --sort ref") == ["8-1", "9-1"])
  }

  @Test func `Demandes fermées : vos demandes ou celles auxquelles vous avez été invité`()
    async throws
  {
    let lea = try Workstation(language: "fr")
    _ = try await lea.run(Self.new)
    for line in ["take -", "resolve - -m Fait", "close -"] { _ = try await lea.run(line) }
    #expect(try await refs(lea, "list --closed") == ["8-1"])
    #expect(try await refs(lea, "list").isEmpty)
  }

  @Test(arguments: [
    ("tree", "NUMÉRIQUE\n  Mon équipe de proximité  proximite"),
    ("list", "proximite\tNUMÉRIQUE › Mon équipe de proximité"),
    ("tiles", "NUMÉRIQUE\n  Mon équipe de proximité · Autre demande"),
  ])
  func `le catalogue de service, sous forme hiérarchique, de liste ou de mosaïque`(
    view: String, text: String
  ) async throws {
    let lea = try Workstation(language: "fr")
    #expect(try await lea.run("catalog --view \(view)").output.contains(text))
  }

  @Test func `il faut parcourir ce catalogue pour choisir au plus juste le service`() async throws {
    let lea = try Workstation(language: "fr")
    let outcome = try await lea.run("new --service numerique --title T --description D")
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains("proximite, autre"))
  }

  @Test func `selon le service choisi, il y a des informations à donner`() async throws {
    let lea = try Workstation(language: "fr")
    let outcome = try await lea.run("new --service proximite --title T --description D")
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains("Équipe"))
    #expect(try await lea.run("new --service autre --title T --description D").code == 0)
  }

  @Test(arguments: ["--title T", "--description D"])
  func `informations obligatoires : le titre de la demande, une description de la demande`(
    given: String
  ) async throws {
    let lea = try Workstation(language: "fr")
    #expect(try await lea.run("new --service autre \(given)").code == 2)
    let blank = given == "--title T" ? ["--description", " "] : ["--title", " "]
    let outcome = try await lea.run(
      ["new", "--service", "autre"] + given.split(separator: " ").map(String.init) + blank)
    #expect(outcome.code == 5)
    #expect(try await lea.json("status").int("pending") == 0)
  }

  @Test func `il est possible d'ajouter des contacts à la demande`() async throws {
    let lea = try Workstation(language: "fr")
    let request = try await lea.json(Self.new + " --contact paul --contact nina")
    #expect(try request.strings("contacts") == ["paul", "nina"])
  }

  @Test func `et choisir le ou les contacts dans la liste proposée`() async throws {
    let lea = try Workstation(language: "fr")
    #expect(try await lea.run("people menil").output.contains("paul"))
    _ = try await lea.run(Self.new)
    #expect(try await lea.run("contact add - personne").code == 3)
    #expect(try await lea.json("contact add - paul").strings("contacts") == ["paul"])
  }

  @Test func `un contact a exactement les mêmes droits sur une demande que le demandeur`() {
    for row in RightsTable.rows {
      let stances = row.stances
      #expect(stances.contains(.requester) == stances.contains(.contact), "\(row.act)")
    }
  }

  /// A request of Paul's, somewhere else, to which Léa was invited.
  private var invitation: [(Change, Verdict)] {
    let id = ChangeID(replica: Desk.karims, sequence: 1)
    func change(_ sequence: UInt32, _ body: Header.Body, _ fields: [FieldKey: String]) -> Change {
      Change(
        header: Header(
          id: ChangeID(replica: Desk.karims, sequence: sequence), request: id,
          context: sequence == 1 ? Context() : Context([id]), author: Desk.paul,
          authoredAt: Workstation.morning, acknowledged: .start, body: body),
        payload: Payload(nonce: Array(repeating: 1, count: 8), fields: fields))
    }
    let creation = Creation(
      requester: Desk.paul, team: Desk.triage, lifecycle: Lifecycle.lorraine.nameAndVersion)
    return [
      (
        change(
          1, .create(creation), [.title: "T", .description: "D", .service: "autre"]), .applied
      ),
      (change(2, .contact(ContactChange(person: Desk.lea, removes: false)), [:]), .applied),
    ]
  }
}

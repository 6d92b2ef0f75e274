import EscaleCore
import Testing

/// The surface that scripts depend on: keys and exit codes.
struct ContractTests {
  private static let row = [
    "ref", "title", "state", "stateLabel", "lifecycle", "service", "fields", "requester",
    "contacts", "team", "agent", "urgency", "impact", "priority", "location", "createdAt",
    "updatedAt", "postponedUntil", "solution", "position", "pending", "conflicts",
  ]
  private static let entry = [
    "id", "kind", "verb", "from", "to", "author", "authoredAt", "position", "receivedAt",
    "verdict", "effective", "displacedBy", "reason", "private", "text", "fields",
  ]
  private static let conflict = [
    "ref", "change", "verb", "verdict", "reason", "displacedBy", "by", "sentence",
  ]

  @Test(arguments: [
    "show 8-1", "comment 8-1 -m oui", "edit 8-1 --title Titre", "contact remove 8-1 nina",
    "take 8-9", "new --service autre --title T --description D",
  ])
  func `whatever changes or shows a request prints it whole`(line: String) async throws {
    let lea = try await Story.told(language: "en")
    _ = try await lea.run("new --service proximite --field equipe=nancy --title T --description D")
    let request = try await lea.json(line.replacing("8-9", with: "-"))
    try expect(Self.row + ["description", "attachments", "timeline"], in: request)
    for entry in try request.array("timeline") { try expect(Self.entry, in: entry) }
  }

  @Test func `a list has rows without descriptions and timelines`() async throws {
    let rows = try await Story.told(language: "en").json("list").elements()
    #expect(rows.count == 2)
    for row in rows {
      try expect(Self.row, in: row)
      #expect(try row.optional("description") == nil)
    }
  }

  @Test(arguments: [
    ("conflicts", conflict),
    (
      "log",
      [
        "id", "request", "kind", "verb", "author", "authoredAt", "acknowledged", "context",
        "verdict", "position", "hash",
      ]
    ),
  ])
  func `arrays have these keys in every element`(line: String, keys: [String]) async throws {
    let elements = try await Story.told(language: "en").json(line).elements()
    #expect(!elements.isEmpty)
    for element in elements { try expect(keys, in: element) }
  }

  @Test(arguments: [
    (
      "status",
      [
        "ledger", "replica", "user", "server", "position", "pending", "conflicts", "lastSyncAt",
        "clockDifferenceMilliseconds", "requests", "openRequests", "databaseBytes",
      ]
    ),
    ("explain 8-1", ["ref", "state", "chain", "decisions"]),
    (
      "sync --dry-run",
      [
        "position", "sent", "received", "applied", "superseded", "denied", "quarantined",
        "forgotten", "requestsTouched", "bytesSent", "bytesReceived", "roundTrips",
        "elapsedMilliseconds", "conflicts",
      ]
    ),
  ])
  func `objects have these keys`(line: String, keys: [String]) async throws {
    try expect(keys, in: try await Story.told(language: "en").json(line))
  }

  @Test func `a decision tells weight, verdict, opponent, rule and sentence`() async throws {
    let explanation = try await Story.told(language: "en").json("explain 8-1")
    for decision in try explanation.array("decisions") {
      try expect(
        ["change", "verb", "author", "weight", "verdict", "against", "rule", "sentence"],
        in: decision)
    }
  }

  /// Keys may be added, none may be missing or move.
  private func expect(_ keys: [String], in value: JSONValue) throws {
    let found = try value.members().map(\.key)
    for key in keys { #expect(found.contains(key), "\(key) of \(found)") }
  }
}

import EscaleCore

/// A directory as a JSON document, before its names are looked up.
///
/// What names something keeps its place in the document, so that a mistake is told with its line.
///
/// Source: CLI, "directory.json".
struct DirectoryDocument: Sendable {
  /// The longest document in bytes.
  static let byteLimit = 64 << 20

  let people: [PersonEntry]
  let teams: [TeamEntry]
  let catalogue: [NodeEntry]
  let priorities: PriorityTable?
  let policy: JSONValue?

  struct PersonEntry: Sendable {
    let name: String
    /// The number that somebody had who was lost; nil for the next one.
    let number: WantedNumber?
    let fullName: String
    let email: String
    let roles: Roles
    let teams: [JSONValue]
    /// Nil: as it is.
    let isActive: Bool?
  }

  struct TeamEntry: Sendable {
    let place: JSONValue
    let code: String
    /// The number that a lost team had; nil for the next one.
    let number: WantedNumber?
    let name: Words
    /// Nil: as it is.
    let isRetired: Bool?
  }

  /// A number that a document gives, with its place.
  struct WantedNumber: Sendable {
    let place: JSONValue
    let value: UInt32
  }

  /// A node of the catalogue with those below it.
  struct NodeEntry: Sendable {
    let place: JSONValue
    let code: String
    let name: Words
    let description: Words?
    let team: JSONValue?
    let fields: [FieldEntry]
    /// Nil: as it is.
    let isRetired: Bool?
    let children: [NodeEntry]
  }

  struct FieldEntry: Sendable {
    let key: String
    let label: Words
    let type: FieldType
    let isRequired: Bool
    let choices: [ChoiceEntry]
  }

  struct ChoiceEntry: Sendable {
    let code: String
    let label: Words
    let team: JSONValue?
  }

  /// Reads a document.
  ///
  /// - Throws: ``JSONError`` where it isn't JSON, ``JSONShapeError`` where it isn't a directory:
  ///   unknown or missing keys, a name twice, words in one language only.
  init(bytes: [UInt8]) throws {
    let json = try JSONValue.parse(bytes, byteLimit: DirectoryDocument.byteLimit)
    try json.allow(keys: ["people", "teams", "catalogue", "priorities", "policy"])
    var names = NameRegister()
    teams = try (json.optionalArray("teams") ?? []).map { try TeamEntry($0, &names) }
    people = try (json.optionalArray("people") ?? []).map { try PersonEntry($0, &names) }
    catalogue = try (json.optionalArray("catalogue") ?? []).map {
      try NodeEntry($0, &names, depth: 1)
    }
    priorities = try json.optionalObject("priorities").map { try PriorityTable(json: $0) }
    policy = try json.optionalObject("policy")
  }
}

/// The names that a document has given so far, by what they name.
struct NameRegister {
  private var given: Set<[UInt8]> = []

  /// Notes a name.
  ///
  /// - Throws: ``JSONShapeError`` if something of that sort has it already.
  mutating func add(_ name: String, _ sort: String, at place: JSONValue) throws(JSONShapeError) {
    guard given.insert(Array("\(sort)\n\(name)".utf8)).inserted else {
      throw place.error(french: "« \(name) » figure déjà", english: "“\(name)” is there already")
    }
  }
}

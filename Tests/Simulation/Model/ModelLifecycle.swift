import Foundation

/// A lifecycle as the model reads it: rows of words, looked up one by one.
///
/// Read from the same JSON files as the desk's own, but by other code.
package struct ModelLifecycle: Sendable {
  package var name: String
  package var version: Int
  package var rows: [ModelRow]
  package var finalStates: [String]
  package var states: [String]

  package init(
    name: String, version: Int, rows: [ModelRow], states: [String], finalStates: [String]
  ) {
    self.name = name
    self.version = version
    self.rows = rows
    self.states = states
    self.finalStates = finalStates
  }

  /// The row by which a verb leaves a state; nothing where the verb does not leave it.
  package func row(_ verb: String, from state: String) -> ModelRow? {
    rows.first { $0.verb == verb && $0.from.contains(state) }
  }

  /// The first row of a verb, whatever it leaves: who may use it is the same in each.
  package func row(_ verb: String) -> ModelRow? {
    rows.first { $0.verb == verb }
  }
}

/// One line of the table of DESIGN, section 2.
package struct ModelRow: Sendable {
  package var verb: String
  package var from: [String]
  package var to: String
  /// Where the verb goes on to at once: always for a transfer, with a team for a creation.
  package var onward: String?
  package var by: String
  package var needs: [String]
  package var precedence: Int

  package init(
    verb: String, from: [String], to: String, onward: String? = nil, by: String,
    needs: [String] = [], precedence: Int
  ) {
    self.verb = verb
    self.from = from
    self.to = to
    self.onward = onward
    self.by = by
    self.needs = needs
    self.precedence = precedence
  }

  /// Whether the table has something in the row's column of needs; a creation may always name a
  /// team.
  func asks(_ need: String) -> Bool {
    needs.contains(need) || (from.isEmpty && need == "team")
  }

  /// Where the request stands after this row.
  package func destination(team: String?) -> String {
    guard let onward, team != nil else { return to }
    return onward
  }
}

extension ModelLifecycle {
  /// What keeps a file from being read.
  package struct Unreadable: Error {
    package var what: String
  }

  /// Reads a lifecycle from the text of a JSON file.
  ///
  /// - Throws: ``Unreadable`` with the key that is absent or of another kind.
  package init(json: Data) throws {
    let file = try Self.object(JSONSerialization.jsonObject(with: json), "the file")
    let states = try Self.objects(file["states"], "states")
    name = try Self.string(file["name"], "name")
    version = try Self.number(file["version"], "version")
    self.states = try states.map { try Self.string($0["code"], "code") }
    finalStates =
      try states
      .filter { ($0["final"] as? Bool) == true }
      .map { try Self.string($0["code"], "code") }
    rows = try Self.objects(file["transitions"], "transitions").map(ModelRow.init(json:))
  }

  fileprivate static func object(_ value: Any?, _ what: String) throws -> [String: Any] {
    guard let object = value as? [String: Any] else { throw Unreadable(what: what) }
    return object
  }

  fileprivate static func objects(_ value: Any?, _ what: String) throws -> [[String: Any]] {
    guard let objects = value as? [[String: Any]] else { throw Unreadable(what: what) }
    return objects
  }

  fileprivate static func string(_ value: Any?, _ what: String) throws -> String {
    guard let string = value as? String else { throw Unreadable(what: what) }
    return string
  }

  fileprivate static func number(_ value: Any?, _ what: String) throws -> Int {
    guard let number = value as? Int else { throw Unreadable(what: what) }
    return number
  }
}

extension ModelRow {
  fileprivate init(json: [String: Any]) throws {
    guard let from = json["from"] as? [String], let needs = json["needs"] as? [String] else {
      throw ModelLifecycle.Unreadable(what: "from, needs")
    }
    self.init(
      verb: try ModelLifecycle.string(json["verb"], "verb"),
      from: from,
      to: try ModelLifecycle.string(json["to"], "to"),
      onward: json["onward"] as? String,
      by: try ModelLifecycle.string(json["by"], "by"),
      needs: needs,
      precedence: try ModelLifecycle.number(json["precedence"], "precedence"))
  }
}

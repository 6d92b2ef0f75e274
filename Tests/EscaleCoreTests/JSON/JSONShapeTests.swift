import EscaleCore
import Testing

/// What a reader of a document is told when it doesn't say what it should.
struct JSONShapeTests {
  private let document = """
    {
      "name": "lorraine",
      "people": [
        {"name": "amelie", "admin": true, "age": 41},
        {"name": 7, "note": null}
      ]
    }
    """

  private func people() throws -> [JSONValue] {
    try JSONValue.parse(Array(document.utf8)).array("people")
  }

  @Test func `entries are read by name and kind`() throws {
    let person = try people()[0]
    #expect(try person.string("name") == "amelie")
    #expect(try person.bool("admin"))
    #expect(try person.int("age", in: 0...150) == 41)
  }

  @Test func `an entry that is null counts as absent`() throws {
    #expect(try people()[1].optionalString("note") == nil)
  }

  @Test func `a node of the wrong kind is named with its path and line`() throws {
    let error = #expect(throws: JSONShapeError.self) { try people()[1].string("name") }
    let sentence = "Line 5, people[1].name: a string is expected here, not a whole number."
    #expect(error?.message.english == sentence)
  }

  @Test func `what is missing is named with the line of its object`() throws {
    #expect(throws: JSONShapeError(path: "people[1].age", line: 5, problem: .missing)) {
      try people()[1].int("age")
    }
  }

  @Test func `a number out of its range is refused`() throws {
    #expect(throws: JSONShapeError(path: "people[0].age", line: 4, problem: .outOfRange(0...9))) {
      try people()[0].int("age", in: 0...9)
    }
  }

  @Test func `a key that means nothing is refused`() throws {
    #expect(throws: JSONShapeError(path: "people[0].age", line: 4, problem: .unknownKey)) {
      try people()[0].allow(keys: ["name", "admin"])
    }
  }
}

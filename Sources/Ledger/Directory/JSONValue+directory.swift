import EscaleCore

extension JSONValue {
  /// The text under a key, if it can be a login name or a code.
  func code(_ key: String) throws(JSONShapeError) -> String {
    let value = try required(key)
    let text = try value.string()
    guard LoginName.isValid(text) else {
      throw value.error(
        french:
          "1 à \(LoginName.byteLimit) lettres sans accent, chiffres, points, tirets ou soulignés",
        english: "1 to \(LoginName.byteLimit) ASCII letters, digits, dots, hyphens or underscores")
    }
    return text
  }

  /// The line of text under a key.
  func line(_ key: String) throws(JSONShapeError) -> String { try required(key).line() }

  /// This node as a line of text within the directory's limit, without control characters.
  func line(mayBeEmpty: Bool = false) throws(JSONShapeError) -> String {
    let text = try string()
    guard mayBeEmpty || !text.utf8.isEmpty else {
      throw error(french: "ne doit pas être vide", english: "must not be empty")
    }
    guard text.utf8.count <= DirectoryItem.textByteLimit else {
      throw error(
        french: "plus de \(DirectoryItem.textByteLimit) octets",
        english: "longer than \(DirectoryItem.textByteLimit) bytes")
    }
    guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw error(
        french: "contient un caractère de contrôle", english: "holds a control character")
    }
    return text
  }

  /// The words under a key, in both languages.
  func words(_ key: String) throws(JSONShapeError) -> Words { try required(key).words() }

  /// This node as words in both languages: `{"fr": …, "en": …}`.
  func words() throws(JSONShapeError) -> Words {
    try allow(keys: Language.allCases.map(\.rawValue))
    return Words(
      french: try line(Language.french.rawValue), english: try line(Language.english.rawValue))
  }

  /// The value under a key, out of a few.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String
  ) throws(JSONShapeError) -> Choice where Choice.RawValue == String {
    let value = try required(key)
    let text = try value.string()
    guard
      let choice = Choice.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) })
    else {
      let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw value.error(
        french: "« \(text) » n'est pas l'un de : \(allowed)",
        english: "“\(text)” is none of: \(allowed)")
    }
    return choice
  }

  /// This node as a role.
  func role() throws(JSONShapeError) -> Roles {
    let text = try string()
    guard let role = Roles.names.first(where: { $0.name.utf8.elementsEqual(text.utf8) }) else {
      let allowed = Roles.names.map(\.name).joined(separator: ", ")
      throw error(
        french: "« \(text) » n'est pas l'un de : \(allowed)",
        english: "“\(text)” is none of: \(allowed)")
    }
    return role.role
  }
}

extension Roles {
  /// The roles with their names in `directory.json`.
  static let names: [(role: Roles, name: String)] = [
    (.requester, "requester"), (.agent, "agent"), (.admin, "admin"),
  ]
}

import EscaleCore

// The values that many shapes share.
extension JSONWriter {
  /// A moment in milliseconds since 1970 UTC as RFC 3339, or null.
  mutating func member(_ key: String, moment milliseconds: Int64?) {
    member(key, milliseconds.map { Timestamp(milliseconds: $0).description })
  }

  /// The id of a change, or null.
  mutating func member(_ key: String, _ id: ChangeID?) {
    member(key, id?.description)
  }

  /// A position of the ledger, or null.
  mutating func member(_ key: String, _ position: Position?) {
    member(key, position?.rawValue)
  }

  /// A person's login name, or null.
  mutating func member(_ key: String, _ person: PersonNumber?, _ directory: DirectoryNames) {
    member(key, person.map { directory.name($0) })
  }

  /// A team's code, or null.
  mutating func member(_ key: String, _ team: TeamNumber?, _ directory: DirectoryNames) {
    member(key, team.map { directory.code($0) })
  }

  /// An object of texts, in the order that it comes in.
  mutating func member(_ key: String, fields: some Sequence<(key: String, value: String)>) {
    self.key(key)
    beginObject()
    for field in fields { member(field.key, field.value) }
    endObject()
  }

  /// A text in both languages.
  mutating func member(_ key: String, both words: Words?) {
    self.key(key)
    guard let words else { return null() }
    beginObject()
    for language in Language.allCases { member(language.rawValue, words[language]) }
    endObject()
  }
}

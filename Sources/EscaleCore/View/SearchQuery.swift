/// Words that are all to be found in a request, or in the names of people who have to do with it.
package struct SearchQuery: Hashable, Sendable {
  /// The most words that are looked for.
  package static let wordLimit = 16
  /// The most people that one word stands for.
  package static let personLimit = 200

  /// The words with the people that each may mean.
  package private(set) var words: [Word]

  package struct Word: Hashable, Sendable {
    /// Letters and digits, with what may stand between them.
    package let text: String
    package let people: [PersonNumber]
  }

  /// The words of some texts; those without a letter or digit count for nothing.
  ///
  /// `people` are those who may be meant by their names.
  package init(_ texts: [String], people: [Person]) {
    let folded = people.map { person in
      (person.number, SearchText.folded("\(person.name) \(person.fullName)"))
    }
    words = texts.flatMap(SearchText.words).filter { word in
      word.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
    }.prefix(SearchQuery.wordLimit).map { word in
      let meant = folded.lazy.filter { $0.1.contains(word) }.prefix(SearchQuery.personLimit)
      return Word(text: word, people: meant.map(\.0))
    }
  }

  /// Whether there is nothing to look for.
  package var isEmpty: Bool { words.isEmpty }

  /// The word that stands for a person in an index.
  static func word(_ person: PersonNumber) -> String { "p\(person.rawValue)q" }

  /// The query in the language of SQLite's FTS5, over some columns of texts and one of people.
  ///
  /// Texts are quoted, so that nothing in them is taken for an operator; the last word of each may
  /// go on.
  package func fullText(columns: [String], people: String) -> String {
    let texts = columns.joined(separator: " ")
    return words.map { word in
      let quoted = word.text.split(separator: "\"").joined(separator: " ")
      let text = "{\(texts)} : \"\(quoted)\" *"
      guard !word.people.isEmpty else { return "(\(text))" }
      let persons = word.people.map { "\"\(SearchQuery.word($0))\"" }.joined(separator: " OR ")
      return "(\(text) OR \(people) : (\(persons)))"
    }.joined(separator: " AND ")
  }
}

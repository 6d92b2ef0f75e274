/// A search for people by parts of what the directory says of them.
package struct PersonSearch: Sendable {
  private let words: [String]

  /// Texts that are all to be found, each of one or more words; none: everybody.
  package init(_ texts: [String]) { words = texts.flatMap(SearchText.words) }

  package var isEmpty: Bool { words.isEmpty }

  /// Whether every word is part of somebody's names, mail address or teams.
  ///
  /// `code` tells a team's code.
  package func finds(_ person: Person, code: (TeamNumber) -> String?) -> Bool {
    guard !words.isEmpty else { return true }
    let parts = [person.name, person.fullName, person.email] + person.teams.compactMap(code)
    let text = SearchText.folded(parts.joined(separator: " "))
    return words.allSatisfy { text.contains($0) }
  }
}

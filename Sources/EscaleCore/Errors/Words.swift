/// One text in every language that Escale speaks.
///
/// A text that exists in one language only can't be written down: both are asked for.
package struct Words: Sendable, Hashable {
  package let french: String
  package let english: String

  package init(french: String, english: String) {
    self.french = french
    self.english = english
  }

  /// The text in one language.
  package subscript(language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }
}

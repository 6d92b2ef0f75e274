/// A language that Escale speaks.
///
/// The raw value is the language tag used on command lines, pages and in files.
package enum Language: String, Sendable, CaseIterable {
  case french = "fr"
  case english = "en"
}

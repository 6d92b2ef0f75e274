import Console
import EscaleCore
import Testing

/// What the parser says in English, as people read it.
struct UsageErrorTests {
  private static let help = "Error: …\nUsage: …\n  See 'escale list --help' for more information."

  @Test(arguments: [
    (
      "The value 'x' is invalid for '--view <view>'. Please provide one of 'tree', 'list' or 'tiles'.",
      "« x » n'est pas une valeur de « --view <view> ».", "Possible : tree, list, tiles."
    ),
    (
      "The value 'x' is invalid for '--lang <fr|en>'. Please provide one of 'fr' and 'en'.",
      "« x » n'est pas une valeur de « --lang <fr|en> ».", "Possible : fr, en."
    ),
    (
      "The value 'x' is invalid for '--sort <key>'. Please provide one of the following:\n"
        + "  - updated\n  - created",
      "« x » n'est pas une valeur de « --sort <key> ».", "Possible : updated, created."
    ),
    (
      "The value 'x' is invalid for '--limit <n>'",
      "« x » n'est pas une valeur de « --limit <n> ».",
      "« escale list --help » dit ce qui est possible."
    ),
    (
      "Unknown option '--bogus'", "L'option « --bogus » n'existe pas.",
      "« escale list --help » dit ce qui est possible."
    ),
  ])
  func `a value that there isn't is answered with those that there are`(
    said: String, message: String, hint: String
  ) {
    let error = UsageError(parserMessage: said, fullMessage: Self.help)
    #expect(error.message.french == message)
    #expect(error.hint?.french == hint)
  }
}

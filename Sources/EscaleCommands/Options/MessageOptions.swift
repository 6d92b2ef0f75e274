import ArgumentParser
import Console
import EscaleCore

/// Where the words of a change come from.
struct MessageOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: .words(french: "Le texte.", english: "The text.", value: "text"))
  var message: String?

  @Option(
    name: [.customShort("F"), .customLong("file")], parsing: .unconditional,
    help: .words(
      french: "Le fichier qui contient le texte ; « - » : l'entrée standard.",
      english: "The file that holds the text; \"-\": standard input.", value: "file"))
  var file: String?
}

extension MessageOptions {
  /// As if this text were given, and nothing else.
  init(text: String) {
    self.init()
    message = text
    file = nil
  }
}

extension MessageOptions {
  /// The text that a command can't do without; asked for in an editor where that is possible.
  ///
  /// - Throws: ``MessageError``, or ``UsageError`` where there is none.
  func required(
    _ context: CommandContext, draft name: String, invitation: Words
  ) throws -> Message {
    let source = try MessageSource(message: message, file: file, mayAsk: context.canAsk)
    let draft = Draft(name: name, environment: context.environment)
    let message = try source.read(
      draft: draft, invitation: invitation[context.language], environment: context.environment)
    if let message { return message }
    throw UsageError(
      message: Words(french: "Il manque un texte.", english: "A text is missing."),
      hint: Words(
        french: "Donnez-le par -m ou -F.", english: "Give it with -m or -F."))
  }

  /// The text, where one was given.
  ///
  /// - Throws: ``MessageError``.
  func optional(_ context: CommandContext) throws -> Message? {
    let source = try MessageSource(message: message, file: file, mayAsk: false)
    let draft = Draft(name: "none", environment: context.environment)
    return try source.read(draft: draft, invitation: "", environment: context.environment)
  }
}

import Console
import EscaleCore

// Asking the user for what the options don't say.
extension CommandContext {
  /// Whether an editor is named.
  var hasEditor: Bool {
    environment.editor != nil
  }

  /// Refuses to go on without an option where nobody can be asked.
  func mayAsk(for option: String) throws(UsageError) {
    guard canAsk else { throw .missing(option) }
  }

  /// Asks until there is an answer; nil at the end of the input.
  func insist(_ prompt: Words) -> String? {
    Question.insist(prompt[language], on: surroundings.errorOutput)
  }

  /// Says something to whoever is being asked.
  func ask(_ words: Words) {
    surroundings.errorOutput.line(sanitizedLine(words[language]))
  }

  /// Does something with a message, and takes it; where that fails, tells where its draft is.
  func saving<Value>(_ message: Message?, _ body: () throws -> Value) throws -> Value {
    do {
      let value = try body()
      message?.taken()
      return value
    } catch {
      if let path = message?.draftPath {
        note(
          Words(
            french: "Ce qui était écrit reste dans \(path) et revient à la prochaine tentative.",
            english: "What was written stays in \(path) and comes back at the next attempt."))
      }
      throw error
    }
  }

  /// Shows what there is to choose from.
  func show(_ choices: [(code: String, label: Words?)]) {
    for choice in choices {
      let label = choice.label.map { "  \($0[language])" } ?? ""
      surroundings.errorOutput.line(sanitizedLine("  \(choice.code)\(label)"))
    }
  }
}

extension UsageError {
  /// An option is missing that nobody can be asked for.
  static func missing(_ option: String) -> UsageError {
    missing(Words(french: option, english: option))
  }

  static func missing(_ option: Words) -> UsageError {
    UsageError(
      message: Words(
        french: "Il manque \(option.french).", english: "\(option.english) is missing."),
      hint: Words(
        french: "Ajoutez-la, ou lancez la commande dans un terminal.",
        english: "Add it, or run the command on a terminal."))
  }
}

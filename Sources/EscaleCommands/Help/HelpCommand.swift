import ArgumentParser
import Console
import EscaleCore

/// `help TOPIC`: what has no command of its own; `help COMMAND` is the parser's.
struct HelpCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command("help", french: "Explique un sujet.", english: "Explain a topic.", isShown: false)
  }

  @Argument(help: .words(french: "Le sujet.", english: "The topic.", value: "topic"))
  var topic: HelpTopic

  @OptionGroup var global: GlobalOptions

  /// Refuses what is neither a command nor a topic, with those that are near.
  ///
  /// - Throws: ``UsageError``.
  static func checkWords(_ word: String?) throws(UsageError) {
    guard let word, word.utf8.first != UInt8(ascii: "-") else { return }
    let topics = HelpTopic.allCases.map(\.rawValue)
    let commands = Escale.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !topics.contains(word), !commands.contains(word) else { return }
    let list = topics.joined(separator: ", ")
    throw UsageError(
      message: Words(
        french: "Il n'y a ni commande ni sujet « \(word) ».",
        english: "There is neither a command nor a topic \"\(word)\"."),
      hint: Suggestion.hint(
        Suggestion.near(word, among: topics + commands),
        otherwise: Words(french: "Sujets : \(list).", english: "Topics: \(list).")))
  }

  func run(in context: CommandContext) async throws -> ExitStatus {
    context.present(topic.words[context.language] + "\n")
    return .done
  }
}

/// What can be read about besides commands; names are never translated.
enum HelpTopic: String, CaseIterable, ExpressibleByArgument {
  case exitCodes = "exit-codes"
  case offline
  case merge
  case dates

  /// What it is about, in a line.
  var summary: Words {
    switch self {
    case .exitCodes:
      Words(french: "comment les commandes se terminent", english: "how commands end")
    case .offline:
      Words(french: "ce qui marche sans réseau", english: "what works without a network")
    case .merge:
      Words(
        french: "qui l'emporte quand deux personnes ont agi",
        english: "who prevails when two people have acted")
    case .dates:
      Words(french: "comment s'écrit une date", english: "how a date is written")
    }
  }

  /// The page.
  var words: Words {
    switch self {
    case .exitCodes: Self.exitCodesPage
    case .offline: Self.offlinePage
    case .merge: Self.mergePage
    case .dates: Self.datesPage
    }
  }
}

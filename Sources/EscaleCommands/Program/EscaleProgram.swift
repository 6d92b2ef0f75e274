import ArgumentParser
import Console
import EscaleCore
import Glibc
import Replica
import SyncProtocol

/// Runs the technician's program: from arguments to an exit code.
package enum EscaleProgram {
  /// Runs with the arguments and surroundings of this process, and ends it.
  package static func main() -> Never {
    StandardOutput.ignoreBrokenPipes()
    KeptMemory.keepSome()
    // Every write to the replica is a transaction: to stop at once leaves nothing half done.
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    CallingThread.run {
      exit(await run(Array(CommandLine.arguments.dropFirst()), in: .process))
    }
  }

  /// Runs with arguments, without the program's name; the exit code.
  package static func run(_ arguments: [String], in surroundings: ProgramSurroundings) async
    -> Int32
  {
    var surroundings = surroundings
    let file = ConfigurationFile(environment: surroundings.environment)
    surroundings.environment = surroundings.environment.backed(by: file.variables)
    let early = EarlyOptions(arguments, names: GlobalOptions.names)
    let language = LanguageChoice.language(
      asked: early.language, environment: surroundings.environment)
    if arguments.first == Self.completionWord {
      return complete(Array(arguments.dropFirst()), language, surroundings)
    }
    do {
      let status = try await HelpLanguage.$current.withValue(language) {
        try await perform(early, language, surroundings)
      }
      try surroundings.output.flush()
      return status.rawValue
    } catch {
      return report(error, early: early, language: language, surroundings)
    }
  }

  /// What the shells' scripts ask with.
  private static let completionWord = "__complete"

  /// Says what may come next; quick, and never in words of its own.
  private static func complete(
    _ words: [String], _ language: Language, _ surroundings: ProgramSurroundings
  ) -> Int32 {
    var global = GlobalChoices()
    if let place = words.firstIndex(of: "--replica"), place + 1 < words.count - 1 {
      global.replica = words[place + 1]
    } else if let word = words.dropLast().first(where: { $0.utf8.starts(with: "--replica=".utf8) })
    {
      global.replica = String(word.dropFirst("--replica=".count))
    }
    let context = CommandContext(global, language: language, surroundings)
    HelpLanguage.$current.withValue(language) {
      for line in Completion(words: words, context: context).lines() {
        surroundings.output.line(line)
      }
    }
    try? surroundings.output.flush()
    return ExitStatus.done.rawValue
  }

  private static func perform(
    _ early: EarlyOptions, _ language: Language, _ surroundings: ProgramSurroundings
  ) async throws -> ExitStatus {
    try UsageError.checkEncoding(early.arguments)
    if let plain = PlainCommand(early.arguments) {
      do {
        return try await plain.run(
          in: CommandContext(plain.global, language: language, surroundings))
      } catch is HistoryFault {
        // It may have to be fetched: the parser reads how.
      }
    }
    if early.arguments.first == "--experimental-dump-help" {
      // For programs: the whole tree, and nothing below it.
      surroundings.output.line(Escale._dumpHelp())
      return .done
    }
    if let shell = CompletionShell(asked: early.arguments) {
      surroundings.output.write(shell.script)
      return .done
    }
    if early.arguments.first == "help" {
      try HelpCommand.checkWords(early.arguments.dropFirst().first)
    } else {
      try UsageError.checkCommand(early.arguments.first, of: Escale.self)
    }
    do {
      var command = try command(early.arguments)
      guard let command = command as? any DeskCommand else {
        try command.run()
        return .done
      }
      let context = CommandContext(command.global.choices, language: language, surroundings)
      return try await command.run(in: context)
    } catch let error as any EscaleError {
      throw error
    } catch  where Escale.exitCode(for: error).isSuccess {
      let help = HelpText.localized(Escale.fullMessage(for: error), language)
      surroundings.output.line(help.last == "\n" ? String(help.dropLast()) : help)
      let style = TerminalStyle(
        asked: early.color, surroundings.environment, surroundings.output)
      surroundings.output.write(HelpEnding(early.arguments).text(language, style))
      return .done
    } catch  where Escale.exitCode(for: error) == .validationFailure {
      // Nobody calls the command that stands for none by its name.
      let full = Escale.fullMessage(for: error).replacing("'home --help'", with: "'escale --help'")
      throw UsageError(parserMessage: Escale.message(for: error), fullMessage: full)
    }
  }

  /// Reads the arguments by the command that they begin with, which is quick; where that fails, by
  /// the whole program, whose help and errors name all of it.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    if HomeCommand.isMeant(by: arguments) { return try HomeCommand.parseAsRoot(arguments) }
    if arguments.first == "help", let topic = arguments.dropFirst().first,
      HelpTopic(rawValue: topic) != nil
    {
      return try HelpCommand.parseAsRoot(Array(arguments.dropFirst()))
    }
    let type = Escale.configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    if let type, let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
      command is any DeskCommand
    {
      return command
    }
    return try Escale.parseAsRoot(arguments)
  }

  /// The error in words.
  static func presentable(_ error: any Error) -> any EscaleError {
    switch error {
    case let error as any EscaleError: error
    case let error as ConnectionFailure: ServerFailure(error)
    default:
      UnexpectedError(
        error,
        hint: Words(
          french: "« escale doctor » vérifie que la réplique est saine.",
          english: "\"escale doctor\" checks that the replica is sound."))
    }
  }

  private static func report(
    _ error: any Error, early: EarlyOptions, language: Language, _ surroundings: ProgramSurroundings
  ) -> Int32 {
    let report = ErrorReport(error: presentable(error), language: language)
    // What was said before the failure comes first; its own failure would say nothing new.
    try? surroundings.output.flush()
    if early.isJSON {
      surroundings.errorOutput.write(report.json)
    } else {
      let style = TerminalStyle(
        asked: early.color, surroundings.environment, surroundings.errorOutput)
      let width =
        surroundings.errorOutput.isTerminal
        ? TerminalSize.width(of: STDERR_FILENO, environment: surroundings.environment) : nil
      surroundings.errorOutput.write(report.text(style: style, width: width))
    }
    return report.exitCode
  }
}

import ArgumentParser
import Console
import EscaleCore
import Glibc

/// Runs the server's program: from arguments to an exit code.
package enum ServerProgram {
  /// Runs with the arguments and surroundings of this process, and ends it.
  package static func main() async -> Never {
    StandardOutput.ignoreBrokenPipes()
    KeptMemory.keepSome()
    exit(await run(Array(CommandLine.arguments.dropFirst()), in: .process))
  }

  /// Runs with arguments, without the program's name; the exit code.
  package static func run(
    _ arguments: [String], in surroundings: ServerSurroundings
  ) async -> Int32 {
    let early = EarlyOptions(arguments, names: ServerOptions.names)
    let asked =
      early.language
      ?? surroundings.environment.filled("ESCALE_LANG")
      .flatMap { Language(rawValue: $0) }
    let language = LanguageChoice.language(
      asked: asked, environment: surroundings.environment)
    do {
      try await HelpLanguage.$current.withValue(language) {
        try await perform(early, language, surroundings)
      }
      try surroundings.output.flush()
      return ExitStatus.done.rawValue
    } catch {
      return report(error, isJSON: early.isJSON, language: language, surroundings)
    }
  }

  private static func perform(
    _ early: EarlyOptions, _ language: Language, _ surroundings: ServerSurroundings
  ) async throws {
    try UsageError.checkEncoding(early.arguments)
    try UsageError.checkCommand(early.arguments.first, of: EscaleServer.self)
    do {
      var command = try EscaleServer.parseAsRoot(early.arguments)
      guard let command = command as? any ServerCommand else { return try command.run() }
      try await command.run(in: CommandContext(command.global, surroundings))
    } catch let error as any EscaleError {
      throw error
    } catch  where EscaleServer.exitCode(for: error).isSuccess {
      let help = HelpText.localized(EscaleServer.fullMessage(for: error), language)
      surroundings.output.line(help)
    } catch  where EscaleServer.exitCode(for: error) == .validationFailure {
      throw UsageError(
        parserMessage: EscaleServer.message(for: error),
        fullMessage: EscaleServer.fullMessage(for: error))
    }
  }

  private static func report(
    _ error: any Error, isJSON: Bool, language: Language, _ surroundings: ServerSurroundings
  ) -> Int32 {
    let presentable =
      error as? any EscaleError
      ?? UnexpectedError(
        error,
        hint: Words(
          french: "« escale-server verify » vérifie que le registre est sain.",
          english: "\"escale-server verify\" checks that the ledger is sound."))
    let report = ErrorReport(error: presentable, language: language)
    // What was said before the failure comes first; its own failure would say nothing new.
    try? surroundings.output.flush()
    if isJSON || surroundings.environment.filled("ESCALE_JSON") == "1" {
      surroundings.errorOutput.write(report.json)
    } else {
      let style = TerminalStyle(
        choice: .auto, environment: surroundings.environment,
        isTerminal: surroundings.errorOutput.isTerminal)
      let width =
        surroundings.errorOutput.isTerminal
        ? TerminalSize.width(of: STDERR_FILENO, environment: surroundings.environment) : nil
      surroundings.errorOutput.write(report.text(style: style, width: width))
    }
    return report.exitCode
  }
}

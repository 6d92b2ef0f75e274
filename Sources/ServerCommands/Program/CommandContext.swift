import Console
import EscaleCore
import Ledger
import Logging

/// All that a command needs besides its arguments.
struct CommandContext {
  let settings: Settings
  let surroundings: ServerSurroundings
  let language: Language
  let isJSON: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  /// The folder of the ledger.
  let data: String
  private let color: TerminalStyle.Choice

  init(_ options: ServerOptions, _ surroundings: ServerSurroundings) throws {
    settings = try Settings(file: options.config, environment: surroundings.environment)
    self.surroundings = surroundings
    isJSON = try settings.flag("json", options.json)
    isQuiet = try settings.flag("quiet", options.quiet)
    isVerbose = try settings.flag("verbose", options.verbose)
    data = try settings.text("data", options.data) ?? "./escale-data"
    let lang = try settings.text("lang", options.lang?.rawValue)
    language = LanguageChoice.language(
      asked: lang.flatMap { Language(rawValue: $0) }, environment: surroundings.environment)
    let color = try settings.text("color", options.color?.rawValue)
    self.color = color.flatMap { TerminalStyle.Choice(rawValue: $0) } ?? .auto
  }

  var output: StandardOutput { surroundings.output }
  var now: Timestamp { Timestamp(milliseconds: surroundings.ledger.clock.now) }

  /// What the ledger takes from the world; what it has to say goes to standard error.
  var ledgerSurroundings: LedgerSurroundings {
    var ledger = surroundings.ledger
    ledger.logger.logLevel = isVerbose ? .info : .warning
    return ledger
  }

  /// Opens the ledger for a piece of work, and closes it whatever comes of that; what it has to say
  /// goes to `logger`, where one is given.
  func withLedger<Value>(
    logger: Logger? = nil, _ body: (DeskLedger) async throws -> Value
  ) async throws -> Value {
    var surroundings = ledgerSurroundings
    if let logger { surroundings.logger = logger }
    let ledger = try await DeskLedger.open(at: data, surroundings: surroundings)
    do {
      let value = try await body(ledger)
      try await ledger.close()
      return value
    } catch {
      // The first failure is the one to be told.
      try? await ledger.close()
      throw error
    }
  }
}

extension CommandContext {
  /// Says something to the user, unless only JSON or only what matters is wanted.
  func say(_ words: Words) {
    guard !isJSON, !isQuiet else { return }
    output.line(sanitized(words[language]))
  }

  /// Says something that whoever runs the server has to know, beside the output proper.
  func warn(_ words: Words) {
    surroundings.errorOutput.line(sanitized(words[language]))
    try? surroundings.errorOutput.flush()
  }

  /// Writes one JSON value and ends its line.
  func writeJSON(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    body(&writer)
    writer.endLine()
    output.write(writer.bytes)
  }

  /// Writes a table.
  func write(_ table: Table) { output.write(table.text(for: surface)) }

  /// A moment for people, by the clock of this machine.
  func text(_ moment: Timestamp) -> String {
    moment.localText(offsetMinutes: LocalClock.offsetMinutes(at: moment))
  }

  private var surface: Table.Surface {
    guard output.isTerminal else { return .piped }
    let style = TerminalStyle(
      choice: color, environment: surroundings.environment, isTerminal: output.isTerminal)
    let width = TerminalSize.width(
      of: output.descriptor, environment: surroundings.environment)
    return .terminal(width: width, style: style)
  }
}

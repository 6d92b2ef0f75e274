import Console
import EscaleCore
import Replica

/// All that a command needs besides its arguments.
struct CommandContext {
  let global: GlobalChoices
  let language: Language
  let surroundings: ProgramSurroundings

  init(_ global: GlobalChoices, language: Language, _ surroundings: ProgramSurroundings) {
    self.global = global
    self.language = language
    self.surroundings = surroundings
  }

  var environment: Environment { surroundings.environment }
  var output: StandardOutput { surroundings.output }
  var isJSON: Bool { global.json }

  /// The device's clock.
  var now: Timestamp { surroundings.clock() }
  var moments: Moments { Moments(now: now, language: language) }

  /// Whether the user can be asked for what is missing.
  var canAsk: Bool { surroundings.canAsk && !isSilent && !global.json }

  /// Whether nothing is to be asked, by the option or once for all.
  private var isSilent: Bool { global.noInput || environment.value(of: .noInput) == "yes" }

  /// The colours of what goes to standard output.
  var style: TerminalStyle { style(of: output) }

  /// The width of the terminal at standard output, in cells; nil where a program reads.
  var width: Int? {
    guard output.isTerminal else { return nil }
    return TerminalSize.width(of: output.descriptor, environment: environment)
  }

  /// Where a table on standard output is going.
  var surface: Table.Surface {
    width.map { .terminal(width: $0, style: style) } ?? .piped
  }

  /// The file of the replica: the option, else `ESCALE_REPLICA`, else below `XDG_DATA_HOME`.
  var replicaPath: String {
    global.replica ?? environment.filled("ESCALE_REPLICA")
      ?? environment.path("XDG_DATA_HOME", orHome: ".local/share", "escale/replica.sqlite")
  }

  /// The colours of one of the ways out.
  func style(of output: StandardOutput) -> TerminalStyle {
    TerminalStyle(asked: global.color, environment, output)
  }
}

extension CommandContext {
  /// Says something to the user, unless only JSON or only what matters is wanted.
  func say(_ words: Words) {
    guard !isJSON, !global.quiet else { return }
    output.line(sanitized(words[language]))
  }

  /// Writes a view: through a pager where it is longer than the terminal.
  func present(_ text: String) {
    guard let width, !isSilent,
      let height = TerminalSize.height(of: output.descriptor, environment: environment),
      terminalLines(of: text, width: width) >= height, let pager = Pager(environment: environment)
    else { return output.write(text) }
    // What was said before stands above the pager.
    try? output.flush()
    if !pager.show(text) { output.write(text) }
  }

  /// Says something on standard error, where a person is watching.
  func note(_ words: Words) {
    guard !global.quiet, surroundings.errorOutput.isTerminal else { return }
    let style = style(of: surroundings.errorOutput)
    // What was said before comes first; a failure of that comes up at the end.
    try? output.flush()
    surroundings.errorOutput.line(style.paint(words[language], .dim))
  }

  /// Writes one JSON value and ends its line.
  func writeJSON(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    body(&writer)
    writer.endLine()
    output.write(writer.bytes)
  }
}

extension TerminalStyle {
  /// The colours of a way out: by the option, else once for all, else by itself.
  init(asked: ColorChoice?, _ environment: Environment, _ output: StandardOutput) {
    let color = asked ?? environment.value(of: .color).flatMap { ColorChoice(rawValue: $0) }
    self.init(
      choice: color?.choice ?? .auto, environment: environment, isTerminal: output.isTerminal)
  }
}

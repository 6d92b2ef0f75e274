import ArgumentParser
import Console

/// A command of the technician's program.
///
/// Arguments are read by the parser; the work is done in a context, so that it needs no process.
protocol DeskCommand: ParsableCommand {
  /// The options that every command takes.
  var global: GlobalOptions { get }

  /// Does what was asked.
  ///
  /// - Throws: an ``EscaleError``, or whatever the system says.
  func run(in context: CommandContext) async throws -> ExitStatus
}

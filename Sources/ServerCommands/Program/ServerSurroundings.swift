package import Console
import Glibc
package import Ledger

/// What surrounds a run of the server's program: whatever a test wants to give instead of the
/// process.
package struct ServerSurroundings: Sendable {
  package var environment: Environment
  package var output: StandardOutput
  package var errorOutput: StandardOutput
  /// Clock, randomness and the cost of passwords.
  package var ledger: LedgerSurroundings
  /// Where passwords are read from.
  package var inputDescriptor: Int32
  /// Whether somebody at a terminal can be asked.
  package var canAsk: Bool
  /// Whether the signals of the process stop the server.
  package var heedsSignals: Bool

  package init(
    environment: Environment, output: StandardOutput, errorOutput: StandardOutput,
    ledger: LedgerSurroundings = LedgerSurroundings(), inputDescriptor: Int32 = STDIN_FILENO,
    canAsk: Bool = false, heedsSignals: Bool = false
  ) {
    self.environment = environment
    self.output = output
    self.errorOutput = errorOutput
    self.ledger = ledger
    self.inputDescriptor = inputDescriptor
    self.canAsk = canAsk
    self.heedsSignals = heedsSignals
  }

  /// What surrounds this process.
  package static var process: ServerSurroundings {
    ServerSurroundings(
      environment: .process, output: .output, errorOutput: .error,
      canAsk: TerminalSize.isTerminal(STDIN_FILENO) && TerminalSize.isTerminal(STDERR_FILENO),
      heedsSignals: true)
  }
}

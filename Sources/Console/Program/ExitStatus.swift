/// How a command that did what it was asked for ends; failures end by their kind.
///
/// Source: CLI, "Exit codes".
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// Synced, and a conflict came up.
  case conflict = 7
  /// Ctrl-C.
  case interrupted = 130
}

import Console
import EscaleCore
import Synchronization

/// How far a long sync has come, on a terminal: one line that is written over, and gone at the end.
///
/// Nothing where nobody watches: piped, in cron, with `--quiet` or `--json`, in `TERM=dumb`.
final class ProgressBar: Sendable {
  private static let cells: UInt64 = 30
  private static let erasure = "\r\u{1B}[K"

  private let output: StandardOutput
  private let isShown: Bool
  private let wasShown = Atomic<Bool>(false)

  init(_ context: CommandContext) {
    output = context.surroundings.errorOutput
    isShown =
      output.isTerminal && !context.global.quiet && !context.isJSON
      && context.environment.filled("TERM") != "dumb"
  }

  /// Shows so much of so much.
  @Sendable func show(_ done: UInt64, _ all: UInt64) {
    guard isShown, all > 0 else { return }
    wasShown.store(true, ordering: .relaxed)
    let done = min(done, all)
    let full = Int(done.multipliedReportingOverflow(by: Self.cells).partialValue / all)
    let bar = String(repeating: "#", count: min(full, Int(Self.cells)))
    let rest = String(repeating: ".", count: Int(Self.cells) - bar.count)
    output.write("\(Self.erasure)[\(bar)\(rest)] \(done)/\(all)")
    try? output.flush()
  }

  /// Takes the line away.
  func end() {
    guard wasShown.load(ordering: .relaxed) else { return }
    output.write(Self.erasure)
    try? output.flush()
  }
}

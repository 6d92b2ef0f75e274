import Console
import EscaleCore
import Glibc
import Synchronization

/// How far a long sync has come, or attachments on their way, on a terminal: one line that is
/// written over, and gone at the end.
///
/// Nothing where nobody watches: piped, in cron, with `--quiet` or `--json`, in `TERM=dumb`.
final class ProgressBar: Sendable {
  private static let cells = 30
  private static let erasure = "\r\u{1B}[K"

  private let output: StandardOutput
  private let isShown: Bool
  private let language: Language
  private let width: Int
  private let wasShown = Atomic<Bool>(false)

  init(_ context: CommandContext) {
    output = context.surroundings.errorOutput
    language = context.language
    width = TerminalSize.width(of: STDERR_FILENO, environment: context.environment)
    isShown =
      output.isTerminal && !context.global.quiet && !context.isJSON
      && context.environment.filled("TERM") != "dumb"
  }

  /// Shows so many changes of so many.
  @Sendable func show(_ done: UInt64, _ all: UInt64) {
    draw(done, all) { "\($0)/\(all)" }
  }

  /// Shows so many bytes of attachments of so many.
  @Sendable func showBytes(_ done: UInt64, _ all: UInt64) {
    draw(done, all) {
      "\(ByteCountText.text($0, language))/\(ByteCountText.text(all, language))"
    }
  }

  private func draw(_ done: UInt64, _ all: UInt64, _ label: (UInt64) -> String) {
    guard isShown, all > 0 else { return }
    wasShown.store(true, ordering: .relaxed)
    let done = min(done, all)
    let label = label(done)
    // Only a line that isn't wrapped can be written over.
    let room = max(1, min(Self.cells, width - label.count - 4))
    let full = min(room, Int(Double(done) / Double(all) * Double(room)))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: room - full)
    output.write("\(Self.erasure)[\(bar)] \(label)")
    try? output.flush()
  }

  /// Takes the line away.
  func end() {
    guard wasShown.load(ordering: .relaxed) else { return }
    output.write(Self.erasure)
    try? output.flush()
  }
}

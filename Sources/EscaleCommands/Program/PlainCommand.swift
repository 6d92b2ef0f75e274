import Console
import EscaleCore
import ReplicaStore

/// A command that is asked for often, read from a ``PlainLine``.
///
/// It is done by the same function as when the parser has read it.
struct PlainCommand {
  let global: GlobalChoices
  private let wish: Wish

  private enum Wish {
    case list(ListFilter)
    case show(ref: String)
    case comment(ref: String, text: String)
    case sync(fetchesAll: Bool)
  }

  /// Nil where the parser is to read the arguments.
  init?(_ arguments: [String]) {
    let rest = arguments.dropFirst()
    switch arguments.first {
    case "list": self.init(PlainLine(rest, options: ["--limit"]), PlainCommand.list)
    case "show": self.init(PlainLine(rest), PlainCommand.show)
    case "comment":
      self.init(PlainLine(rest, options: ["-m", "--message"]), PlainCommand.comment)
    case "sync": self.init(PlainLine(rest, flags: ["--attachments"]), PlainCommand.sync)
    default: return nil
    }
  }

  private init?(_ line: PlainLine?, _ wish: (PlainLine) -> Wish?) {
    guard let line, let wish = wish(line), let global = GlobalChoices(line) else { return nil }
    self.global = global
    self.wish = wish
  }

  private static func list(_ line: PlainLine) -> Wish? {
    guard line.words.isEmpty else { return nil }
    guard let text = line["--limit"] else { return .list(ListFilter()) }
    return UInt32(decimal: text.utf8).map { .list(ListFilter(limit: Int($0))) }
  }

  private static func show(_ line: PlainLine) -> Wish? {
    line.words.count == 1 ? .show(ref: line.words[0]) : nil
  }

  private static func comment(_ line: PlainLine) -> Wish? {
    guard line.words.count == 1, let text = line["-m"] ?? line["--message"],
      line["-m"] == nil || line["--message"] == nil
    else { return nil }
    return .comment(ref: line.words[0], text: text)
  }

  private static func sync(_ line: PlainLine) -> Wish? {
    line.words.isEmpty ? .sync(fetchesAll: line.has("--attachments")) : nil
  }

  /// Does what was asked.
  func run(in context: CommandContext) async throws -> ExitStatus {
    switch wish {
    case .list(let filter): try context.writeList(filter, of: context.openReplica())
    case .show(let ref): try context.show(ref)
    case .comment(let ref, let text): try context.comment(on: ref, MessageOptions(text: text))
    case .sync(let fetchesAll):
      try await context.sync(
        context.openReplica(.writing), context.connectionSettings(), fetchesAll: fetchesAll)
    }
  }
}

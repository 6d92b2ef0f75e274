import ArgumentParser
import Console
import EscaleCore

/// `lifecycle`: lifecycles in files.
struct LifecycleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "lifecycle", french: "Les cycles de vie en fichiers.", english: "Lifecycles in files.",
      subcommands: [LifecycleCheckCommand.self, LifecycleGraphCommand.self])
  }
}

/// `lifecycle check`: says what is wrong with a file, if anything.
struct LifecycleCheckCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "check", french: "Vérifie un cycle de vie.", english: "Check a lifecycle.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le fichier JSON.", english: "The JSON file.", value: "file"))
  var file: String

  func run(in context: CommandContext) async throws {
    let lifecycle = try LifecycleFile.read(file)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("name", lifecycle.name)
        writer.member("version", lifecycle.version)
        writer.member("states", lifecycle.states.map(\.state.rawValue))
        writer.member("verbs", lifecycle.transitions.map(\.verb.rawValue))
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "\(lifecycle.name) \(lifecycle.version) est valable :"
          + " \(lifecycle.states.count) états, \(lifecycle.transitions.count) actions.",
        english: "\(lifecycle.name) \(lifecycle.version) is valid:"
          + " \(lifecycle.states.count) states, \(lifecycle.transitions.count) verbs."))
  }
}

/// `lifecycle graph`: shows a lifecycle.
struct LifecycleGraphCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "graph", french: "Montre un cycle de vie : en texte, ou en DOT pour Graphviz.",
      english: "Show a lifecycle: as text, or as DOT for Graphviz.")
  }

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case dot
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le fichier JSON.", english: "The JSON file.", value: "file"))
  var file: String

  @Option(
    help: .words(
      french: "La forme.", english: "The form.", value: "text|dot"))
  var format: Format?

  func run(in context: CommandContext) async throws {
    let graph = LifecycleGraph(try LifecycleFile.read(file), language: context.language)
    let form = try context.settings.text("format", format?.rawValue) ?? "text"
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("text", graph.text)
        writer.member("dot", graph.dot)
        writer.endObject()
      }
    } else {
      context.output.write(form == Format.dot.rawValue ? graph.dot : graph.text)
    }
  }
}

import ArgumentParser
import Console
import EscaleCore

/// `completions`: what a shell reads to complete commands and options.
struct CompletionsCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "completions", french: "Écrit les complétions d'un shell : bash, zsh ou fish.",
      english: "Write a shell's completions: bash, zsh or fish.")
  }

  @Argument(help: .words(french: "Le shell.", english: "The shell.", value: "bash|zsh|fish"))
  var shell: ShellName

  @OptionGroup var global: ServerOptions

  func run(in context: CommandContext) async throws {
    context.output.line(EscaleServer.completionScript(for: shell.shell))
  }
}

/// A shell as it is named on the command line.
enum ShellName: String, CaseIterable, ExpressibleByArgument {
  case bash
  case zsh
  case fish

  var shell: CompletionShell {
    switch self {
    case .bash: .bash
    case .zsh: .zsh
    case .fish: .fish
    }
  }
}

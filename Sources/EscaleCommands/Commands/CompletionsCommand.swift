import ArgumentParser
import Console
import EscaleCore

/// `completions`: the script with which a shell completes this program's arguments.
struct CompletionsCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "completions", french: "Écrit les complétions d'un shell : bash, zsh ou fish.",
      english: "Write a shell's completions: bash, zsh or fish.")
  }

  @Argument(help: .words(french: "Le shell.", english: "The shell.", value: "bash|zsh|fish"))
  var shell: CompletionShell

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    context.output.write(shell.script)
    return .done
  }
}

/// A shell whose completions are known.
///
/// Each script asks the program itself: see ``Completion``.
enum CompletionShell: String, CaseIterable, ExpressibleByArgument {
  case bash
  case zsh
  case fish

  /// The shell for which the parser's own option asks: its script would know nothing of the replica,
  /// and take the topics of the help for commands.
  init?(asked arguments: [String]) {
    let (option, words) = ("--generate-completion-script", arguments.prefix(2))
    if words.first == option, words.count == 2 {
      self.init(rawValue: words[1])
    } else if let word = words.first, word.utf8.starts(with: "\(option)=".utf8) {
      self.init(rawValue: String(word.dropFirst(option.count + 1)))
    } else {
      return nil
    }
  }

  var script: String {
    switch self {
    case .bash:
      #"""
      # bash completion for escale
      _escale() {
        local line word IFS=$'\n'
        COMPREPLY=()
        while IFS= read -r line; do
          printf -v word '%q' "${line%%$'\t'*}"
          COMPREPLY+=("$word")
        done < <(escale __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      }
      complete -o default -F _escale escale

      """#
    case .zsh:
      #"""
      #compdef escale
      # zsh completion for escale
      _escale() {
        local line
        local -a values shown
        while IFS= read -r line; do
          values+=("${line%%$'\t'*}")
          shown+=("${line/$'\t'/  }")
        done < <(escale __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
        if (( ${#values} )); then
          compadd -U -l -d shown -a values
        else
          _files
        fi
      }
      if [ "$funcstack[1]" = _escale ]; then _escale "$@"; else compdef _escale escale; fi

      """#
    case .fish:
      #"""
      # fish completion for escale
      function __escale_complete
        set -l words (commandline -opc) (commandline -ct)
        escale __complete $words[2..-1] 2>/dev/null
      end
      complete -c escale -a '(__escale_complete)'

      """#
    }
  }
}

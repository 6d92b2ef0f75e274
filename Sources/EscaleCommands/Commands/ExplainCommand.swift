import ArgumentParser
import Console
import EscaleCore
import Replica

/// `explain`: why a request is in its state.
struct ExplainCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "explain", french: "Dit pourquoi une demande est dans son état.",
      english: "Say why a request is in its state.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let view = try replica.view(try replica.reference(request.ref))
    let explanation = Explanation(view)
    let directory = DirectoryNames(replica)
    if context.isJSON {
      context.writeJSON {
        $0.explanation(explanation, directory: directory, language: context.language)
      }
    } else {
      let text = ExplanationText(
        explanation: explanation, lifecycle: view.lifecycle, directory: directory,
        language: context.language, style: context.style, width: context.width)
      context.present(text.text)
    }
    return .done
  }
}

import ArgumentParser
import Console
import EscaleCore

/// What sort of work resolved a request.
struct SolutionOptions: ParsableArguments {
  @Option(
    help: .words(
      french:
        "La catégorie de solution : assistance, configuration, repair (réparation), replacement "
        + "(remplacement), installation, training (formation) ou other (autre).",
      english:
        "The solution category: assistance, configuration, repair, replacement, installation, "
        + "training or other.", value: "code"))
  var category: String?

  /// The edit that says so, where it was said.
  var edits: [RequestCommand] {
    category.map { [.edit([.solutionCategory: $0])] } ?? []
  }
}

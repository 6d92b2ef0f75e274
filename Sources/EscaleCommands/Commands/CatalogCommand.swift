import ArgumentParser
import Console
import EscaleCore
import Replica

/// `catalog`: what can be asked for.
struct CatalogCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "catalog", french: "Le catalogue des services.", english: "The catalogue of services.")
  }

  @Option(
    help: .words(
      french: "La forme : arbre, liste ou familles.", english: "The form.", value: "view"))
  var view = CatalogueView.tree

  @Argument(
    help: .words(
      french: "Ne montre que les services qui contiennent ces mots.",
      english: "Show only the services that have these words.", value: "words"))
  var words: [String] = []

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let catalogue = try replica.catalogue()
    if context.isJSON {
      let directory = DirectoryNames(replica)
      context.writeJSON { $0.catalogue(catalogue, words: words, directory) }
      return .done
    }
    let text = CatalogueText(
      catalogue: catalogue, words: words, language: context.language, style: context.style)
    switch words.isEmpty ? view : .list {
    case .tree: context.present(text.tree)
    case .tiles: context.present(text.tiles)
    case .list: context.present(text.table.text(for: context.surface))
    }
    return .done
  }
}

/// How the catalogue is shown.
enum CatalogueView: String, CaseIterable, ExpressibleByArgument {
  case tree
  case list
  case tiles
}

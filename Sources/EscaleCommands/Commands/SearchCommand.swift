import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `search`: requests by their words, accents and case apart.
struct SearchCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "search",
      french: "Cherche des demandes par leurs mots, sans égard aux accents ni à la casse.",
      english: "Search requests by their words, whatever their accents and case.")
  }

  @Argument(
    help: .words(
      french: "Des mots, tous à trouver : titre, textes, référence, personnes.",
      english: "Words, all to be found: title, texts, reference, people.", value: "words"))
  var words: [String]

  @OptionGroup var narrowing: NarrowingOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openSearchableReplica()
    var filter = try narrowing.filter(replica, narrowing.closed ? .closed : .all)
    filter.search = try replica.searchQuery(words)
    return try context.writeList(filter, of: replica)
  }
}

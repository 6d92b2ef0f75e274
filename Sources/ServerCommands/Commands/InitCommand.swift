import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `init`: creates a ledger.
struct InitCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command("init", french: "Crée un registre.", english: "Create a ledger.")
  }

  @OptionGroup var global: ServerOptions

  @Option(
    help: .words(
      french: "L'annuaire par lequel commencer.", english: "The directory to begin with.",
      value: "file"))
  var directory: String?

  @Option(
    help: .words(
      french: "Un cycle de vie à ajouter ; peut se répéter.",
      english: "A lifecycle to add; can be repeated.", value: "file"))
  var lifecycle: [String] = []

  func run(in context: CommandContext) async throws {
    let document = try context.settings.text("directory", directory).map {
      try InputFile.bytes($0, byteLimit: InputLimits.directoryByteLimit)
    }
    let lifecycles = try lifecycleFiles(context).map { try LifecycleFile.read($0) }
    let ledger = try await DeskLedger.create(
      at: context.data, document: document, lifecycles: lifecycles,
      surroundings: context.ledgerSurroundings)
    let found = try await ledger.directory()
    try await ledger.close()
    context.remarkAddresses(of: found.people)
    report(ledger.id, found, in: context)
  }

  private func lifecycleFiles(_ context: CommandContext) throws -> [String] {
    guard lifecycle.isEmpty else { return lifecycle }
    return try context.settings.text("lifecycle", nil).map { [$0] } ?? []
  }

  private func report(_ id: LedgerID, _ directory: DeskDirectory, in context: CommandContext) {
    let lifecycles = directory.lifecycles.map(\.name)
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("ledger", id.description)
        writer.member("data", context.data)
        writer.member("people", directory.people.count)
        writer.member("teams", directory.teams.count)
        writer.member("services", directory.nodes.count)
        writer.member("lifecycles", lifecycles)
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "Registre créé dans \(context.data) : \(directory.people.count) personnes,"
          + " \(directory.teams.count) équipes, \(directory.nodes.count) services ;"
          + " cycles de vie : \(lifecycles.joined(separator: ", ")).",
        english: "Ledger created in \(context.data): \(directory.people.count) people,"
          + " \(directory.teams.count) teams, \(directory.nodes.count) services;"
          + " lifecycles: \(lifecycles.joined(separator: ", "))."))
  }
}

import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `bundle`: carries changes by hand, without a network.
struct BundleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "bundle", french: "Porte des modifications à la main, sans réseau.",
      english: "Carry changes by hand, without a network.",
      subcommands: [
        BundleExportCommand.self, BundleImportCommand.self, BundleListCommand.self,
      ])
  }
}

/// `bundle export`: writes what waits into one signed file.
struct BundleExportCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "export", french: "Écrit ce qui attend d'être envoyé dans un fichier signé.",
      english: "Write what waits to be sent into a signed file.")
  }

  @Argument(help: .words(french: "Le fichier.", english: "The file.", value: "file"))
  var file: String

  @Option(
    parsing: .unconditionalSingleValue,
    help: .words(
      french: "Emporte aussi toute cette demande, à lire.",
      english: "Take all of this request along as well, to be read.", value: "ref"))
  var request: [String] = []

  @Flag(
    help: .words(
      french: "Remplace un fichier qui existe.", english: "Replace a file that exists."))
  var force = false

  @OptionGroup var room: AttachmentRoom
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let target = BundleFile(path: file)
    let byteLimit = try room.byteLimit()
    guard force || !target.exists else { throw BundleFileFault.exists(path: file) }
    let replica = try context.openReplica(.writing)
    let refs = try request.map { try replica.reference($0) }
    let export = try replica.exportBundle(requests: refs, byteLimit: byteLimit)
    try target.write(export, of: replica, replaces: force)
    guard !context.isJSON else {
      context.writeJSON { $0.bundleExport(export, path: file) }
      return .done
    }
    let (own, carried) = (Counted.changes(export.changes), Counted.changes(export.carried))
    context.say(
      Words(
        french: "\(file) : \(own.french) de vous, \(carried.french) d'autres, "
          + "\(Counted.requests(export.requests.count).french) en entier.",
        english: "\(file): \(own.english) of yours, \(carried.english) of others, "
          + "\(Counted.requests(export.requests.count).english) as a whole."))
    for line in BundleText.files(export, context.language) { context.say(line) }
    context.note(
      Words(
        french: "Qui a ce fichier peut le lire. Vos modifications partent aussi à votre prochain "
          + "sync.",
        english: "Whoever has this file can read it. Your changes also go with your next sync."))
    return .done
  }
}

/// `bundle import`: takes a colleague's changes along to the server.
struct BundleImportCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "import", french: "Reprend un colis, à remettre au serveur au prochain sync.",
      english: "Take a bundle along, to hand to the server at the next sync.")
  }

  @Argument(help: .words(french: "Le fichier.", english: "The file.", value: "file"))
  var file: String

  @OptionGroup var room: AttachmentRoom
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let byteLimit = try room.byteLimit()
    let reading = try BundleFile(path: file).open()
    let bundle = try reading.sealed()
    let replica = try context.openReplica(.writing)
    let report = try replica.importBundle(bundle, byteLimit: byteLimit, from: reading.next)
    let directory = DirectoryNames(replica)
    guard !context.isJSON else {
      context.writeJSON { $0.bundleImport(report, directory) }
      return .done
    }
    let name = sanitizedLine(directory.fullName(report.sender, context.language))
    let (changes, requests) = (
      Counted.changes(report.changes), Counted.requests(report.requests.count)
    )
    context.say(
      Words(
        french: "De \(name) : \(changes.french) à remettre au serveur, "
          + "\(report.known) déjà là ; \(requests.french) à voir, sans confirmation encore.",
        english: "From \(name): \(changes.english) to hand to the server, "
          + "\(report.known) here already; \(requests.english) to see, not confirmed yet."))
    for line in BundleText.files(report, context.language) { context.say(line) }
    if report.isForked { context.say(BundleText.forked) }
    return .done
  }
}

/// `bundle list`: what this replica carries for others.
struct BundleListCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "list", french: "Ce que cette réplique porte pour d'autres.",
      english: "What this replica carries for others.")
  }

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let parcels = try replica.parcels()
    let directory = DirectoryNames(replica)
    if context.isJSON {
      context.writeJSON { $0.parcels(parcels, directory) }
    } else if parcels.isEmpty {
      context.say(
        Words(french: "Rien à porter pour d'autres.", english: "Nothing to carry for others."))
    } else {
      let text = BundleText(directory: directory, moments: context.moments)
      context.output.write(text.table(parcels).text(for: context.surface))
    }
    return .done
  }
}

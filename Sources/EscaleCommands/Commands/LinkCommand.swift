import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `link`: says what a request is to another.
struct LinkCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "link", french: "Lie une demande à une autre.", english: "Link a request to another.")
  }

  @OptionGroup var request: RequestArgument

  @Option(
    help: .words(
      french: "La demande dont celle-ci est le doublon.",
      english: "The request that this one is a duplicate of.", value: "ref"))
  var duplicateOf: String?

  @Option(
    help: .words(
      french: "Une demande qui a un rapport avec celle-ci.",
      english: "A request that has to do with this one.", value: "ref"))
  var relatedTo: String?

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard duplicateOf != nil || relatedTo != nil else {
      throw UsageError.missing(
        Words(french: "--duplicate-of ou --related-to", english: "--duplicate-of or --related-to"))
    }
    let replica = try context.openReplica(.writing)
    let ref = try replica.reference(request.ref)
    let former = try replica.view(ref)
    var values: [FieldKey: String] = [:]
    for (other, kind) in [(relatedTo, LinkKind.relatedTo), (duplicateOf, .duplicateOf)] {
      guard let other else { continue }
      let target = try replica.reference(other)
      guard !former.links.contains(where: { $0.target == target && $0.kind == kind }) else {
        continue
      }
      values[.link(target)] = kind.rawValue
    }
    guard !values.isEmpty else {
      return try context.finish(
        former, replica,
        Words(french: "\(ref) : liens inchangés.", english: "\(ref): links as they were."))
    }
    let view = try replica.perform(.edit(values), on: ref)
    return try context.finish(
      view, replica, Words(french: "\(ref) : liée.", english: "\(ref): linked."))
  }
}

/// `unlink`: takes a link back.
struct UnlinkCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "unlink", french: "Retire un lien entre deux demandes.",
      english: "Remove a link between two requests.")
  }

  @OptionGroup var request: RequestArgument

  @Argument(
    help: .words(
      french: "La demande à laquelle elle est liée.", english: "The request that it is linked to.",
      value: "other"))
  var other: String

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    let ref = try replica.reference(request.ref)
    let target = try replica.linkTarget(other, of: ref)
    let view = try replica.perform(.edit([.link(target): LinkKind.removed]), on: ref)
    return try context.finish(
      view, replica, Words(french: "\(ref) : lien retiré.", english: "\(ref): link removed."))
  }
}

extension LocalReplica {
  /// The request at the other end of a link, which needn't be here.
  ///
  /// - Throws: ``ReplicaFault/noLink(_:_:)`` where no link leads there.
  fileprivate func linkTarget(_ text: String, of ref: RequestID) throws -> RequestID {
    let links = try view(ref).links
    let named = ChangeID(text: text)
    if let link = links.first(where: { $0.target == named }) { return link.target }
    let target = try reference(text)
    guard links.contains(where: { $0.target == target }) else {
      throw ReplicaFault.noLink(ref, target)
    }
    return target
  }
}

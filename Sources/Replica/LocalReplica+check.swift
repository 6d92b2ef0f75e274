import Blobs
import EscaleCore
package import ReplicaStore
import Seals

extension LocalReplica {
  /// Checks the file, every own link and every row made from the changes.
  ///
  /// Where `rebuilds`, makes those rows anew first.
  ///
  /// - Throws: ``StoreFault``.
  package func check(rebuilds: Bool) throws -> StoreFindings {
    if rebuilds { _ = try store.write { try $0.rebuild() } }
    return try store.read { reader in
      var findings = StoreFindings()
      findings.problems += try reader.integrityFindings().map { .sqlite($0) }
      findings.problems += try chainProblems(reader)
      findings.problems += try reader.staleProjections().map { .staleProjection($0) }
      try check(reader, &findings)
      findings.changes = try reader.log(of: nil).count
      findings.requests = try reader.requestCounts().all
      findings.pending = try reader.pendingCount()
      return findings
    }
  }

  /// Reads the bytes of every attachment that is here, and looks for those that only this replica
  /// can have.
  private func check(_ reader: StoreReader, _ findings: inout StoreFindings) throws {
    var last: ChangeID?
    while true {
      let page = try reader.attachments(after: last, limit: LocalReplica.attachmentPage)
      guard let end = page.last else { return }
      for attachment in page {
        if store.blobs.contains(attachment.blob) {
          findings.attachments += 1
          guard try !store.blobs.isSound(attachment.blob) else { continue }
          findings.problems.append(.damagedAttachment(attachment.change))
        } else if try reader.isUnsent(attachment.change) {
          findings.problems.append(.lostAttachment(attachment.change))
        }
      }
      last = end.change
    }
  }

  private func chainProblems(_ reader: StoreReader) throws -> [StoreFindings.Problem] {
    let identity = try reader.identity()
    var link = ReplicaChain.start(ledger: identity.ledger, replica: identity.replica)
    var problems: [StoreFindings.Problem] = []
    var expected: UInt32 = 1
    for own in try reader.ownChanges(of: identity.replica, from: 1, limit: .max) {
      guard own.change.id.sequence == expected else {
        problems.append(
          .missingSequence(ChangeID(replica: identity.replica, sequence: expected)))
        break
      }
      link = ReplicaChain.link(after: link, own.change)
      if try reader.link(after: own.change.id) != link {
        problems.append(.brokenLink(own.change.id))
        break
      }
      if own.change.readPayload == nil, case .present = own.change.payload {
        problems.append(.unreadableChange(own.change.id))
      }
      expected += 1
    }
    if problems.isEmpty, link != identity.link {
      problems.append(
        .brokenLink(ChangeID(replica: identity.replica, sequence: identity.lastSequence)))
    }
    return problems
  }
}

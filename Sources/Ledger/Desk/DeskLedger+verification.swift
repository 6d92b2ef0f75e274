import Blobs
import EscaleCore

extension DeskLedger {
  /// Checks everything: storage, hashes, links, chains, and tables against entries.
  ///
  /// Reads the whole ledger and changes nothing.
  package func verify() async throws -> LedgerReport {
    var report = try await storage.read { [self] transaction in
      let state = try state(in: transaction)
      var check = LedgerCheck(
        transaction, state, try directory(in: transaction, state: state))
      try check.run()
      return check.report
    }
    for problem in try await storage.integrityProblems() {
      report.note(french: "SQLite : \(problem).", english: "SQLite: \(problem).")
    }
    try await checkBlobs(&report)
    return report
  }

  /// How many blobs are looked up in one transaction.
  private static let blobPage = 500

  /// Reads every attached file that has come, and compares its hash with its name.
  private func checkBlobs(_ report: inout LedgerReport) async throws {
    report.awaitedAttachments = try await storage.read { try $0.awaitedCount() }
    var last: Fingerprint?
    while true {
      let after = last
      let page = try await storage.read { transaction in
        try transaction.arrivedBlobs(after: after, limit: DeskLedger.blobPage)
      }
      guard let end = page.last else { return }
      for blob in page { check(blob, &report) }
      last = end
    }
  }

  private func check(_ blob: Fingerprint, _ report: inout LedgerReport) {
    report.blobs += 1
    do {
      if try blobs.isSound(blob) { return }
      report.note(
        french: "Les octets de la pièce jointe \(blob) ont changé.",
        english: "The bytes of attachment \(blob) have changed.")
    } catch {
      report.note(
        french: "Pièce jointe \(blob) : \(error.message.french)",
        english: "Attachment \(blob): \(error.message.english)")
    }
  }
}

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
    return report
  }
}

package import EscaleCore

extension DeskLedger {
  /// Loads a history from elsewhere: an edit of the directory, then the changes that rest on it,
  /// all in one transaction.
  ///
  /// Nobody gets a notice of it.
  ///
  /// What `edit` returns is handed to `drafts`, and returned.
  ///
  /// - Throws: ``LoadRefusal`` where a change isn't applied; what `edit` and `drafts` throw. Then
  ///   nothing is changed.
  package func load<Value: Sendable>(
    directory edit: @escaping @Sendable (inout DirectoryDraft) throws -> Value,
    drafts: @escaping @Sendable (Value) throws -> [ServerDraft]
  ) async throws -> Value {
    let randomBytes = surroundings.randomBytes
    return try await append { session in
      session.isQuiet = true
      var draft = DirectoryDraft(session.directory)
      let value = try edit(&draft)
      try session.edit(draft.items)
      let recorded = try session.record(drafts(value), randomBytes: randomBytes)
      if let index = recorded.firstIndex(where: { $0.verdict != .applied }) {
        throw LoadRefusal(index: index, verdict: recorded[index].verdict)
      }
      return value
    }
  }
}

/// A change of a history from elsewhere that the ledger doesn't apply.
package struct LoadRefusal: EscaleError, Hashable {
  /// Its place among the drafts, from 0.
  package let index: Int
  package let verdict: Verdict

  package var code: String { "ledger.load-refused" }
  package var kind: ErrorKind { .refused }

  package var message: Words {
    let reason = verdict.code?.reason
    return Words(
      french: "La modification n° \(index + 1) n'est pas appliquée"
        + " (\(reason?.french ?? verdict.outcome.name)). Rien n'a été chargé.",
      english: "Change number \(index + 1) isn't applied"
        + " (\(reason?.english ?? verdict.outcome.name)). Nothing was loaded.")
  }

  package var hint: Words? {
    Words(
      french: "Un nom de l'histoire désigne peut-être un compte désactivé ou une équipe retirée.",
      english: "A name of the history may be that of a disabled account or a retired team.")
  }

  package var details: [String: String] {
    ["change": String(index + 1), "verdict": verdict.outcome.name]
      .merging(verdict.code.map { ["reason": $0.rawValue] } ?? [:]) { $1 }
  }
}

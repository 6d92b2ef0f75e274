package import EscaleCore

/// What an import of a directory changed.
package struct DirectoryImport: Hashable, Sendable {
  /// The position of the edit; nil where nothing changed.
  package let position: Position?
  package let people: Int
  package let teams: Int
  package let services: Int
  /// Changes of policy, priorities and lifecycles.
  package let others: Int

  init(_ items: [DirectoryItem], at position: Position) {
    self.position = items.isEmpty ? nil : position
    let kinds = items.map(\.key.kind)
    people = kinds.count { $0 == DirectoryKind.person }
    teams = kinds.count { $0 == DirectoryKind.team }
    services = kinds.count { $0 == DirectoryKind.service }
    others = kinds.count - people - teams - services
  }
}

extension DeskLedger {
  /// The directory as it stands.
  package func directory() async throws -> DeskDirectory {
    try await storage.read { [self] transaction in
      try directory(in: transaction, state: try state(in: transaction))
    }
  }

  /// Takes in a directory document: one entry for all that differs, none where nothing does.
  ///
  /// Whoever and whatever the document doesn't name is left as it is.
  ///
  /// - Throws: ``JSONError`` or ``JSONShapeError`` with the line of the first mistake.
  package func importDirectory(_ bytes: [UInt8]) async throws -> DirectoryImport {
    let document = try DirectoryDocument(bytes: bytes)
    return try await append { session in
      let items = try document.items(changing: session.directory)
      try session.edit(items)
      return DirectoryImport(items, at: session.state.position)
    }
  }

  /// The directory as a document that ``importDirectory(_:)`` reads, in UTF-8 with a line end.
  package func exportDirectory() async throws -> [UInt8] { try await directory().jsonBytes }

  /// Edits the directory: what `body` sets becomes one entry, nothing set none.
  ///
  /// - Throws: What `body` throws; then nothing is changed.
  package func amendDirectory<Value: Sendable>(
    _ body: @escaping @Sendable (inout DirectoryDraft) throws -> Value
  ) async throws -> Value {
    try await append { session in
      var draft = DirectoryDraft(session.directory)
      let value = try body(&draft)
      try session.edit(draft.items)
      return value
    }
  }

  /// Adds a lifecycle; one that is there already as it is changes nothing.
  ///
  /// - Throws: ``LedgerError/lifecycleTaken(_:)`` where another one has its name and version.
  package func addLifecycle(_ lifecycle: Lifecycle) async throws {
    try await amendDirectory { try $0.addLifecycle(lifecycle) }
  }
}

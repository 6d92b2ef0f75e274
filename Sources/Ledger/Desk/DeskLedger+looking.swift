package import EscaleCore

/// How much a ledger holds.
package struct LedgerCounts: Hashable, Sendable {
  /// Changes, edits of the directory not counted.
  package let entries: Int
  package let requests: Int
  /// Requests in no final state.
  package let openRequests: Int
  package let people: Int
  package let teams: Int
  /// The server's own not counted.
  package let replicas: Int
}

extension DeskLedger {
  /// How many requests one page of them has at most.
  package static let pageLimit = 1_000

  /// The end of the ledger.
  package func head() async throws -> Head {
    try await storage.read { [self] transaction in try state(in: transaction).head }
  }

  /// A request as lists see it, or nil where no creation of it counts.
  package func request(_ id: RequestID) async throws -> RequestRow? {
    try await storage.read { try $0.request(id) }
  }

  /// Up to `limit` requests after one, in ascending order of their ids, at most ``pageLimit``.
  package func requests(
    after: RequestID? = nil, limit: Int = pageLimit
  ) async throws -> [RequestRow] {
    try await storage.read { transaction in
      try transaction.requests(after: after, limit: min(limit, DeskLedger.pageLimit))
    }
  }

  /// Everything that the ledger has of a request, in its order, whatever the verdicts.
  package func entries(of request: RequestID) async throws -> [LedgerEntry] {
    try await storage.read { transaction in
      var entries: [LedgerEntry] = []
      try transaction.scan(request: request, after: .start, through: .last) { _, row in
        entries.append(try row().entry)
        return true
      }
      return entries
    }
  }

  /// Everything that the ledger has after a position but for edits of the directory, in its order.
  package func entries(after position: Position) async throws -> [LedgerEntry] {
    try await storage.read { transaction in
      var entries: [LedgerEntry] = []
      try transaction.scan(after: position, through: .last) { _, row in
        entries.append(try row().entry)
        return true
      }
      return entries
    }
  }

  package func counts() async throws -> LedgerCounts {
    try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      let requests = try transaction.requestCounts()
      return LedgerCounts(
        entries: try transaction.entryCount(), requests: requests.all,
        openRequests: requests.open, people: directory.people.count(where: \.isActive),
        teams: directory.teams.count { !$0.isRetired },
        replicas: try transaction.replicas().count { !$0.id.isServers })
    }
  }
}

extension Position {
  /// The last position that a ledger can have.
  static let last = Position(rawValue: Position.limit)
}

package import EscaleCore

extension DeskLedger {
  /// How many requests a search gives at most.
  package static let searchLimit = 200
  /// How many documents of the index of texts may be dead, besides as many as are alive.
  static let deadDocumentAllowance: Int64 = 1_000
  /// How long the index may hold words of what retention erased, in milliseconds: it is made anew
  /// once a week at most.
  static let erasedWordsLifetime = 7 * Timestamp.millisecondsPerDay

  /// The requests that somebody may see and that have all the words, the last changed first.
  ///
  /// Words are found in texts, and in the names of people who have to do with a request. Accents and case don't count. Nobody finds a request by a private note that he may not read.
  package func search(
    _ texts: [String], as person: PersonNumber, limit: Int = searchLimit
  ) async throws -> [RequestRow] {
    try await updateSearchIndex()
    return try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      guard let reader = directory.person(person), reader.isActive else { return [] }
      let query = SearchQuery(texts, people: directory.people)
      let isAgent = reader.roles.contains(.agent)
      let hands = reader.teams.map(Grant.Holder.team)
      return try transaction.search(
        query, requesters: [.requester(person)],
        agents: reader.roles.contains(.admin) ? nil : isAgent ? [.agent(person)] + hands : [],
        limit: min(limit, DeskLedger.searchLimit))
    }
  }

  /// Brings the index of texts up to the head, a stretch of the ledger in each transaction.
  private func updateSearchIndex() async throws {
    while try await advanceSearch(by: SyncLimits.searchStretch) {}
  }

  /// Brings the index of texts on by little, where nobody waits for it but others for the ledger.
  ///
  /// - Returns: Whether more is left.
  package func advanceSearch() async throws -> Bool {
    try await renewWornSearch()
    return try await advanceSearch(by: SyncLimits.asideStretch)
  }

  /// Removes an index of texts that is worn, which is made anew from then on.
  private func renewWornSearch() async throws {
    let longAgo = surroundings.clock.now - DeskLedger.erasedWordsLifetime
    let isWorn = try await storage.read { transaction in
      try transaction.isSearchIndexWorn(
        allowance: DeskLedger.deadDocumentAllowance, erasedBy: longAgo)
    }
    guard isWorn else { return }
    try await storage.write { try $0.removeSearchIndex() }
    try await storage.scrub()
  }

  /// Brings the index of texts on by one stretch, in a transaction of its own.
  ///
  /// - Returns: Whether more is left.
  private func advanceSearch(by stretch: UInt64) async throws -> Bool {
    let isBehind = try await storage.read { [self] transaction in
      try transaction.searchedPosition() < state(in: transaction).position
    }
    guard isBehind else { return false }
    return try await storage.write { [self] transaction in
      let head = try state(in: transaction).position
      // Where the ledger leapt, after a restoration, there is nothing to look at.
      let searched = try transaction.searchedPosition()
      let next = try transaction.firstEntryPosition(after: searched) ?? head
      let from = Position(rawValue: max(searched.rawValue, next.rawValue - 1))
      let through = min(head, Position(rawValue: from.rawValue + stretch))
      for request in try transaction.requests(withEntriesAfter: from, through: through) {
        try transaction.put(try searchDocument(of: request, transaction), of: request)
      }
      try transaction.putSearchedPosition(through)
      return through < head
    }
  }

  /// What a request is found by.
  func searchDocument(
    of request: RequestID, _ transaction: any LedgerTransaction
  ) throws -> SearchDocument {
    var document = SearchDocument(request)
    try transaction.scan(request: request, after: .start, through: .last) { glance, row in
      guard glance.outcome.counts else { return true }
      let change = try row().entry.change
      document.add(change.header, change.readPayload, outcome: glance.outcome)
      return true
    }
    return document
  }
}

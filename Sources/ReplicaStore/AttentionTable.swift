package import EscaleCore
import GRDB

extension StoreReader {
  /// What of a request needs the user and wasn't read yet, by the order of the changes.
  package func attention(on request: RequestID) throws -> [Attention] {
    try Row.fetchAll(
      database, sql: "SELECT kind, change FROM attention WHERE request = ? ORDER BY change, kind",
      arguments: [request.packed]
    ).compactMap { row in
      AttentionKind(rawValue: row[0]).map {
        Attention(kind: $0, change: ChangeID(packed: row[1]))
      }
    }
  }

  /// How much each request has that wasn't read yet.
  package func attentionCounts() throws -> [RequestID: Int] {
    let statement = try database.cachedStatement(
      sql: "SELECT request, count(*) FROM attention GROUP BY request")
    let rows = try Row.fetchAll(statement)
    return Dictionary(rows.map { (ChangeID(packed: $0[0]), $0[1]) }) { _, last in last }
  }
}

extension StoreWriter {
  /// Notes that a request was read.
  package func noteRead(_ request: RequestID) throws {
    let statement = try database.cachedStatement(sql: "DELETE FROM attention WHERE request = ?")
    try statement.execute(arguments: [request.packed])
  }

  /// Notes what of a delivery needs the user.
  ///
  /// News are entries beyond the former cursor: not what a first sync brings, nor the past of a
  /// request that comes into sight.
  func noteAttention(_ delivery: Delivery, _ identity: ReplicaIdentity) throws {
    let changedTeams = delivery.changedTeams
    guard !delivery.entries.isEmpty || !changedTeams.isEmpty, identity.head != nil,
      identity.cursor.position >= identity.joinedPosition
    else { return }
    let person = identity.person
    let retired = try reader.teams().values.filter(\.isRetired).map(\.number)
    let reading = AttentionReader(
      person: person, standing: try reader.standing(of: person) ?? .unknown,
      triageTeam: try reader.policy()?.triageTeam ?? TeamNumber(rawValue: 0),
      retiredTeams: Set(retired))
    var news = try news(delivery, identity, retired: retired)
    // Of what is here already, the delivery has nothing when its team goes.
    for request in try openRequests(of: retired.filter(changedTeams.contains)) {
      news[request, default: []] += []
    }
    for (request, headers) in try needing(news, retired: retired) {
      guard let fold = try reader.folded(request, withTexts: false)?.fold else { continue }
      for attention in fold.attention(to: headers, for: reading) {
        try note(attention, on: request)
      }
    }
  }

  /// The requests of a delivery, with the changes that may need somebody.
  private func news(
    _ delivery: Delivery, _ identity: ReplicaIdentity, retired: [TeamNumber]
  ) throws -> [RequestID: [Header]] {
    var news: [RequestID: [Header]] = [:]
    for entry in delivery.entries where entry.verdict.outcome.counts {
      let header = entry.change.header
      if header.mayNeedSomebody, entry.position > identity.cursor.position {
        news[header.request, default: []].append(header)
      } else if !retired.isEmpty {
        news[header.request, default: []] += []
      }
    }
    return news
  }

  /// What is open in the hands of some teams.
  private func openRequests(of teams: [TeamNumber]) throws -> [RequestID] {
    try teams.flatMap { team in
      try Int64.fetchAll(
        database, sql: "SELECT id FROM request WHERE team = ? AND is_open = 1",
        arguments: [team.rawValue]
      ).map(ChangeID.init(packed:))
    }
  }

  /// Those of some requests where something may need somebody, in ascending order.
  ///
  /// Told by their rows, so that no request is folded for a comment that everybody sees.
  private func needing(
    _ news: [RequestID: [Header]], retired: [TeamNumber]
  ) throws -> [(RequestID, [Header])] {
    let statement = try database.cachedStatement(
      sql: "SELECT is_open = 0 OR solution IS NOT NULL, team FROM request WHERE id = ?")
    return try news.keys.sorted().compactMap { request in
      guard let row = try Row.fetchOne(statement, arguments: [request.packed]),
        let headers = news[request]
      else { return nil }
      let team = (row[1] as UInt32?).map(TeamNumber.init(rawValue:))
      let isOrphan = team.map(retired.contains) ?? false
      return (row[0] && !headers.isEmpty) || isOrphan ? (request, headers) : nil
    }
  }

  private func note(_ attention: Attention, on request: RequestID) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO attention (request, change, kind) VALUES (?, ?, ?)")
    try statement.execute(arguments: [
      request.packed, attention.change.packed, attention.kind.rawValue,
    ])
  }
}

extension Delivery {
  /// The teams of which it says something new.
  fileprivate var changedTeams: Set<TeamNumber> {
    let keys = directory.map(\.key).filter { $0.kind == DirectoryItem.teamKind }
    return Set(keys.map { TeamNumber(rawValue: $0.number) })
  }
}

extension Header {
  /// Whether it is of a kind that can need somebody by itself.
  fileprivate var mayNeedSomebody: Bool {
    switch body {
    case .comment: true
    case .transition(let step): step.verb == .answer
    case .create, .edit, .contact, .attachment, .void, .other: false
    }
  }
}

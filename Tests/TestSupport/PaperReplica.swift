import EscaleCore

/// A replica on paper: what it has been told of one request, and what it hasn't sent yet.
package struct PaperReplica: Sendable {
  package let id: ReplicaID
  package let user: PersonNumber
  package private(set) var pending: [Header] = []
  private let lifecycle: Lifecycle
  private var entries: [PaperLedger.Entry] = []
  private var lastSequence: UInt32 = 0

  package init(_ user: Cast, lifecycle: Lifecycle) {
    id = user.replica
    self.user = user.number
    self.lifecycle = lifecycle
  }

  /// The request as this replica shows it: nil while it knows of none.
  package var fold: RequestFold? {
    var fold: RequestFold?
    for entry in entries {
      fold.take(entry.header, entry.verdict, entry.position, lifecycle: lifecycle)
    }
    for header in pending {
      if fold == nil {
        fold.take(header, .applied, nil, lifecycle: lifecycle)
      } else {
        _ = fold?.appendPending(header, payload: nil, facts: Cast.facts(header))
      }
    }
    return fold
  }

  /// Begins the request, for somebody.
  package mutating func create(for requester: Cast, team: TeamNumber?) -> Header {
    let creation = Creation(
      requester: requester.number, team: team, lifecycle: lifecycle.nameAndVersion)
    return add(.create(creation), request: nil, context: Context())
  }

  /// Records a change on the request as it is shown here, which must be one.
  package mutating func make(_ body: (RequestFold) -> Header.Body) -> Header {
    guard let fold else { preconditionFailure("\(id) knows of no request") }
    return add(
      body(fold), request: fold.history.request, context: fold.context(namingOwnOf: id))
  }

  private mutating func add(
    _ body: Header.Body, request: RequestID?, context: Context
  ) -> Header {
    lastSequence += 1
    let change = ChangeID(replica: id, sequence: lastSequence)
    let header = Header(
      id: change, request: request ?? change, context: context, author: user,
      authoredAt: Int64(lastSequence), acknowledged: entries.last?.position ?? .start, body: body)
    pending.append(header)
    return header
  }

  /// Sends what waits, and takes in what is new.
  package mutating func sync(with ledger: inout PaperLedger) {
    pending.removeAll { header in
      if case .missing = ledger.receive(header) { return false }
      return true
    }
    entries = ledger.entries
  }
}

extension RequestFold? {
  fileprivate mutating func take(
    _ header: Header, _ verdict: Verdict, _ position: Position?, lifecycle: Lifecycle
  ) {
    let folded = FoldedChange(
      header: header, payload: nil, verdict: verdict, position: position, receivedAt: nil)
    guard self != nil else {
      self = RequestFold(folded, lifecycle: lifecycle)
      return
    }
    self?.append(folded)
  }
}

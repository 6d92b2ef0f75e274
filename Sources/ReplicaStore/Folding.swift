package import EscaleCore

/// A request folded from the changes that a replica holds.
package struct FoldedRequest: Sendable {
  package let fold: RequestFold
  /// The same changes with their verdicts, given or presumed.
  package let changes: [FoldedChange]

  /// Everything about the request.
  package var view: RequestView { RequestView(fold: fold, changes: changes) }
}

extension StoreReader {
  /// Folds a request: the ledger's entries, then what waits, by the same merge rule.
  ///
  /// - Returns: Nil where the replica doesn't hold the request's creation, or its lifecycle, and
  ///   where the request left what the user may see.
  package func folded(_ request: RequestID, withTexts: Bool = true) throws -> FoldedRequest? {
    guard try !isDeparted(request) else { return nil }
    return try folded(try changes(of: request), withTexts: withTexts)
  }

  /// Folds changes of one request: those of the ledger in its order, then those that wait.
  func folded(_ changes: [StoredChange], withTexts: Bool) throws -> FoldedRequest? {
    guard let first = changes.first, case .create(let creation) = first.change.header.body,
      let lifecycle = try lifecycle(creation.lifecycle)
    else { return nil }
    let creationChange = FoldedChange(first, withText: true)
    guard var fold = RequestFold(creationChange, lifecycle: lifecycle) else { return nil }
    var folded = [creationChange]
    folded.reserveCapacity(changes.count)
    for stored in changes.dropFirst() {
      let withText = withTexts || stored.change.header.setsFields(under: lifecycle)
      let change = FoldedChange(stored, withText: withText)
      guard stored.entry == nil else {
        fold.append(change)
        folded.append(change)
        continue
      }
      folded.append(try appendPending(change, to: &fold))
    }
    return FoldedRequest(fold: fold, changes: folded)
  }

  private func appendPending(
    _ change: FoldedChange, to fold: inout RequestFold
  ) throws -> FoldedChange {
    let header = change.header
    let ruling = fold.appendPending(
      header, payload: change.payload, facts: try facts(for: header))
    let presumed: Verdict
    switch ruling {
    case .verdict(let verdict), .known(let verdict): presumed = verdict
    case .missing(let ids): presumed = Verdict(.superseded, causes: ids)
    case .forked: presumed = Verdict(.denied)
    }
    return FoldedChange(
      header: header, payload: change.payload, verdict: presumed, position: nil, receivedAt: nil)
  }
}

extension FoldedChange {
  fileprivate init(_ stored: StoredChange, withText: Bool) {
    self.init(
      header: stored.change.header, payload: withText ? stored.change.readPayload : nil,
      verdict: stored.entry?.verdict ?? .applied, position: stored.entry?.position,
      receivedAt: stored.entry?.receivedAt)
  }
}

extension Header {
  /// Whether what lists show depends on the payload.
  fileprivate func setsFields(under lifecycle: Lifecycle) -> Bool {
    switch body {
    case .create, .edit: true
    case .transition(let step): lifecycle[step.verb]?.needs.contains(.solution) ?? false
    case .comment, .contact, .attachment, .void, .other: false
    }
  }
}

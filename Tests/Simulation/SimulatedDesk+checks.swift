import EscaleCore
import Ledger
import Replica
import ReplicaStore

extension SimulatedDesk {
  /// Everything that isn't as it must be once all have synced: nothing, it is hoped.
  package func findings() async throws -> [String] {
    let requests = try await replayed()
    return try await ledger.verify().problems.map(\.english)
      + devices.flatMap { try findings(on: $0, requests) } + lost()
  }

  /// Every request, folded anew from the ledger's entries.
  private func replayed() async throws -> [RequestID: RequestFold] {
    let lifecycles = try await ledger.directory().lifecycles
    var folds: [RequestID: RequestFold] = [:]
    for row in try await ledger.requests() {
      guard let lifecycle = lifecycles.first(where: { $0.nameAndVersion == row.lifecycle }) else {
        continue
      }
      for entry in try await ledger.entries(of: row.id) {
        let folded = FoldedChange(
          header: entry.change.header, payload: entry.change.readPayload, verdict: entry.verdict,
          position: entry.position, receivedAt: entry.receivedAt)
        if folds[row.id] == nil {
          folds[row.id] = RequestFold(folded, lifecycle: lifecycle)
        } else {
          folds[row.id]?.append(folded)
        }
      }
    }
    return folds
  }

  private func findings(
    on device: DeskDevice, _ requests: [RequestID: RequestFold]
  ) throws -> [String] {
    var findings: [String] = []
    let status = try device.replica.status()
    if status.pending > 0 { findings.append("\(device.name): \(status.pending) pending") }
    let problems = try device.replica.check(rebuilds: false).problems
    findings += problems.map { "\(device.name): \($0)" }
    let person = try device.replica.person(named: device.name)
    var expected = requests.filter { $0.value.isVisible(to: person) }
    for summary in try device.replica.list(ListFilter(scope: .all)) {
      guard let fold = expected.removeValue(forKey: summary.ref) else {
        findings.append("\(device.name): holds \(summary.ref), which isn't his to see")
        continue
      }
      let differences = summary.differences(from: fold, isAgent: fold.isAgent(person))
      findings += differences.map { "\(device.name), \(summary.ref): \($0)" }
    }
    findings += expected.keys.sorted().map { "\(device.name): lacks \($0)" }
    return findings
  }

  /// What a command had recorded and the ledger doesn't have, or has refused.
  ///
  /// A change of a replica that forked may be there under its new id, naming the former one.
  private func lost() async throws -> [String] {
    var entries: [ChangeID: [LedgerEntry]] = [:]
    for row in try await ledger.requests() {
      for entry in try await ledger.entries(of: row.id) {
        entries[entry.change.id, default: []].append(entry)
        if let former = entry.change.header.reissues {
          entries[former, default: []].append(entry)
        }
      }
    }
    return made.compactMap { change in
      let entry = entries[change.id]?.first { $0.change.payload == change.payload }
      guard let entry else { return "lost: \(change.id)" }
      return entry.verdict.outcome.counts ? nil : "refused: \(change.id), \(entry.verdict)"
    }
  }
}

extension RequestFold {
  fileprivate func isVisible(to person: Person?) -> Bool {
    guard let person else { return false }
    return history.creation.requester == person.number || history.creator == person.number
      || history.contactPersons().contains(person.number) || isAgent(person)
  }

  /// Whether the request is in somebody's hands; that of no team is in those of triage, the first.
  fileprivate func isAgent(_ person: Person?) -> Bool {
    guard let person, person.roles.contains(.agent) else { return false }
    return person.teams.contains(history.standing.team ?? TeamNumber(rawValue: 1))
      || history.standing.agent == person.number
  }
}

extension RequestSummary {
  /// What this row says otherwise than a replay of the ledger.
  ///
  /// Private notes change when a request was last touched, for those alone who see them.
  fileprivate func differences(from fold: RequestFold, isAgent: Bool) -> [String] {
    let standing = fold.history.standing
    let pairs: [(String, String, String)] = [
      ("state", "\(state)", "\(standing.state)"),
      ("team", "\(team as Any)", "\(standing.team as Any)"),
      ("agent", "\(agent as Any)", "\(standing.agent as Any)"),
      ("date", "\(postponedUntil as Any)", "\(standing.postponedUntil as Any)"),
      ("solution", "\(solution as Any)", "\(fold.solution as Any)"),
      ("title", title, fold.fields[.title]?.value ?? ""),
      ("location", location ?? "", fold.fields[.location]?.value ?? ""),
      ("contacts", "\(contacts)", "\(fold.history.contactPersons())"),
      ("created", "\(createdAt)", "\(fold.createdAt)"),
      ("updated", isAgent ? "\(updatedAt)" : "", isAgent ? "\(fold.updatedAt)" : ""),
      ("position", isAgent ? "\(position as Any)" : "", isAgent ? "\(fold.position as Any)" : ""),
    ]
    return pairs.filter { !$0.1.utf8.elementsEqual($0.2.utf8) }.map { "\($0): \($1), not \($2)" }
  }
}

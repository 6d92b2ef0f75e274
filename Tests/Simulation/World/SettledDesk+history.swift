import EscaleCore
import Replica
import ReplicaStore

/// How far back a replica holds what ended.
struct HeldPast {
  let horizon: HistoryHorizon?
  let fetched: Set<RequestID>
  /// Whether it tells its user that something stayed on the server.
  let saysSo: Bool

  init(of replica: LocalReplica) throws {
    let history = try replica.store.read { try $0.history() }
    horizon = history?.horizon
    fetched = Set(try replica.store.read { try $0.fetchedRequests() })
    saysSo = history?.isLeft == true
  }
}

/// Source: PROTOCOL, "The history".
extension SettledDesk {
  /// Whether a request may stay on the server: it lies behind the horizon, and wasn't fetched.
  ///
  /// What was said on it since may have brought it, for whom it was there to be read.
  func mayBeLeft(_ request: RequestID, by held: HeldPast, for person: Person) -> Bool {
    guard let horizon = held.horizon, !person.roles.contains(.admin), let end = ends[request],
      !held.fetched.contains(request)
    else { return false }
    return end.position <= horizon.position && end.receivedAt < horizon.time
  }

  /// Whether a request must stay on the server: nothing came to it beyond the horizon either.
  func isLeft(_ request: RequestID, by held: HeldPast, for person: Person) -> Bool {
    guard let horizon = held.horizon, mayBeLeft(request, by: held, for: person) else {
      return false
    }
    return !hasEntries(on: request, after: horizon.position)
  }
}

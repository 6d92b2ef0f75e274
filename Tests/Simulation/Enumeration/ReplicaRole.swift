import EscaleCore

/// Who works on a replica, as far as the lifecycle cares.
package enum ReplicaRole: Int, CaseIterable, Sendable {
  case agent, requester, system

  /// The role that a row of the lifecycle is for; nil for creations.
  init?(_ actor: ActorKind) {
    switch actor {
    case .anyone: return nil
    case .requester: self = .requester
    case .agent, .teamAgent, .triageAgent: self = .agent
    case .system: self = .system
    }
  }

  package var letter: String {
    switch self {
    case .agent: "A"
    case .requester: "R"
    case .system: "S"
    }
  }

  /// Every crew of one to three replicas, the server at most once; those that differ by the names
  /// of replicas of one role are the same.
  package static func crews(upTo limit: Int) -> [[ReplicaRole]] {
    var crews: [[ReplicaRole]] = [[]]
    var all: [[ReplicaRole]] = []
    for _ in 0..<limit {
      crews = crews.flatMap { crew in
        allCases
          .filter { role in crew.last.map { $0.rawValue <= role.rawValue } ?? true }
          .filter { role in role != .system || !crew.contains(.system) }
          .map { crew + [$0] }
      }
      all += crews
    }
    return all
  }
}

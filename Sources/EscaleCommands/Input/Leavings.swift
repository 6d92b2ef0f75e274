import Console
import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

/// What only this device has.
struct Leavings: Hashable {
  let changes: Int
  let carried: Int
  let attachments: Int
  /// Of requests that are here, or of a new one: texts that were never saved.
  let drafts: [Draft]
  /// What kept it from being handed over.
  var reason: LeaveReason?

  init(_ replica: LocalReplica, _ environment: Environment) throws {
    let status = try replica.status()
    changes = status.pending
    carried = status.carried
    (attachments, drafts) = try replica.store.read { reader in
      let unsent = try reader.attachmentsToSend(after: nil, limit: Self.attachmentLimit)
      let own = try Draft.all(environment: environment).filter { draft in
        guard let request = Self.request(of: draft) else {
          return NewDraft.names.contains(draft.name)
        }
        return try reader.contains(request)
      }
      return (unsent.filter { replica.holds($0.blob) }.count, own)
    }
  }

  /// How many attachments are counted.
  private static let attachmentLimit = 10_000

  /// Of `7K-1043-resolve`, `7K-1043`.
  private static func request(of draft: Draft) -> RequestID? {
    let parts = draft.name.split(separator: "-")
    return parts.count < 3 ? nil : RequestID(text: parts.prefix(2).joined(separator: "-"))
  }

  /// Whether a sync would hand anything over.
  var waits: Bool { changes + carried + attachments > 0 }

  var isSomething: Bool { waits || !drafts.isEmpty }

  /// `2 changes, 1 attachment`.
  private var list: Words {
    let (own, others) = (Counted.changes(changes), Counted.changes(carried))
    var parts: [Words] = []
    if changes > 0 { parts.append(own) }
    if carried > 0 {
      parts.append(
        Words(french: "\(others.french) d'autres", english: "\(others.english) of others"))
    }
    if attachments > 0 { parts.append(Counted.attachments(attachments)) }
    if !drafts.isEmpty { parts.append(Counted.drafts(drafts.count)) }
    return Words(
      french: parts.map(\.french).joined(separator: ", "),
      english: parts.map(\.english).joined(separator: ", "))
  }

  var lost: Words {
    Words(french: "Perdu : \(list.french).", english: "Lost: \(list.english).")
  }

  var wouldBeLost: Words {
    let why = reason.map {
      Words(french: " (\($0.words.french))", english: " (\($0.words.english))")
    }
    return Words(
      french: "Ce qui n'a pas pu être remis serait perdu : \(list.french)\(why?.french ?? "").",
      english: "What could not be handed over would be lost: \(list.english)\(why?.english ?? "").")
  }
}

/// What kept a replica from handing over what waits.
struct LeaveReason: Hashable {
  let words: Words
  let isUnreachable: Bool

  init(_ error: any Error) {
    let known = (error as? ConnectionFailure).map { ServerFailure($0) } ?? error
    let named = known as? any EscaleError
    words = named?.message ?? Words(french: "\(error)", english: "\(error)")
    isUnreachable = named?.kind == .unreachable
  }
}

/// Why a replica isn't erased.
enum LeaveFault: EscaleError, Hashable {
  case wouldLose(Leavings)

  var code: String { "leave.would-lose" }

  private var left: Leavings {
    switch self {
    case .wouldLose(let left): left
    }
  }

  var kind: ErrorKind { left.reason?.isUnreachable == true ? .unreachable : .refused }

  var message: Words { left.wouldBeLost }

  var hint: Words? {
    guard left.waits else {
      return Words(
        french: "Enregistrez ces brouillons, ou --force.",
        english: "Save those drafts, or --force.")
    }
    return Words(
      french: "Lancez escale sync quand le serveur est joignable, emportez-le par escale bundle "
        + "export ou escale backup, ou --force.",
      english: "Run escale sync when the server can be reached, take it along with escale bundle "
        + "export or escale backup, or --force.")
  }

  var details: [String: String] {
    [
      "changes": String(left.changes), "carried": String(left.carried),
      "attachments": String(left.attachments), "drafts": String(left.drafts.count),
    ]
  }
}

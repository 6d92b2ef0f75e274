/// What sort of thing a change is.
///
/// Kinds of a later version are kept as their number: they are stored and relayed, not understood.
package enum Kind: Hashable, Sendable {
  case create
  case transition
  case comment
  case edit
  case contact
  case attachment
  /// A change that was withdrawn before it was ever sent: only its sequence stays used.
  case void
  case unknown(UInt64)

  /// The number on the wire.
  package var number: UInt64 {
    switch self {
    case .create: 1
    case .transition: 2
    case .comment: 3
    case .edit: 4
    case .contact: 5
    case .attachment: 6
    case .void: 7
    case .unknown(let number): number
    }
  }

  package init(number: UInt64) {
    switch number {
    case 1: self = .create
    case 2: self = .transition
    case 3: self = .comment
    case 4: self = .edit
    case 5: self = .contact
    case 6: self = .attachment
    case 7: self = .void
    default: self = .unknown(number)
    }
  }

  /// The name in JSON and on timelines; never translated.
  package var name: String {
    switch self {
    case .create: "create"
    case .transition: "transition"
    case .comment: "comment"
    case .edit: "edit"
    case .contact: "contact"
    case .attachment: "attachment"
    case .void: "void"
    case .unknown: "unknown"
    }
  }

  /// Whether changes of this kind decide who may see or act: contexts must cover them.
  package var movesRequest: Bool { self == .create || self == .transition }
}

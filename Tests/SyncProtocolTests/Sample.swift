import EscaleCore
import SyncProtocol

/// Messages of which every part is there, always the same.
enum Sample {
  static let ledger = ledger(Array(0..<16))
  static let replica = ReplicaID(rawValue: 243)
  static let link = fingerprint(0xA0)
  static let head = Head(epoch: 1, position: Position(rawValue: 70_000), link: link)
  static let clock: Int64 = 1_790_000_000_000

  static let create = ChangeID(replica: replica, sequence: 12)
  static let assignment = ChangeID(replica: ReplicaID(rawValue: 20), sequence: 3)

  static func fingerprint(_ first: UInt8) -> Fingerprint {
    Fingerprint(bytes: (0..<UInt8(Fingerprint.byteCount)).map { first &+ $0 }) ?? .zero
  }

  private static func ledger(_ bytes: [UInt8]) -> LedgerID {
    guard let ledger = LedgerID(bytes: bytes) else { preconditionFailure("16 bytes") }
    return ledger
  }

  static func header(_ body: Header.Body) -> Header {
    let stands = body.standsAlone
    return Header(
      id: ChangeID(replica: replica, sequence: stands ? 12 : 13), request: create,
      context: stands ? Context() : Context([create, assignment]),
      author: PersonNumber(rawValue: 10), authoredAt: clock,
      acknowledged: Position(rawValue: 69_000), body: body)
  }

  static let bodies: [(name: String, body: Header.Body)] = [
    (
      "create",
      .create(
        Creation(
          requester: PersonNumber(rawValue: 10), team: TeamNumber(rawValue: 1),
          lifecycle: Lifecycle.lorraine.nameAndVersion))
    ),
    ("transition-transfer", step(.transfer, team: TeamNumber(rawValue: 2))),
    ("transition-assign", step(.assign, agent: PersonNumber(rawValue: 20))),
    ("transition-postpone", step(.postpone, date: clock + 86_400_000)),
    ("comment", .comment(Comment(isPrivate: false))),
    ("comment-private", .comment(Comment(isPrivate: true))),
    ("edit", .edit(Edit(keys: [.title, .form("site")].sorted()))),
    ("contact", .contact(ContactChange(person: PersonNumber(rawValue: 11), removes: false))),
    (
      "contact-removed",
      .contact(ContactChange(person: PersonNumber(rawValue: 11), removes: true))
    ),
    ("attachment", .attachment),
    ("void", .void),
    ("unknown", .other(.unknown(99))),
  ]

  private static func step(
    _ verb: Verb, team: TeamNumber? = nil, agent: PersonNumber? = nil, date: Int64? = nil
  ) -> Header.Body {
    .transition(
      TransitionStep(verb: verb, base: assignment, team: team, agent: agent, date: date))
  }

  static let payload = Payload(
    nonce: [1, 2, 3, 4, 5, 6, 7, 8], text: "Mot de passe réinitialisé.",
    fields: [.title: "Mot de passe oublié", .form("site"): "metz"])

  static var changes: [Change] {
    bodies.prefix(5).map { Change(header: header($0.body), payload: payload) } + [erased]
  }

  /// A comment whose payload was erased.
  static var erased: Change {
    let header = header(.comment(Comment(isPrivate: false)))
    return Change(
      header: header, headerBytes: header.bytes, payload: .erased(fingerprint(0x40)))
  }
}

extension Header.Body {
  fileprivate var standsAlone: Bool {
    switch self {
    case .create, .void: true
    default: false
    }
  }
}

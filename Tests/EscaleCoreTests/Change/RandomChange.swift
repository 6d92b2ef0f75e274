import EscaleCore
import TestSupport

/// Headers and payloads with anything in them that can be written down.
enum RandomChange {
  static func header(_ random: inout SeededRandom) -> Header {
    let id = change(&random)
    let body = body(&random)
    let standsAlone = body.isBeginning
    return Header(
      id: id, request: standsAlone ? id : earlier(than: id, &random),
      context: standsAlone ? Context() : context(&random),
      author: PersonNumber(rawValue: number(&random)),
      authoredAt: Int64(bitPattern: random.next()),
      acknowledged: Position(rawValue: random.next() >> UInt64(random.number(1...63))),
      body: body, reissues: random.once(in: 4) ? change(&random) : nil,
      adopts: random.once(in: 4) ? change(&random) : nil)
  }

  static func payload(_ random: inout SeededRandom) -> Payload {
    var fields: [FieldKey: String] = [:]
    for _ in 0..<random.number(0...5) { fields[key(&random)] = text(&random) }
    return Payload(
      nonce: random.bytes(Payload.nonceByteCount),
      text: random.once(in: 2) ? text(&random) : nil, fields: fields)
  }

  static func change(_ random: inout SeededRandom) -> ChangeID {
    ChangeID(
      replica: ReplicaID(rawValue: max(1, number(&random))), sequence: max(1, number(&random)))
  }

  static func context(_ random: inout SeededRandom) -> Context {
    Context((0..<random.number(0...5)).map { _ in change(&random) })
  }

  static func text(_ random: inout SeededRandom) -> String {
    let pieces = ["imprimante", " ", "é", "\n", "水", "𐅑", "e\u{301}", "\u{0}", "7K-12", "\""]
    return (0..<random.number(0...8)).map { _ in random.pick(pieces) ?? "" }.joined()
  }

  private static func number(_ random: inout SeededRandom) -> UInt32 {
    UInt32(truncatingIfNeeded: random.next() >> UInt64(random.number(32...63)))
  }

  /// A request that a change can belong to: another replica's, or an earlier one of its own.
  private static func earlier(than id: ChangeID, _ random: inout SeededRandom) -> ChangeID {
    let other = change(&random)
    guard other.replica == id.replica, other.sequence >= id.sequence else { return other }
    return ChangeID(replica: ReplicaID(rawValue: (id.replica.rawValue ^ 2) | 1), sequence: 1)
  }

  private static func key(_ random: inout SeededRandom) -> FieldKey {
    random.once(in: 2) ? .form("k\(random.number(0...9))") : random.pick(keys) ?? .title
  }

  private static let keys: [FieldKey] = [.title, .description, .service, .urgency, .location]

  private static func body(_ random: inout SeededRandom) -> Header.Body {
    switch random.number(1...8) {
    case 1:
      .create(
        Creation(
          requester: PersonNumber(rawValue: number(&random)), team: team(&random),
          lifecycle: LifecycleVersion(name: text(&random), version: number(&random))))
    case 2:
      .transition(
        TransitionStep(
          verb: Verb(rawValue: "v\(random.number(0...99))"), base: change(&random),
          team: team(&random),
          agent: random.once(in: 2) ? PersonNumber(rawValue: number(&random)) : nil,
          date: random.once(in: 2) ? Int64(bitPattern: random.next()) : nil))
    case 3: .comment(Comment(isPrivate: random.once(in: 2)))
    case 4: .edit(Edit(keys: Set((0...3).map { _ in key(&random) }).sorted()))
    case 5:
      .contact(
        ContactChange(
          person: PersonNumber(rawValue: number(&random)), removes: random.once(in: 2)))
    case 6: .void
    case 7: .attachment
    default: .other(.unknown(UInt64(random.number(8...9_999))))
    }
  }

  private static func team(_ random: inout SeededRandom) -> TeamNumber? {
    random.once(in: 2) ? TeamNumber(rawValue: number(&random)) : nil
  }
}

extension Header.Body {
  var isBeginning: Bool {
    switch self {
    case .create, .void: true
    default: false
    }
  }
}

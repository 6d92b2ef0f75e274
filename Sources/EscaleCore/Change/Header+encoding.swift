/// The keys of a header on the wire; a number once given keeps its meaning for ever.
private enum HeaderKey {
  static let replica: UInt64 = 0
  static let sequence: UInt64 = 1
  static let request: UInt64 = 2
  static let context: UInt64 = 3
  static let author: UInt64 = 4
  static let authoredAt: UInt64 = 5
  static let acknowledged: UInt64 = 6
  static let kind: UInt64 = 7
  static let verb: UInt64 = 8
  static let base: UInt64 = 9
  static let team: UInt64 = 10
  static let agent: UInt64 = 11
  static let date: UInt64 = 12
  static let person: UInt64 = 13
  static let flag: UInt64 = 14
  static let keys: UInt64 = 15
  static let lifecycle: UInt64 = 16
  static let reissues: UInt64 = 17
  static let adopts: UInt64 = 18
}

extension Header {
  /// The header as deterministic CBOR: a map with integer keys.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 96)
    let parts = HeaderParts(self)
    writer.map(count: parts.count)
    parts.write(to: &writer)
    return writer.bytes
  }

  /// Reads a header; unknown keys are read over.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed header within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    guard bytes.count <= Header.byteLimit else { throw .beyondLimit }
    var reader = CBORReader(bytes)
    var parts = HeaderParts()
    try reader.keyedMap { (reader, key) throws(CBORError) in
      try parts.read(key, from: &reader)
    }
    try reader.finish()
    self = try parts.header()
  }
}

/// A header taken apart into what the map on the wire holds.
private struct HeaderParts {
  var replica: UInt32?
  var sequence: UInt32?
  var request: ChangeID?
  var context = Context()
  var author: UInt32?
  var authoredAt: Int64?
  var acknowledged: Position?
  var kind: UInt64?
  var verb: String?
  var base: ChangeID?
  var team: UInt32?
  var agent: UInt32?
  var date: Int64?
  var person: UInt32?
  var flag: Bool?
  var keys: [FieldKey]?
  var lifecycle: LifecycleVersion?
  var reissues: ChangeID?
  var adopts: ChangeID?

  init() {}
}

extension HeaderParts {
  init(_ header: Header) {
    replica = header.id.replica.rawValue
    sequence = header.id.sequence
    request = header.request == header.id ? nil : header.request
    context = header.context
    author = header.author.rawValue
    authoredAt = header.authoredAt
    acknowledged = header.acknowledged
    kind = header.kind.number
    reissues = header.reissues
    adopts = header.adopts
    take(header.body)
  }

  private mutating func take(_ body: Header.Body) {
    switch body {
    case .create(let creation):
      person = creation.requester.rawValue
      team = creation.team?.rawValue
      lifecycle = creation.lifecycle
    case .transition(let step):
      verb = step.verb.rawValue
      base = step.base
      team = step.team?.rawValue
      agent = step.agent?.rawValue
      date = step.date
    case .comment(let comment): flag = comment.isPrivate ? true : nil
    case .edit(let edit): keys = edit.keys
    case .contact(let contact):
      person = contact.person.rawValue
      flag = contact.removes ? true : nil
    case .attachment, .void, .other: break
    }
  }

  var count: Int {
    let optional: [Bool] = [
      request != nil, !context.entries.isEmpty, verb != nil, base != nil, team != nil,
      agent != nil, date != nil, person != nil, flag != nil, keys != nil, lifecycle != nil,
      reissues != nil, adopts != nil,
    ]
    return 6 + optional.count { $0 }
  }

  func write(to writer: inout CBORWriter) {
    write(HeaderKey.replica, replica, to: &writer)
    write(HeaderKey.sequence, sequence, to: &writer)
    write(HeaderKey.request, request, to: &writer)
    if !context.entries.isEmpty {
      writer.key(HeaderKey.context)
      writer.context(context)
    }
    write(HeaderKey.author, author, to: &writer)
    write(HeaderKey.authoredAt, authoredAt, to: &writer)
    writer.key(HeaderKey.acknowledged)
    writer.unsigned(acknowledged?.rawValue ?? 0)
    writer.key(HeaderKey.kind)
    writer.unsigned(kind ?? 0)
    writeBody(to: &writer)
    write(HeaderKey.reissues, reissues, to: &writer)
    write(HeaderKey.adopts, adopts, to: &writer)
  }

  private func writeBody(to writer: inout CBORWriter) {
    if let verb {
      writer.key(HeaderKey.verb)
      writer.text(verb)
    }
    write(HeaderKey.base, base, to: &writer)
    write(HeaderKey.team, team, to: &writer)
    write(HeaderKey.agent, agent, to: &writer)
    write(HeaderKey.date, date, to: &writer)
    write(HeaderKey.person, person, to: &writer)
    if let flag {
      writer.key(HeaderKey.flag)
      writer.boolean(flag)
    }
    if let keys {
      writer.key(HeaderKey.keys)
      writer.list(keys) { $0.text($1.rawValue) }
    }
    if let lifecycle {
      writer.key(HeaderKey.lifecycle)
      writer.array(count: 2)
      writer.text(lifecycle.name)
      writer.unsigned(UInt64(lifecycle.version))
    }
  }

  private func write(_ key: UInt64, _ value: UInt32?, to writer: inout CBORWriter) {
    guard let value else { return }
    writer.key(key)
    writer.unsigned(UInt64(value))
  }

  private func write(_ key: UInt64, _ value: Int64?, to writer: inout CBORWriter) {
    guard let value else { return }
    writer.key(key)
    writer.signed(value)
  }

  private func write(_ key: UInt64, _ value: ChangeID?, to writer: inout CBORWriter) {
    guard let value else { return }
    writer.key(key)
    writer.changeID(value)
  }
}

extension HeaderParts {
  mutating func read(_ key: UInt64, from reader: inout CBORReader) throws(CBORError) {
    switch key {
    case HeaderKey.replica: replica = try reader.unsigned32()
    case HeaderKey.sequence: sequence = try reader.unsigned32()
    case HeaderKey.request: request = try reader.changeID()
    case HeaderKey.context: context = try reader.context()
    case HeaderKey.author: author = try reader.unsigned32()
    case HeaderKey.authoredAt: authoredAt = try reader.signed()
    case HeaderKey.acknowledged: acknowledged = try reader.position()
    case HeaderKey.kind: kind = try reader.unsigned()
    case HeaderKey.reissues: reissues = try reader.changeID()
    case HeaderKey.adopts: adopts = try reader.changeID()
    default: try readBody(key, from: &reader)
    }
  }

  private mutating func readBody(
    _ key: UInt64, from reader: inout CBORReader
  ) throws(CBORError) {
    switch key {
    case HeaderKey.verb: verb = try reader.text(limit: Verb.byteLimit)
    case HeaderKey.base: base = try reader.changeID()
    case HeaderKey.team: team = try reader.unsigned32()
    case HeaderKey.agent: agent = try reader.unsigned32()
    case HeaderKey.date: date = try reader.signed()
    case HeaderKey.person: person = try reader.unsigned32()
    case HeaderKey.flag: flag = try reader.boolean()
    case HeaderKey.keys: keys = try reader.fieldKeys()
    case HeaderKey.lifecycle: lifecycle = try reader.lifecycleVersion()
    default: try reader.skip()
    }
  }

  func header() throws(CBORError) -> Header {
    guard let replica, replica > 0, let sequence, sequence > 0, let author, let authoredAt,
      let acknowledged, let kind
    else { throw .invalidField }
    let id = ChangeID(replica: ReplicaID(rawValue: replica), sequence: sequence)
    let body = try body(of: Kind(number: kind))
    guard (body.standsAlone) == (request == nil || request == id) else { throw .invalidField }
    guard !body.standsAlone || context.entries.isEmpty else { throw .invalidField }
    if let request, request.replica == id.replica, request.sequence > id.sequence {
      throw .invalidField
    }
    return Header(
      id: id, request: request ?? id, context: context,
      author: PersonNumber(rawValue: author), authoredAt: authoredAt,
      acknowledged: acknowledged, body: body, reissues: reissues, adopts: adopts)
  }

  private func body(of kind: Kind) throws(CBORError) -> Header.Body {
    switch kind {
    case .create:
      guard let person, let lifecycle else { throw .invalidField }
      return .create(
        Creation(
          requester: PersonNumber(rawValue: person), team: team.map(TeamNumber.init(rawValue:)),
          lifecycle: lifecycle))
    case .transition:
      guard let verb, let base else { throw .invalidField }
      return .transition(
        TransitionStep(
          verb: Verb(rawValue: verb), base: base, team: team.map(TeamNumber.init(rawValue:)),
          agent: agent.map(PersonNumber.init(rawValue:)), date: date))
    case .comment: return .comment(Comment(isPrivate: flag ?? false))
    case .edit:
      guard let keys, !keys.isEmpty else { throw .invalidField }
      return .edit(Edit(keys: keys))
    case .contact:
      guard let person else { throw .invalidField }
      return .contact(
        ContactChange(person: PersonNumber(rawValue: person), removes: flag ?? false))
    case .void: return .void
    case .attachment: return .attachment
    case .unknown: return .other(kind)
    }
  }
}

extension Header.Body {
  /// Whether a change of this kind belongs to no earlier request: it names itself.
  fileprivate var standsAlone: Bool {
    switch self {
    case .create, .void: true
    default: false
    }
  }
}

extension CBORWriter {
  fileprivate mutating func context(_ context: Context) {
    map(count: context.entries.count)
    for entry in context.entries {
      unsigned(UInt64(entry.replica.rawValue))
      unsigned(UInt64(entry.sequence))
    }
  }
}

extension CBORReader {
  fileprivate mutating func context() throws(CBORError) -> Context {
    let count = try map(limit: Context.entryLimit)
    var ids: [ChangeID] = []
    ids.reserveCapacity(count)
    for _ in 0..<count {
      let replica = ReplicaID(rawValue: try unsigned32())
      let sequence = try unsigned32()
      guard replica.rawValue > 0, sequence > 0 else { throw .invalidField }
      ids.append(ChangeID(replica: replica, sequence: sequence))
    }
    guard let context = Context(ascending: ids) else { throw .notDeterministic }
    return context
  }

  fileprivate mutating func fieldKeys() throws(CBORError) -> [FieldKey] {
    let keys = try list(limit: Payload.fieldLimit) { (reader) throws(CBORError) in
      FieldKey(rawValue: try reader.text(limit: FieldKey.byteLimit))
    }
    for (left, right) in zip(keys, keys.dropFirst()) where !(left < right) {
      throw .notDeterministic
    }
    return keys
  }

  fileprivate mutating func lifecycleVersion() throws(CBORError) -> LifecycleVersion {
    try tuple(count: 2)
    let name = try text(limit: Lifecycle.nameByteLimit)
    return LifecycleVersion(name: name, version: try unsigned32())
  }
}

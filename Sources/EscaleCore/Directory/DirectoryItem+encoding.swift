extension DirectoryItem {
  /// The longest item in bytes.
  package static let byteLimit = 262_144

  /// The longest name, code or label in bytes.
  package static let textByteLimit = 4_096

  /// The item as deterministic CBOR: `[kind, …]`, the rest by kind.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    writer.unsigned(key.kind)
    switch self {
    case .person(let person): writer.person(person)
    case .team(let team): writer.team(team)
    case .service(let node): writer.node(node)
    case .policy(let policy): writer.policy(policy)
    case .priorities(let table):
      writer.list(table.rows) { writer, row in
        writer.array(count: 3)
        writer.text(row.urgency)
        writer.text(row.impact)
        writer.unsigned(UInt64(row.priority))
      }
    case .lifecycle(let number, let lifecycle):
      writer.array(count: 2)
      writer.unsigned(UInt64(number))
      writer.lifecycle(lifecycle)
    }
    return writer.bytes
  }

  /// Reads an item.
  ///
  /// - Returns: Nil for an item of a kind that this version doesn't know.
  /// - Throws: ``CBORError`` for anything that isn't a well-formed item within its limits.
  package static func read(_ bytes: [UInt8]) throws(CBORError) -> DirectoryItem? {
    guard bytes.count <= byteLimit else { throw .beyondLimit }
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    let item: DirectoryItem
    switch try reader.unsigned() {
    case 1: item = .person(try reader.person())
    case 2: item = .team(try reader.team())
    case 3: item = .service(try reader.node())
    case 4: item = .policy(try reader.policy())
    case 5: item = .priorities(try reader.priorities())
    case 6:
      try reader.tuple(count: 2)
      let number = try reader.unsigned32()
      item = .lifecycle(number, try reader.lifecycle())
    default: return nil
    }
    try reader.finish()
    return item
  }
}

extension CBORWriter {
  /// Writes words as `[french, english]`.
  package mutating func words(_ words: Words) {
    array(count: 2)
    text(words.french)
    text(words.english)
  }

  /// Writes a value or null.
  package mutating func optional<Value>(
    _ value: Value?, _ write: (inout CBORWriter, Value) -> Void
  ) {
    guard let value else { return null() }
    write(&self, value)
  }

  fileprivate mutating func number(_ value: UInt32) { unsigned(UInt64(value)) }

  fileprivate mutating func person(_ person: Person) {
    array(count: 7)
    number(person.number.rawValue)
    text(person.name)
    text(person.fullName)
    text(person.email)
    unsigned(UInt64(person.roles.rawValue))
    list(person.teams) { $0.number($1.rawValue) }
    boolean(person.isActive)
  }

  fileprivate mutating func team(_ team: Team) {
    array(count: 4)
    number(team.number.rawValue)
    text(team.code)
    words(team.name)
    boolean(team.isRetired)
  }

  fileprivate mutating func node(_ node: CatalogueNode) {
    array(count: 9)
    number(node.number)
    text(node.code)
    optional(node.parent) { $0.number($1) }
    number(node.order)
    words(node.name)
    optional(node.description) { $0.words($1) }
    optional(node.team) { $0.number($1.rawValue) }
    list(node.fields) { $0.field($1) }
    boolean(node.isRetired)
  }

  fileprivate mutating func field(_ field: FormField) {
    array(count: 5)
    text(field.key)
    words(field.label)
    text(field.type.rawValue)
    boolean(field.isRequired)
    list(field.choices) { writer, choice in
      writer.array(count: 3)
      writer.text(choice.code)
      writer.words(choice.label)
      writer.optional(choice.team) { $0.number($1.rawValue) }
    }
  }

  fileprivate mutating func policy(_ policy: Policy) {
    array(count: 11)
    number(policy.triageTeam.rawValue)
    number(policy.closeAfterDays)
    number(policy.answerWithinDays)
    number(policy.expireAfterDays)
    number(policy.historyDays)
    number(policy.maxOfflineDays)
    unsigned(policy.attachmentBytes)
    text(policy.directoryScope.rawValue)
    text(policy.lifecycle.name)
    number(policy.lifecycle.version)
    number(policy.retentionDays)
  }

  fileprivate mutating func lifecycle(_ lifecycle: Lifecycle) {
    array(count: 4)
    text(lifecycle.name)
    number(lifecycle.version)
    list(lifecycle.states) { writer, row in
      writer.array(count: 3)
      writer.text(row.state.rawValue)
      writer.words(row.label)
      writer.boolean(row.isFinal)
    }
    list(lifecycle.transitions) { $0.transition($1) }
  }

  private mutating func transition(_ row: TransitionRow) {
    array(count: 9)
    text(row.verb.rawValue)
    words(row.label)
    list(row.from) { $0.text($1.rawValue) }
    text(row.to.rawValue)
    optional(row.onward) { $0.text($1.rawValue) }
    text(row.by.rawValue)
    list(row.needs) { $0.text($1.rawValue) }
    number(UInt32(row.precedence))
    optional(row.automatic) { $0.text($1.rawValue) }
  }
}

extension CBORReader {
  /// Reads words: `[french, english]`.
  package mutating func words() throws(CBORError) -> Words {
    try tuple(count: 2)
    return Words(french: try name(), english: try name())
  }

  /// Reads a value or null.
  package mutating func optional<Value>(
    _ read: (inout CBORReader) throws(CBORError) -> Value
  ) throws(CBORError) -> Value? {
    readNull() ? nil : try read(&self)
  }

  fileprivate mutating func name() throws(CBORError) -> String {
    try text(limit: DirectoryItem.textByteLimit)
  }

  fileprivate mutating func person() throws(CBORError) -> Person {
    try tuple(count: 7)
    let number = PersonNumber(rawValue: try unsigned32())
    let (login, fullName, email) = (try name(), try name(), try name())
    let roles = Roles(rawValue: UInt8(truncatingIfNeeded: try unsigned()))
    let teams = try list(limit: 1_000) { (reader) throws(CBORError) in
      TeamNumber(rawValue: try reader.unsigned32())
    }
    return Person(
      number: number, name: login, fullName: fullName, email: email, roles: roles, teams: teams,
      isActive: try boolean())
  }

  fileprivate mutating func team() throws(CBORError) -> Team {
    try tuple(count: 4)
    let number = TeamNumber(rawValue: try unsigned32())
    let code = try name()
    let words = try words()
    return Team(number: number, code: code, name: words, isRetired: try boolean())
  }

  fileprivate mutating func teamNumber() throws(CBORError) -> TeamNumber? {
    try optional { (reader) throws(CBORError) in TeamNumber(rawValue: try reader.unsigned32()) }
  }

  fileprivate mutating func node() throws(CBORError) -> CatalogueNode {
    try tuple(count: 9)
    let number = try unsigned32()
    let code = try name()
    let parent = try optional { (reader) throws(CBORError) in try reader.unsigned32() }
    let order = try unsigned32()
    let title = try words()
    let description = try optional { (reader) throws(CBORError) in try reader.words() }
    let team = try teamNumber()
    let fields = try list(limit: Payload.fieldLimit) { (reader) throws(CBORError) in
      try reader.field()
    }
    return CatalogueNode(
      number: number, code: code, parent: parent, order: order, name: title,
      description: description, team: team, fields: fields, isRetired: try boolean())
  }

  fileprivate mutating func field() throws(CBORError) -> FormField {
    try tuple(count: 5)
    let key = try text(limit: FieldKey.byteLimit)
    let label = try words()
    guard let type = FieldType(rawValue: try name()) else { throw .invalidField }
    let isRequired = try boolean()
    let choices = try list(limit: 1_000) { (reader) throws(CBORError) in
      try reader.tuple(count: 3)
      let code = try reader.name()
      let label = try reader.words()
      return FormField.Choice(code: code, label: label, team: try reader.teamNumber())
    }
    return FormField(
      key: key, label: label, type: type, isRequired: isRequired, choices: choices)
  }

  fileprivate mutating func policy() throws(CBORError) -> Policy {
    try tuple(count: 11)
    var policy = Policy(triageTeam: TeamNumber(rawValue: try unsigned32()))
    policy.closeAfterDays = try unsigned32()
    policy.answerWithinDays = try unsigned32()
    policy.expireAfterDays = try unsigned32()
    policy.historyDays = try unsigned32()
    policy.maxOfflineDays = try unsigned32()
    policy.attachmentBytes = try unsigned()
    guard let scope = Policy.DirectoryScope(rawValue: try name()) else { throw .invalidField }
    policy.directoryScope = scope
    policy.lifecycle = LifecycleVersion(name: try name(), version: try unsigned32())
    policy.retentionDays = try unsigned32()
    return policy
  }

  fileprivate mutating func priorities() throws(CBORError) -> PriorityTable {
    PriorityTable(
      rows: try list(limit: 1_000) { (reader) throws(CBORError) in
        try reader.tuple(count: 3)
        return PriorityTable.Row(
          urgency: try reader.name(), impact: try reader.name(),
          priority: try reader.unsigned32())
      })
  }
}

extension CBORReader {
  fileprivate mutating func lifecycle() throws(CBORError) -> Lifecycle {
    try tuple(count: 4)
    let name = try text(limit: Lifecycle.nameByteLimit)
    let version = try unsigned32()
    let states = try list(limit: 100) { (reader) throws(CBORError) in
      try reader.tuple(count: 3)
      let state = try reader.state()
      let label = try reader.words()
      return StateRow(
        state, french: label.french, english: label.english, isFinal: try reader.boolean())
    }
    let transitions = try list(limit: 1_000) { (reader) throws(CBORError) in
      try reader.transition()
    }
    return Lifecycle(name: name, version: version, states: states, transitions: transitions)
  }

  private mutating func state() throws(CBORError) -> State {
    State(rawValue: try text(limit: Verb.byteLimit))
  }

  private mutating func transition() throws(CBORError) -> TransitionRow {
    try tuple(count: 9)
    let verb = Verb(rawValue: try text(limit: Verb.byteLimit))
    let label = try words()
    let from = try list(limit: 100) { (reader) throws(CBORError) in try reader.state() }
    let to = try state()
    let onward = try optional { (reader) throws(CBORError) in try reader.state() }
    guard let actor = ActorKind(rawValue: try name()) else { throw .invalidField }
    let needs = try list(limit: 16) { (reader) throws(CBORError) in
      guard let need = Need(rawValue: try reader.name()) else { throw CBORError.invalidField }
      return need
    }
    guard let precedence = UInt16(exactly: try unsigned()) else { throw .beyondLimit }
    let automatic = try optional { (reader) throws(CBORError) in
      guard let rule = TimerRule(rawValue: try reader.name()) else {
        throw CBORError.invalidField
      }
      return rule
    }
    return TransitionRow(
      verb, from: from, to: to, onward: onward, by: actor, needs: needs, precedence,
      automatic: automatic, french: label.french, english: label.english)
  }
}

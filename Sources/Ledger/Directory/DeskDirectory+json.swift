import EscaleCore

extension DeskDirectory {
  /// The directory as the document that `directory import` reads, with what is retired.
  var jsonBytes: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.list("people", people) { $0.person($1, in: self) }
    writer.list("teams", teams) { writer, team in
      writer.beginObject()
      writer.member("code", team.code)
      writer.words("name", team.name)
      if team.isRetired { writer.member("retired", true) }
      writer.endObject()
    }
    let whole = Catalogue(nodes.map(\.offered))
    writer.list("catalogue", whole.topNodes) { $0.node($1, of: whole, in: self) }
    writer.priorities(priorities)
    writer.policy(policy, in: self)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  fileprivate func code(of team: TeamNumber) -> String { self.team(team)?.code ?? "" }
}

extension CatalogueNode {
  /// The same, as if it were in use.
  fileprivate var offered: CatalogueNode {
    var node = self
    node.isRetired = false
    return node
  }
}

extension JSONWriter {
  fileprivate mutating func list<Item>(
    _ key: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void
  ) {
    self.key(key)
    beginArray()
    for item in items { write(&self, item) }
    endArray()
  }

  fileprivate mutating func words(_ key: String, _ words: Words) {
    self.key(key)
    beginObject()
    for language in Language.allCases { member(language.rawValue, words[language]) }
    endObject()
  }

  fileprivate mutating func person(_ person: Person, in directory: DeskDirectory) {
    beginObject()
    member("name", person.name)
    member("fullName", person.fullName)
    member("email", person.email)
    member("roles", Roles.names.filter { person.roles.contains($0.role) }.map(\.name))
    member("teams", person.teams.map(directory.code(of:)))
    if !person.isActive { member("active", false) }
    endObject()
  }

  fileprivate mutating func node(
    _ node: CatalogueNode, of catalogue: Catalogue, in directory: DeskDirectory
  ) {
    beginObject()
    member("code", node.code)
    words("name", node.name)
    if let description = node.description { words("description", description) }
    if let team = node.team { member("team", directory.code(of: team)) }
    if !node.fields.isEmpty { list("fields", node.fields) { $0.field($1, in: directory) } }
    if directory.node(node.number)?.isRetired == true { member("retired", true) }
    let below = catalogue.nodes(under: node)
    if !below.isEmpty { list("children", below) { $0.node($1, of: catalogue, in: directory) } }
    endObject()
  }

  private mutating func field(_ field: FormField, in directory: DeskDirectory) {
    beginObject()
    member("key", field.key)
    words("label", field.label)
    member("type", field.type.rawValue)
    member("required", field.isRequired)
    if !field.choices.isEmpty {
      list("choices", field.choices) { writer, choice in
        writer.beginObject()
        writer.member("code", choice.code)
        writer.words("label", choice.label)
        if let team = choice.team { writer.member("team", directory.code(of: team)) }
        writer.endObject()
      }
    }
    endObject()
  }

  /// Writes the table of priorities, where there is one.
  fileprivate mutating func priorities(_ table: PriorityTable) {
    guard !table.rows.isEmpty else { return }
    key("priorities")
    beginObject()
    for urgency in PriorityTable.urgencies {
      key(urgency)
      beginObject()
      for impact in PriorityTable.impacts {
        if let priority = table.priority(urgency: urgency, impact: impact) {
          member(impact, priority)
        }
      }
      endObject()
    }
    endObject()
  }

  fileprivate mutating func policy(_ policy: Policy, in directory: DeskDirectory) {
    key("policy")
    beginObject()
    member("triageTeam", directory.code(of: policy.triageTeam))
    member("closeAfterDays", policy.closeAfterDays)
    member("answerWithinDays", policy.answerWithinDays)
    member("expireAfterDays", policy.expireAfterDays)
    member("historyDays", policy.historyDays)
    member("maxOfflineDays", policy.maxOfflineDays)
    member("attachmentBytes", policy.attachmentBytes)
    member("directoryScope", policy.directoryScope.rawValue)
    if policy.retentionDays > 0 { member("retentionDays", policy.retentionDays) }
    if policy.lifecycle != Lifecycle.lorraine.nameAndVersion {
      member("lifecycle", policy.lifecycle.name)
    }
    endObject()
  }
}

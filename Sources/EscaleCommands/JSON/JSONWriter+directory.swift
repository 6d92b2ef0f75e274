import EscaleCore

// People, teams and services.
extension JSONWriter {
  /// A person.
  mutating func person(_ person: Person, _ directory: DirectoryNames) {
    beginObject()
    member("name", person.name)
    member("fullName", person.fullName)
    member("email", person.email)
    member("roles", person.roles.names)
    member("teams", person.teams.map { directory.code($0) })
    member("active", person.isActive)
    endObject()
  }

  /// A team.
  mutating func team(_ team: Team) {
    beginObject()
    member("code", team.code)
    member("name", both: team.name)
    endObject()
  }

  /// A node of the catalogue, with everything below it.
  mutating func service(
    _ node: CatalogueNode, in catalogue: Catalogue, _ directory: DirectoryNames
  ) {
    beginObject()
    member("code", node.code)
    member("name", both: node.name)
    member("description", both: node.description)
    member("team", node.team, directory)
    key("fields")
    beginArray()
    for field in node.fields { formField(field, directory) }
    endArray()
    key("children")
    beginArray()
    for child in catalogue.nodes(under: node) { service(child, in: catalogue, directory) }
    endArray()
    endObject()
  }

  private mutating func formField(_ field: FormField, _ directory: DirectoryNames) {
    beginObject()
    member("key", field.key)
    member("label", both: field.label)
    member("type", field.type.rawValue)
    member("required", field.isRequired)
    key("choices")
    beginArray()
    for choice in field.choices {
      beginObject()
      member("code", choice.code)
      member("label", both: choice.label)
      member("team", choice.team, directory)
      endObject()
    }
    endArray()
    endObject()
  }
}

extension Roles {
  /// The names of the roles, as `directory.json` has them.
  var names: [String] {
    [(Roles.requester, "requester"), (.agent, "agent"), (.admin, "admin")]
      .filter { contains($0.0) }.map(\.1)
  }
}

extension JSONWriter {
  /// The tree of services; with words, an array of the services that have them.
  mutating func catalogue(_ catalogue: Catalogue, words: [String], _ directory: DirectoryNames) {
    let found =
      words.isEmpty
      ? catalogue.topNodes
      : CatalogueSearch(words).services(of: catalogue).compactMap(\.last)
    beginArray()
    for node in found { service(node, in: catalogue, directory) }
    endArray()
  }
}

import EscaleCore

extension DirectoryDocument.TeamEntry {
  init(_ json: JSONValue, _ names: inout NameRegister) throws(JSONShapeError) {
    try json.allow(keys: ["code", "number", "name", "retired"])
    place = json
    code = try json.code("code")
    number = try json.number()
    try names.add(code, "team", at: json.required("code"))
    name = try json.words("name")
    isRetired = try json.optionalBool("retired")
  }
}

extension JSONValue {
  fileprivate func number() throws(JSONShapeError) -> DirectoryDocument.WantedNumber? {
    guard let place = try optional("number"),
      let value = try optionalInt("number", in: 1...Int64(DeskDirectory.numberLimit))
    else { return nil }
    return .init(place: place, value: UInt32(value))
  }
}

extension DirectoryDocument.PersonEntry {
  init(_ json: JSONValue, _ names: inout NameRegister) throws(JSONShapeError) {
    try json.allow(keys: ["name", "number", "fullName", "email", "roles", "teams", "active"])
    name = try json.code("name")
    number = try json.number()
    try names.add(name, "person", at: json.required("name"))
    fullName = try json.line("fullName")
    email = try json.optional("email")?.line(mayBeEmpty: true) ?? ""
    var roles: Roles = []
    for role in try json.array("roles") { roles.insert(try role.role()) }
    self.roles = roles
    teams = try json.optionalArray("teams") ?? []
    isActive = try json.optionalBool("active")
  }
}

extension DirectoryDocument.NodeEntry {
  init(_ json: JSONValue, _ names: inout NameRegister, depth: Int) throws(JSONShapeError) {
    guard depth <= Catalogue.depthLimit else {
      throw json.error(
        french: "plus de \(Catalogue.depthLimit) niveaux",
        english: "more than \(Catalogue.depthLimit) levels")
    }
    try json.allow(keys: [
      "code", "name", "description", "team", "fields", "retired", "children",
    ])
    place = json
    code = try json.code("code")
    try names.add(code, "service", at: json.required("code"))
    name = try json.words("name")
    description = try json.optional("description").map { value throws(JSONShapeError) in
      try value.words()
    }
    team = try json.optional("team")
    var keys = NameRegister()
    var fields: [DirectoryDocument.FieldEntry] = []
    for field in try json.optionalArray("fields") ?? [] {
      fields.append(try DirectoryDocument.FieldEntry(field, &keys))
    }
    self.fields = fields
    isRetired = try json.optionalBool("retired")
    var children: [DirectoryDocument.NodeEntry] = []
    for child in try json.optionalArray("children") ?? [] {
      children.append(try DirectoryDocument.NodeEntry(child, &names, depth: depth + 1))
    }
    self.children = children
  }
}

extension DirectoryDocument.FieldEntry {
  init(_ json: JSONValue, _ names: inout NameRegister) throws(JSONShapeError) {
    try json.allow(keys: ["key", "label", "type", "required", "choices"])
    key = try json.code("key")
    try names.add(key, "field", at: json.required("key"))
    label = try json.words("label")
    type = try json.choice("type")
    isRequired = try json.optionalBool("required") ?? false
    var codes = NameRegister()
    var choices: [DirectoryDocument.ChoiceEntry] = []
    for choice in try json.optionalArray("choices") ?? [] {
      choices.append(try DirectoryDocument.ChoiceEntry(choice, &codes))
    }
    guard choices.isEmpty != (type == .choice) else {
      throw json.error(
        french: "des choix vont avec le type « choice », et avec lui seul",
        english: "choices go with the type “choice” and with no other")
    }
    self.choices = choices
  }
}

extension DirectoryDocument.ChoiceEntry {
  init(_ json: JSONValue, _ names: inout NameRegister) throws(JSONShapeError) {
    try json.allow(keys: ["code", "label", "team"])
    code = try json.required("code").line()
    try names.add(code, "choice", at: json.required("code"))
    label = try json.words("label")
    team = try json.optional("team")
  }
}

extension PriorityTable {
  /// Reads `{"critical": {"department": 1, …}, …}`: every urgency, every impact.
  init(json: JSONValue) throws(JSONShapeError) {
    try json.allow(keys: PriorityTable.urgencies)
    var rows: [Row] = []
    for urgency in PriorityTable.urgencies {
      let impacts = try json.object(urgency)
      try impacts.allow(keys: PriorityTable.impacts)
      for impact in PriorityTable.impacts {
        let priority = try impacts.int(impact, in: 1...9)
        rows.append(Row(urgency: urgency, impact: impact, priority: UInt32(priority)))
      }
    }
    self.init(rows: rows)
  }
}

import EscaleCore

extension DirectoryDocument {
  /// The items that the document asks for, on top of a directory: people by name, teams and
  /// services by code; what it doesn't name is left as it is.
  ///
  /// - Throws: ``JSONShapeError`` where it names a team or lifecycle that is in neither, where
  ///   there is no policy yet, or where a service would hang under itself.
  func items(changing directory: DeskDirectory) throws(JSONShapeError) -> [DirectoryItem] {
    var draft = DirectoryDraft(directory)
    draft.put(try teamItems(directory))
    draft.put(try personItems(draft.directory))
    draft.put(try nodeItems(draft.directory))
    if let priorities { draft.put(.priorities(priorities)) }
    if let policy {
      draft.put(.policy(try Policy(json: policy, directory: draft.directory)))
    }
    guard let triage = draft.directory.team(draft.directory.policy.triageTeam) else {
      throw JSONShapeError(path: "policy.triageTeam", line: 1, problem: .missing)
    }
    if triage.isRetired { throw retiredTriage(triage.code) }
    return draft.items
  }

  /// What no team has needs one that is in use.
  private func retiredTriage(_ code: String) -> JSONShapeError {
    let place =
      policy ?? teams.first { $0.code.utf8.elementsEqual(code.utf8) }?.place
      ?? JSONValue(.null, line: 1)
    return place.error(
      french: "l'équipe de tri « \(code) » ne peut pas être retirée",
      english: "the triage team “\(code)” can't be retired")
  }

  private func teamItems(
    _ directory: DeskDirectory
  ) throws(JSONShapeError) -> [DirectoryItem] {
    var numbers = Numbers(
      next: directory.nextTeam.rawValue, used: Set(directory.teams.map(\.number.rawValue)))
    var items: [DirectoryItem] = []
    for entry in teams {
      let former = directory.team(code: entry.code)
      let number = try numbers.number(entry.number, former: former?.number.rawValue)
      items.append(
        .team(
          Team(
            number: TeamNumber(rawValue: number), code: entry.code, name: entry.name,
            isRetired: entry.isRetired ?? former?.isRetired ?? false)))
    }
    return items
  }

  private func personItems(
    _ directory: DeskDirectory
  ) throws(JSONShapeError) -> [DirectoryItem] {
    var numbers = Numbers(
      next: directory.nextPerson.rawValue, used: Set(directory.people.map(\.number.rawValue)))
    var items: [DirectoryItem] = []
    for entry in people {
      var teams: Set<TeamNumber> = []
      for team in entry.teams { teams.insert(try team.team(in: directory)) }
      let former = directory.person(named: entry.name)
      let number = try numbers.number(entry.number, former: former?.number.rawValue)
      items.append(
        .person(
          Person(
            number: PersonNumber(rawValue: number), name: entry.name, fullName: entry.fullName,
            email: entry.email,
            roles: entry.roles, teams: teams.sorted(),
            isActive: entry.isActive ?? former?.isActive ?? true)))
    }
    return items
  }
}

/// The numbers of one sort of items: those in use, and the one that comes next.
private struct Numbers {
  var next: UInt32
  var used: Set<UInt32>

  /// The number of one entry: the one it has, else the one that it wants, else the next.
  ///
  /// - Throws: ``JSONShapeError`` where it has another one than it wants, or somebody else has that.
  mutating func number(
    _ wanted: DirectoryDocument.WantedNumber?, former: UInt32?
  ) throws(JSONShapeError) -> UInt32 {
    if let former {
      guard let wanted, wanted.value != former else { return former }
      throw wanted.place.error(
        french: "cette entrée a déjà le numéro \(former)",
        english: "this entry has the number \(former) already")
    }
    if let wanted {
      guard used.insert(wanted.value).inserted else {
        throw wanted.place.error(
          french: "le numéro \(wanted.value) est déjà pris",
          english: "the number \(wanted.value) is taken already")
      }
      return wanted.value
    }
    while !used.insert(next).inserted { next += 1 }
    return next
  }
}

extension DirectoryDocument {
  private func nodeItems(_ directory: DeskDirectory) throws(JSONShapeError) -> [DirectoryItem] {
    var nodes: [CatalogueNode] = []
    var next = directory.nextNode
    for (order, entry) in catalogue.enumerated() {
      try entry.collect(
        under: nil, order: UInt32(order), directory: directory, next: &next, into: &nodes)
    }
    var after = directory
    after.apply(nodes.map(DirectoryItem.service), at: directory.position)
    for entry in catalogue { try entry.checkPaths(in: after) }
    return nodes.map(DirectoryItem.service)
  }
}

extension DirectoryDocument.NodeEntry {
  fileprivate func collect(
    under parent: UInt32?, order: UInt32, directory: DeskDirectory, next: inout UInt32,
    into nodes: inout [CatalogueNode]
  ) throws(JSONShapeError) {
    let former = directory.catalogue.node(code: code)
    let number = former?.number ?? next
    if former == nil { next += 1 }
    var formFields: [FormField] = []
    for field in fields { formFields.append(try field.formField(in: directory)) }
    nodes.append(
      CatalogueNode(
        number: number, code: code, parent: parent, order: order, name: name,
        description: description, team: try team?.team(in: directory), fields: formFields,
        isRetired: isRetired ?? former?.isRetired ?? false))
    for (order, child) in children.enumerated() {
      try child.collect(
        under: number, order: UInt32(order), directory: directory, next: &next, into: &nodes)
    }
  }

  /// Every node must come to a top one within the limit of levels.
  fileprivate func checkPaths(in directory: DeskDirectory) throws(JSONShapeError) {
    if let node = directory.catalogue.node(code: code),
      directory.catalogue.path(to: node).first?.parent != nil
    {
      throw place.error(
        french: "ce service serait rangé sous lui-même ou trop profond",
        english: "this service would hang under itself or too deep")
    }
    for child in children { try child.checkPaths(in: directory) }
  }
}

extension DirectoryDocument.FieldEntry {
  fileprivate func formField(in directory: DeskDirectory) throws(JSONShapeError) -> FormField {
    var answers: [FormField.Choice] = []
    for choice in choices {
      answers.append(
        FormField.Choice(
          code: choice.code, label: choice.label, team: try choice.team?.team(in: directory)))
    }
    return FormField(
      key: key, label: label, type: type, isRequired: isRequired, choices: answers)
  }
}

extension Policy {
  /// Reads a policy; what it doesn't say stays as it is.
  fileprivate init(json: JSONValue, directory: DeskDirectory) throws(JSONShapeError) {
    try json.allow(keys: [
      "triageTeam", "closeAfterDays", "answerWithinDays", "expireAfterDays", "historyDays",
      "maxOfflineDays", "attachmentBytes", "directoryScope", "retentionDays", "lifecycle",
    ])
    self = directory.policy
    if let team = try json.optional("triageTeam") { triageTeam = try team.team(in: directory) }
    closeAfterDays = try json.days("closeAfterDays") ?? closeAfterDays
    answerWithinDays = try json.days("answerWithinDays") ?? answerWithinDays
    expireAfterDays = try json.days("expireAfterDays") ?? expireAfterDays
    if let days = try json.optionalInt("historyDays", in: 0...36_525) {
      historyDays = UInt32(days)
    }
    maxOfflineDays = try json.days("maxOfflineDays") ?? maxOfflineDays
    if let bytes = try json.optionalInt("attachmentBytes", in: 0...(1 << 40)) {
      attachmentBytes = UInt64(bytes)
    }
    if let days = try json.optionalInt("retentionDays", in: 0...36_525) {
      retentionDays = UInt32(days)
    }
    if try json.optional("directoryScope") != nil {
      directoryScope = try json.choice("directoryScope")
    }
    guard let name = try json.optional("lifecycle") else { return }
    guard let lifecycle = directory.lifecycle(named: try name.string()) else {
      throw name.error(
        french: "ce cycle de vie n'est pas dans le registre",
        english: "the ledger has no such lifecycle")
    }
    self.lifecycle = lifecycle.nameAndVersion
  }
}

extension JSONValue {
  /// The number of days under a key, from 1 to a century.
  fileprivate func days(_ key: String) throws(JSONShapeError) -> UInt32? {
    try optionalInt(key, in: 1...36_525).map { UInt32($0) }
  }
}

extension JSONValue {
  /// This node as the code of a team that the directory has.
  func team(in directory: DeskDirectory) throws(JSONShapeError) -> TeamNumber {
    let code = try string()
    guard let team = directory.team(code: code) else {
      throw error(
        french: "il n'y a pas d'équipe « \(code) »", english: "there is no team “\(code)”")
    }
    return team.number
  }
}

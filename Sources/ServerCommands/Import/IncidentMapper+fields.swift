import EscaleCore

extension IncidentMapper {
  /// The request as the first row shows it.
  mutating func create(_ row: LogRow) {
    let team = row[.group].map { name in group(name) }
    standing.requester = row[.caller].map { name in member(name) } ?? callerWithoutName()
    standing.team = team
    standing.fields = fields(of: row)
    standing.state =
      lifecycle[.create]?.destination(namesTeam: team != nil) ?? (team == nil ? .new : .dispatched)
    var entered = standing.fields
    entered[.form(ImportField.number)] = row.number
    if let team { entered[.form(ImportField.group)] = groupCode(team) }
    entered[.title] = text.title(row)
    entered[.description] = text.description(row)
    add(
      .create(requester: standing.requester, team: team), by: standing.requester, for: row,
      at: openedAt(row), isInferred: row[.caller] == nil, fields: entered)
  }

  /// When the incident was opened; never after its first row.
  private mutating func openedAt(_ row: LogRow) -> Int64 {
    let opened = row[.openedAt].flatMap { LogTime.timestamp($0)?.milliseconds }
    if opened == nil { remark(row, .unreadableTime(row[.openedAt] ?? "")) }
    guard row.updatedAt != nil else {
      standing.at = opened ?? 0
      return standing.at
    }
    return min(opened ?? standing.at, standing.at)
  }

  /// What a row says otherwise than the fields do.
  mutating func edit(_ row: LogRow) {
    if let former = standing.former, let caller = row[.caller], caller != former[.caller],
      member(caller) != standing.requester
    {
      remark(row, .otherCaller(caller))
    }
    var changed: [FieldKey: String] = [:]
    for (key, value) in fields(of: row) where standing.fields[key] != value {
      changed[key] = value
    }
    guard !changed.isEmpty else { return }
    standing.fields.merge(changed) { $1 }
    let author = standing.agent ?? desk(of: standing.responsible)
    add(.edit, by: author, for: row, fields: changed)
  }

  /// The values of a row's columns, under the names of a request's fields.
  private mutating func fields(of row: LogRow) -> [FieldKey: String] {
    if let former = standing.former, Self.fieldColumns.allSatisfy({ former[$0] == row[$0] }) {
      return [:]
    }
    var fields: [FieldKey: String] = [:]
    if standing.former == nil || row[.category] != nil || row[.subcategory] != nil {
      let service = service(of: row)
      fields[.service] = serviceCode(service)
    }
    fields[.location] = row[.location].map { LogText.fitted($0, byteLimit: Payload.titleByteLimit) }
    fields[.urgency] = level(row, .urgency, Self.urgencies)
    fields[.impact] = level(row, .impact, Self.impacts)
    for (column, key) in ImportField.texts {
      fields[key] = row[column].map { LogText.fitted($0, byteLimit: Payload.titleByteLimit) }
    }
    return fields
  }

  /// The level that a value such as `2 - Medium` names by its first digit.
  private mutating func level(
    _ row: LogRow, _ column: LogColumn, _ levels: [UInt8: String]
  ) -> String? {
    guard let value = row[column] else { return nil }
    if let first = value.utf8.first, let level = levels[first] { return level }
    if standing.former?[column] != value {
      remark(row, .unknownValue(column: column.rawValue, value: value))
    }
    return nil
  }

  private static let urgencies: [UInt8: String] = [0x31: "high", 0x32: "medium", 0x33: "low"]
  private static let impacts: [UInt8: String] = [
    0x31: "department", 0x32: "service", 0x33: "person",
  ]

  private static let fieldColumns: [LogColumn] =
    [.category, .subcategory, .location, .urgency, .impact] + ImportField.texts.map(\.column)
}

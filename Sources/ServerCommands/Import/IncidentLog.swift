/// An incident log as it was read: its incidents, each with its rows in the log's order.
package struct IncidentLog: Sendable {
  /// The rows of each incident, incidents in the order in which they first appear.
  package private(set) var incidents: [[LogRow]] = []
  /// How many rows the log has, those that can't be read among them.
  package private(set) var rowCount = 0
  /// The rows that can't be read.
  package private(set) var remarks: [ImportRemark] = []

  private var places: [String: Int] = [:]

  /// Reads a log.
  ///
  /// - Throws: ``ImportError`` for a file that isn't an incident log; a single row that can't be
  ///   read is a remark.
  package init(_ bytes: [UInt8]) throws(ImportError) {
    var scanner = CSVScanner(bytes)
    guard let header = scanner.next() else { throw .empty }
    let places = try Self.places(in: header)
    while let record = scanner.next() {
      rowCount += 1
      guard record.fault == nil, record.count == header.count else {
        remarks.append(ImportRemark(line: record.line, kind: .unreadableRow))
        continue
      }
      take(LogRow(record, places: places))
    }
  }

  private mutating func take(_ row: LogRow) {
    guard let number = row[.number] else {
      remarks.append(ImportRemark(line: row.line, kind: .withoutNumber))
      return
    }
    guard let place = places[number] else {
      places[number] = incidents.count
      incidents.append([row])
      return
    }
    incidents[place].append(row)
  }

  /// Where each column stands, by the names in the header line.
  private static func places(in header: CSVRecord) throws(ImportError) -> [Int] {
    var found: [String: Int] = [:]
    for index in 0..<header.count { found[header.text(index)] = index }
    let missing = LogColumn.allCases.filter { found[$0.rawValue] == nil }
    guard missing.isEmpty else { throw .missingColumns(missing.map(\.rawValue)) }
    return LogColumn.allCases.compactMap { found[$0.rawValue] }
  }
}

extension LogRow {
  fileprivate init(_ record: CSVRecord, places: [Int]) {
    let values = places.map { place -> String? in
      record.isByte(UInt8(ascii: "?"), at: place) ? nil : LogText.cleaned(record.text(place))
    }
    self.init(line: record.line, values: values)
  }
}

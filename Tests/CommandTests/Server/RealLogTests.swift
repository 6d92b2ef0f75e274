import EscaleCore
import Foundation
import Gzip
import Ledger
import ServerCommands
import TestSupport
import Testing

/// The real log, where it is there: `ESCALE_DATA`, else `../shared/data` beside the repository.
enum RealLog {
  static let path: String = {
    let given = ProcessInfo.processInfo.environment["ESCALE_DATA"]
    let folder =
      given
      ?? Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/data").path
    return folder + "/incident_event_log.csv.gz"
  }()

  static var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// What the last row of each incident says, read with nothing of the importer's: by splitting
  /// lines at commas, since the log has no quotes.
  static func lastRows() throws -> [String: (state: String, group: String)] {
    let bytes = try Gzip.decompress(
      Array(Data(contentsOf: URL(filePath: path))), byteLimit: 1 << 28)
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
    let names = lines[0].split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
    let places = ["number", "incident_state", "assignment_group"].compactMap(names.firstIndex)
    var rows: [String: (state: String, group: String)] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: 0x2C, omittingEmptySubsequences: false)
      let values = places.map { String(decoding: fields[$0], as: UTF8.self) }
      let state = values[1] == "-100" ? rows[values[0]]?.state ?? "New" : values[1]
      rows[values[0]] = (state, values[2])
    }
    return rows
  }

  static func states(of word: String) -> [State] {
    switch word {
    case "New": [.new, .dispatched]
    case "Active": [.assigned]
    case "Awaiting User Info": [.pending]
    case "Awaiting Problem", "Awaiting Vendor", "Awaiting Evidence": [.frozen]
    case "Resolved": [.resolved]
    case "Closed": [.closed]
    default: []
    }
  }
}

@Suite(.enabled(if: RealLog.isThere, "the incident log is not at \(RealLog.path)"))
struct RealLogTests {
  @Test func `each request ends as the last row of its incident, in its group's hands`()
    async throws
  {
    let desk = try ServerDesk()
    try await desk.found()
    let run = try await desk.run(
      "import", "incidents", RealLog.path, "--lifecycle", "servicedesk", "--json")
    #expect(run.code == 0, "\(run.errors)")
    let expected = try RealLog.lastRows()
    let ledger = try await desk.ledger()
    let differing = try await differences(ledger, expected)
    #expect(differing.seen == expected.count)
    #expect(differing.numbers == [])
    try await ledger.close()
    #expect(try await desk.run("verify").code == 0)
  }

  private func differences(
    _ ledger: DeskLedger, _ expected: [String: (state: String, group: String)]
  ) async throws -> (seen: Int, numbers: [String]) {
    let directory = try await ledger.directory()
    var (last, seen, differing): (RequestID?, Int, [String]) = (nil, 0, [])
    while true {
      let page = try await ledger.requests(after: last)
      guard let end = page.last else { return (seen, differing) }
      last = end.id
      for request in page {
        seen += 1
        let number = request.title.map { String($0.prefix { $0 != " " }) } ?? ""
        let row = try #require(expected[number])
        let group = row.group == "?" ? "ACCUEIL" : row.group.uppercased().replacing(" ", with: "-")
        let team = directory.team(directory.responsibleTeam(request.team))?.code
        if !RealLog.states(of: row.state).contains(request.state) || team != group {
          differing.append(number)
        }
      }
    }
  }
}

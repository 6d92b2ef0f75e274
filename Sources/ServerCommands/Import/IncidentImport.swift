import EscaleCore
import Glibc
import Ledger

/// Loads an incident log into a ledger: all of it, or nothing.
struct IncidentImport {
  let ledger: DeskLedger
  let progress: ImportProgress
  let language: Language

  /// How many requests are looked at in one go.
  private static let pageSize = DeskLedger.pageLimit
  /// After how many incidents the progress is shown anew.
  private static let progressStep = 500

  /// Loads the log in a file; requests live under the lifecycle of that name, or the desk's own.
  ///
  /// - Throws: ``ImportError``, ``LedgerError``; then nothing is changed.
  func load(_ path: String, lifecycle name: String?) async throws -> ImportReport {
    defer { progress.end() }
    let start = Self.cpuMilliseconds()
    let directory = try await ledger.directory()
    let lifecycle = try lifecycle(name, in: directory)
    let log = try read(path)
    try await refuseKnown(log)
    let plan = map(log, lifecycle: lifecycle, directory)
    progress.show(
      Words(
        french: "Enregistrement de \(plan.changeCount) modifications…",
        english: "Recording \(plan.changeCount) changes…"))
    let cast = try await record(plan, lifecycle: lifecycle)
    var report = ImportReport(plan, rowCount: log.rowCount, added: cast)
    report.cpuMilliseconds = Self.cpuMilliseconds() - start
    return report
  }

  private func lifecycle(
    _ name: String?, in directory: DeskDirectory
  ) throws(ImportError) -> Lifecycle {
    let name = name ?? directory.policy.lifecycle.name
    guard let lifecycle = directory.lifecycle(named: name) else {
      throw .unknownLifecycle(name, known: directory.lifecycles.map(\.name))
    }
    return lifecycle
  }

  private func read(_ path: String) throws(ImportError) -> IncidentLog {
    let bytes = try LogFile.read(path, byteLimit: InputLimits.logByteLimit) { count in
      progress.show(
        Words(
          french: "Lecture : \(count >> 20) Mio", english: "Reading: \(count >> 20) MiB"))
    }
    return try IncidentLog(bytes)
  }

  private func map(
    _ log: IncidentLog, lifecycle: Lifecycle, _ directory: DeskDirectory
  ) -> ImportPlan {
    let triage = directory.team(directory.policy.triageTeam)?.code ?? ""
    var mapper = IncidentMapper(lifecycle: lifecycle, triageTeam: triage, language: language)
    for (index, incident) in log.incidents.enumerated() {
      if index % Self.progressStep == 0 { showMapped(index, of: log.incidents.count) }
      mapper.map(incident)
    }
    return mapper.plan(adding: log.remarks)
  }

  private func showMapped(_ count: Int, of total: Int) {
    progress.show(
      Words(
        french: "Incidents : \(count) sur \(total)", english: "Incidents: \(count) of \(total)"))
  }

  private func record(
    _ plan: ImportPlan, lifecycle: Lifecycle
  ) async throws -> (people: Int, teams: Int, services: Int) {
    let loaded = try await ledger.load(
      directory: { draft in
        let cast = CastDirectory(plan.cast, in: draft.directory)
        draft.put(cast.items)
        return (cast.numbers, cast.added)
      },
      drafts: { plan.drafts($0.0, lifecycle: lifecycle.nameAndVersion) })
    return loaded.1
  }

  /// The time that this process has been at work, in milliseconds.
  private static func cpuMilliseconds() -> Int { Int(clock()) * 1_000 / Int(CLOCKS_PER_SEC) }
}

extension IncidentImport {
  /// Refuses a log of which an incident is a request already.
  private func refuseKnown(_ log: IncidentLog) async throws {
    let numbers = Set(log.incidents.compactMap { $0.first?.number })
    var last: RequestID?
    while true {
      let page = try await ledger.requests(after: last, limit: Self.pageSize)
      for row in page {
        guard let number = row.title.flatMap(Self.firstWord), numbers.contains(number),
          try await isImported(row.id, as: number)
        else { continue }
        throw ImportError.alreadyThere(incident: number, request: row.id)
      }
      guard let end = page.last, page.count == Self.pageSize else { return }
      last = end.id
    }
  }

  private static func firstWord(_ title: String) -> String? {
    title.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1).first.flatMap { String($0) }
  }

  private func isImported(_ request: RequestID, as number: String) async throws -> Bool {
    let creation = try await ledger.entries(of: request).first { $0.change.id == request }
    return creation?.change.readPayload?[.form(ImportField.number)] == number
  }
}

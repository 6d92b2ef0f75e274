import CoreMetrics
import EscaleCore
import Ledger
import Logging
import SyncServer

/// What the server counts of its own work, beside what it counts of HTTP.
///
/// Nothing is about one person or one request of the desk: how many there are of these is told to
/// whoever holds the ledger's folder, by `stats`.
struct ServeMetrics: Sendable {
  let registry = MetricsRegistry(help: help.merging(MetricsPage.help) { $1 })
  private let clock: any LedgerClock
  private let start: Int64

  init(clock: any LedgerClock) {
    self.clock = clock
    start = clock.now
  }

  func noteLine(_ level: Logger.Level) {
    count("escale_log_lines_total", ("level", level.rawValue))
  }

  func noteTimers(fired: Int, erased: Int) {
    noteSteps(fired: fired, erased: erased)
    gauge("escale_timers_last_round_timestamp_seconds", Self.seconds(clock.now))
  }

  private func noteSteps(fired: Int, erased: Int) {
    count("escale_timers_fired_total", by: fired)
    count("escale_requests_erased_total", by: erased)
  }

  func noteFilesRemoved(_ number: Int) { count("escale_files_removed_total", by: number) }

  func noteMail(_ outcome: String) { count("escale_mail_total", ("outcome", outcome)) }

  /// The page, with what is asked of the ledger and the machine each time that somebody looks.
  func page(_ ledger: DeskLedger, data: String) -> MetricsPage {
    noteSteps(fired: 0, erased: 0)
    noteFilesRemoved(0)
    return MetricsPage(registry) {
      gauge("escale_build_info", 1, ("version", EscaleServer.version))
      gauge("escale_ready", await ledger.reasonNotReady() == nil ? 1 : 0)
      if let head = try? await ledger.head() {
        gauge("escale_ledger_position", Double(head.position.rawValue))
      }
      if let notices = try? await ledger.noticeCounts() {
        for state in NoticeRow.State.allCases {
          gauge("escale_notices", Double(notices[state] ?? 0), ("state", "\(state)"))
        }
      }
      gauge("process_start_time_seconds", Self.seconds(start))
      noteProcess(data: data)
    }
  }

  private func noteProcess(data: String) {
    let usage = ProcessUsage(data: data)
    registry.setCounter("process_cpu_seconds_total", to: usage.cpuSeconds)
    if let bytes = usage.residentBytes { gauge("process_resident_memory_bytes", Double(bytes)) }
    if let count = usage.openFiles { gauge("process_open_fds", Double(count)) }
    if let bytes = usage.freeBytes { gauge("escale_data_free_bytes", Double(bytes)) }
  }

  private func count(_ name: String, _ labels: (String, String)..., by amount: Int = 1) {
    Counter(label: name, dimensions: labels, factory: registry).increment(by: amount)
  }

  private func gauge(_ name: String, _ value: Double, _ labels: (String, String)...) {
    Meter(label: name, dimensions: labels, factory: registry).set(value)
  }

  private static func seconds(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1_000 }

  private static let help = [
    "escale_build_info": "The version of the program.",
    "escale_ready": "1 while the server can answer replicas, else 0.",
    "escale_ledger_position": "The position of the ledger's head.",
    "escale_notices": "Notices by what became of them; waiting ones ought to go out.",
    "escale_mail_total": "Letters handed over or not.",
    "escale_timers_fired_total": "Automatic steps taken.",
    "escale_timers_last_round_timestamp_seconds": "When timers were last looked at.",
    "escale_requests_erased_total": "Requests erased because their time was over.",
    "escale_files_removed_total": "Files removed because nothing needed them.",
    "escale_log_lines_total": "Lines of the log by level, those that aren't written included.",
    "escale_data_free_bytes": "Free space where the ledger lies.",
    "process_cpu_seconds_total": "CPU time used.",
    "process_resident_memory_bytes": "Memory in use.",
    "process_open_fds": "Open files and connections.",
    "process_start_time_seconds": "When the server began.",
  ]
}

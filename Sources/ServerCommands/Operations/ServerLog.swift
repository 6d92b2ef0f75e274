import Console
import EscaleCore
import Ledger
import Logging
import SyncServer

/// How lines of the log are written.
enum LogFormat: String, CaseIterable {
  /// For people: one line of text each.
  case text
  /// For programs: one JSON object a line.
  case json
}

/// Writes what is logged, one line each, with the name of the request that it is about.
struct ServerLog: LogHandler {
  /// The longest text of a line, or of a value beside it, in Unicode scalars.
  private static let textLimit = 2_000
  /// What the HTTP library calls the name of a request.
  private static let libraryKey = "hb.request.id"
  /// What the HTTP library calls an error: that it stops as it was told.
  private static let libraryStop = "Waiting on child channel: CancellationError()"

  let format: LogFormat
  let output: StandardOutput
  let clock: any LedgerClock
  let metrics: ServeMetrics?
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .warning

  init(
    _ format: LogFormat, to output: StandardOutput, clock: any LedgerClock = SystemClock(),
    metrics: ServeMetrics? = nil
  ) {
    self.format = format
    self.output = output
    self.clock = clock
    self.metrics = metrics
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    guard "\(event.message)" != Self.libraryStop else { return }
    metrics?.noteLine(event.level)
    var data = metadata.merging(event.metadata ?? [:]) { $1 }
    let named = data.removeValue(forKey: Self.libraryKey).map { "\($0)" }
    let line = Line(
      time: Timestamp(milliseconds: clock.now), level: event.level,
      message: Self.cut("\(event.message)"), request: RequestTrace.id ?? named,
      data: data.sorted { $0.key < $1.key }.map { ($0.key, Self.cut("\($0.value)")) })
    output.write(format == .json ? line.json : Array(line.text.utf8))
    // A closed standard error is no reason to stop serving.
    try? output.flush()
  }

  private static func cut(_ text: String) -> String {
    guard text.unicodeScalars.count > textLimit else { return text }
    return String(text.unicodeScalars.prefix(textLimit)) + "…"
  }

  private struct Line {
    let time: Timestamp
    let level: Logger.Level
    let message: String
    let request: String?
    let data: [(key: String, value: String)]

    var json: [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("time", time.description)
      writer.member("level", level.rawValue)
      writer.member("message", message)
      if let request { writer.member("request", request) }
      if !data.isEmpty {
        writer.key("data")
        writer.beginObject()
        for (key, value) in data { writer.member(key, value) }
        writer.endObject()
      }
      writer.endObject()
      writer.endLine()
      return writer.bytes
    }

    /// Without control characters: nobody writes a line of his own into the log.
    var text: String {
      var parts = [time.description, level.rawValue]
      if let request { parts.append("[\(request)]") }
      parts.append(message)
      parts += data.map { "\($0.key)=\($0.value)" }
      return sanitizedLine(parts.joined(separator: " ")) + "\n"
    }
  }
}

import Console
import EscaleCore
import Replica
import ReplicaStore

/// A list for programs: tabs between values, one request a line.
///
/// Reference, state, title, team, agent, requester, time of the last change, number of changes to
/// sync, number of conflicts. Bytes go straight to the output: lists may be long.
struct ListLines {
  let directory: DirectoryNames
  private var bytes: [UInt8] = []
  private var time = TimeBytes()

  init(_ directory: DirectoryNames) { self.directory = directory }

  /// Writes every request that a filter lets through.
  mutating func write(
    _ replica: LocalReplica, _ filter: ListFilter, to output: StandardOutput
  ) throws {
    directory.load()
    try replica.store.read { reader in
      try reader.forEachLine(filter) { line in
        append(line)
        if bytes.count >= StandardOutput.bufferByteLimit { drain(to: output) }
      }
    }
    drain(to: output)
  }

  private mutating func drain(to output: StandardOutput) {
    output.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ request: ListLine) {
    bytes += request.ref.replica.description.utf8
    bytes.append(UInt8(ascii: "-"))
    bytes.append(decimal: UInt64(request.ref.sequence))
    append(request.state)
    append(request.title)
    append(request.team.map { directory.code($0) } ?? "")
    append(request.agent.map { directory.name($0) } ?? "")
    append(directory.name(request.requester))
    bytes.append(UInt8(ascii: "\t"))
    time.append(request.updatedAt, to: &bytes)
    bytes.append(UInt8(ascii: "\t"))
    bytes.append(decimal: UInt64(request.pendingCount))
    bytes.append(UInt8(ascii: "\t"))
    bytes.append(decimal: UInt64(request.conflictCount))
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ value: String) {
    bytes.append(UInt8(ascii: "\t"))
    if HarmlessText.isLine(value) {
      bytes += value.utf8
    } else {
      bytes += sanitizedLine(value).utf8
    }
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits.
  mutating func append(decimal number: UInt64) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

/// Moments as RFC 3339 in UTC, written quickly where many lie on the same day.
struct TimeBytes {
  private static let dayByteCount = 10
  private var day = Int64.min
  private var date: [UInt8] = []

  mutating func append(_ milliseconds: Int64, to bytes: inout [UInt8]) {
    let moment = Timestamp(milliseconds: milliseconds).milliseconds
    let length = Timestamp.millisecondsPerDay
    let day = (moment >= 0 ? moment : moment - length + 1) / length
    if day != self.day {
      self.day = day
      date = Array(
        Timestamp(milliseconds: moment).description.utf8.prefix(Self.dayByteCount))
    }
    bytes += date
    appendTime(moment - day * length, to: &bytes)
  }

  private func appendTime(_ millisecond: Int64, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "T"))
    append(twoDigits: millisecond / 3_600_000, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(twoDigits: millisecond / 60_000 % 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(twoDigits: millisecond / 1_000 % 60, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(millisecond / 100 % 10))
    append(twoDigits: millisecond % 100, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  private func append(twoDigits number: Int64, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

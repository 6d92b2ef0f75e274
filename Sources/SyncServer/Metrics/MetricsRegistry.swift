package import CoreMetrics
import Synchronization

/// Holds what is counted while the server runs, and writes it in the text format of Prometheus.
///
/// It is handed to whatever counts, and never made the one of the process: two servers in one
/// process count apart. Names and labels are those of the code; nothing that somebody sends becomes
/// one.
///
/// Source: Prometheus, "Exposition formats", text format 0.0.4.
package final class MetricsRegistry: MetricsFactory {
  /// The most series there are; what comes after them is counted nowhere.
  package static let seriesLimit = 4_096
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private let help: [String: String]
  private let series = Mutex<[Key: MetricSeries]>([:])

  private struct Key: Hashable {
    let name: String
    let labels: String
  }

  /// `help` says of names what they mean, in one line without `\`.
  package init(help: [String: String]) { self.help = help }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    make(.counter, label, dimensions)
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler { make(.counter, label, dimensions) }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    make(.gauge, label, dimensions)
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler { make(aggregate ? .summary : .gauge, label, dimensions) }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    make(.histogram, label, dimensions)
  }

  // A series lasts as long as the registry: a counter that begins anew would tell a lie.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// Takes over a counter that somebody else keeps.
  package func setCounter(_ name: String, to value: Double) { make(.counter, name, []).set(value) }

  private func make(
    _ kind: MetricSeries.Kind, _ name: String, _ dimensions: [(String, String)]
  ) -> MetricSeries {
    let key = Key(name: Self.name(name), labels: Self.labels(dimensions))
    return series.withLock { series in
      if let known = series[key], known.kind == kind { return known }
      let new = MetricSeries(kind)
      if series[key] == nil, series.count < Self.seriesLimit { series[key] = new }
      return new
    }
  }

  /// The page that Prometheus reads.
  package func text() -> String {
    let all = series.withLock { $0 }
    let names = Dictionary(grouping: all) { $0.key.name }
    var lines: [String] = []
    for (name, series) in names.sorted(by: { $0.key < $1.key }) {
      guard let kind = series.first?.value.kind else { continue }
      if let help = help[name] { lines.append("# HELP \(name) \(help)") }
      lines.append("# TYPE \(name) \(kind.rawValue)")
      for (key, series) in series.sorted(by: { $0.key.labels < $1.key.labels })
      where series.kind == kind {
        lines += series.lines(name, key.labels)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A name with nothing in it that the format doesn't take.
  private static func name(_ text: String) -> String {
    let bytes = text.utf8.map { byte in
      let isAllowed =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ":")
      return isAllowed ? byte : UInt8(ascii: "_")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `name="value"` of each, in the order of the names, a comma between two.
  private static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.sorted { $0.0 < $1.0 }.map { label, value in
      var escaped: [UInt8] = []
      for byte in value.utf8 {
        switch byte {
        case UInt8(ascii: "\n"): escaped += Array("\\n".utf8)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): escaped += [UInt8(ascii: "\\"), byte]
        default: escaped.append(byte)
        }
      }
      return "\(name(label))=\"\(String(decoding: escaped, as: UTF8.self))\""
    }.joined(separator: ",")
  }
}

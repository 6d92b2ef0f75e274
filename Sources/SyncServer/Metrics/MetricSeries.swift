import CoreMetrics
import Synchronization

/// One thing that is counted, with one set of labels.
final class MetricSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler,
  RecorderHandler, TimerHandler
{
  /// Raw values are what the text format calls them.
  enum Kind: String {
    case counter
    case gauge
    /// Times by buckets.
    case histogram
    /// How many and how much together.
    case summary
  }

  /// The upper ends of the buckets of times, in seconds.
  static let bucketEnds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60]

  let kind: Kind
  private let state: Mutex<State>

  private struct State {
    /// The value of a counter or gauge, the sum of the others.
    var value = 0.0
    var count = 0
    /// How many times fell into each bucket, those of the buckets below not counted.
    var buckets: [Int] = []
  }

  init(_ kind: Kind) {
    self.kind = kind
    let buckets = kind == .histogram ? Self.bucketEnds.map { _ in 0 } : []
    state = Mutex(State(buckets: buckets))
  }

  func increment(by amount: Int64) { increment(by: Double(amount)) }
  func increment(by amount: Double) { state.withLock { $0.value += amount } }
  func decrement(by amount: Double) { increment(by: -amount) }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0.value = value } }

  func reset() {
    state.withLock { $0 = State(buckets: $0.buckets.map { _ in 0 }) }
  }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    guard kind != .gauge else { return set(value) }
    state.withLock { state in
      state.value += value
      state.count &+= 1
      if let index = Self.bucketEnds.firstIndex(where: { value <= $0 }),
        state.buckets.indices.contains(index)
      {
        state.buckets[index] &+= 1
      }
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  /// The lines of the page for Prometheus.
  func lines(_ name: String, _ labels: String) -> [String] {
    let state = state.withLock { $0 }
    let braced = labels.isEmpty ? "" : "{\(labels)}"
    switch kind {
    case .counter, .gauge: return ["\(name)\(braced) \(Self.text(state.value))"]
    case .summary, .histogram:
      var lines: [String] = []
      if kind == .histogram {
        let before = labels.isEmpty ? "" : labels + ","
        var sum = 0
        for (end, count) in zip(Self.bucketEnds, state.buckets) {
          sum &+= count
          lines.append("\(name)_bucket{\(before)le=\"\(Self.text(end))\"} \(sum)")
        }
        lines.append("\(name)_bucket{\(before)le=\"+Inf\"} \(state.count)")
      }
      lines.append("\(name)_sum\(braced) \(Self.text(state.value))")
      lines.append("\(name)_count\(braced) \(state.count)")
      return lines
    }
  }

  /// Whole numbers without a point.
  private static func text(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

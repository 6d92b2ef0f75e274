import CoreMetrics
import Testing

@testable import SyncServer

@Suite("What is counted")
struct MetricsTests {
  private let registry = MetricsRegistry(help: ["cakes_total": "Cakes eaten."])

  private func lines() -> [String] { registry.text().split(separator: "\n").map(String.init) }

  @Test("each kind is written as the format wants it")
  func kinds() {
    for (kind, count) in [("tart", 2), ("flan", 1)] {
      Counter(label: "cakes_total", dimensions: [("kind", kind)], factory: registry)
        .increment(by: count)
    }
    Meter(label: "guests", factory: registry).set(3.5)
    let times = Timer(label: "wait_seconds", dimensions: [("at", "door")], factory: registry)
    for milliseconds: Int64 in [4, 30, 90_000] {
      times.recordNanoseconds(milliseconds * 1_000_000)
    }
    let found = lines()
    #expect(
      found.prefix(6) == [
        "# HELP cakes_total Cakes eaten.", "# TYPE cakes_total counter",
        "cakes_total{kind=\"flan\"} 1", "cakes_total{kind=\"tart\"} 2",
        "# TYPE guests gauge", "guests 3.5",
      ])
    #expect(found.contains("# TYPE wait_seconds histogram"))
    #expect(found.contains("wait_seconds_bucket{at=\"door\",le=\"0.005\"} 1"))
    #expect(found.contains("wait_seconds_bucket{at=\"door\",le=\"0.05\"} 2"))
    #expect(found.contains("wait_seconds_bucket{at=\"door\",le=\"60\"} 2"))
    #expect(found.contains("wait_seconds_bucket{at=\"door\",le=\"+Inf\"} 3"))
    #expect(found.contains("wait_seconds_count{at=\"door\"} 3"))
  }

  @Test("one name and one set of labels are one series, whoever asks for it")
  func sameSeries() {
    for _ in 0..<3 {
      Counter(label: "n", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment()
      Counter(label: "n", dimensions: [("b", "2"), ("a", "1")], factory: registry).increment()
    }
    #expect(lines() == ["# TYPE n counter", "n{a=\"1\",b=\"2\"} 6"])
  }

  @Test("what a label says can't end it, and a name takes nothing else than its letters")
  func escaping() {
    Counter(label: "odd-name", dimensions: [("l", "a\"b\\c\nd")], factory: registry).increment()
    #expect(lines().last == "odd_name{l=\"a\\\"b\\\\c\\nd\"} 1")
  }

  @Test("there are no more series than the limit, and counting beyond it harms nothing")
  func limit() {
    for number in 0..<MetricsRegistry.seriesLimit + 10 {
      Counter(label: "n", dimensions: [("a", "\(number)")], factory: registry).increment()
    }
    #expect(lines().count == MetricsRegistry.seriesLimit + 1)
  }

  @Test(
    "a proxy's name for a request is taken over where it can stand in a log",
    arguments: [
      ("0123abcd-EF_9", true), ("short", false), ("with space", false), ("line\nbreak00", false),
      (String(repeating: "a", count: 65), false),
    ])
  func names(_ id: String, _ isFit: Bool) { #expect(RequestTrace.isFit(id) == isFit) }
}

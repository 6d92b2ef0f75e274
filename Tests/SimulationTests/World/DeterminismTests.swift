import Foundation
import Testing

/// The same seed gives the same bytes, whatever process it runs in.
struct DeterminismTests {
  @Test(arguments: [["memory", "--seeds", "20"], ["disk", "--seeds", "6"]])
  func `two processes give the same ledgers and the same stories`(
    arguments: [String]
  ) throws {
    let runs = try (0..<2).map { _ in try Self.output(arguments + ["--trace", "--story"]) }
    #expect(runs[0].count > 20)
    #expect(runs[0] == runs[1])
  }

  /// What the simulator says, but for the last line, which tells how long it took.
  private static func output(_ arguments: [String]) throws -> [String] {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: own).deletingLastPathComponent()
      .appending(path: "escale-sim")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n").dropLast(2)
  }
}

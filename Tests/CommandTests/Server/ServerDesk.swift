import Console
import EscaleCore
import Foundation
import Ledger
import ServerCommands
import TestSupport

/// A data folder, and the server's program run on it within this process.
final class ServerDesk: Sendable {
  /// What a run of the program said, and how it ended.
  struct Run {
    let code: Int32
    let output: String
    let errors: String

    /// The lines of standard output.
    var lines: [Substring] { output.split(separator: "\n") }

    /// Standard output as JSON.
    func json() throws -> JSONValue { try JSONValue.parse(Array(output.utf8)) }
  }

  /// A clock that always says the same.
  struct Clock: LedgerClock {
    var now: Int64
  }

  /// 2 March 2026, 08:00 UTC.
  static let morning: Int64 = 1_772_438_400_000

  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/escale-server-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var data: String { path + "/data" }

  /// Writes a file beside the data folder; its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  /// Creates the ledger with the directory and the lifecycle of the fixtures.
  func found() async throws {
    let run = try await run(
      "init", "--directory", Fixture.folder.appending(path: "directory.json").path, "--lifecycle",
      Fixture.folder.appending(path: "lifecycles/servicedesk.json").path)
    guard run.code == 0 else { throw Failure(text: run.errors) }
  }

  struct Failure: Error { let text: String }

  /// Runs the program with arguments, in English unless they say otherwise.
  func run(
    _ arguments: String..., environment: [String: String] = [:], input: String = "",
    at time: Int64 = morning
  ) async throws -> Run {
    try await run(arguments, environment: environment, input: input, at: time)
  }

  /// Runs the program with a list of arguments.
  func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = "",
    at time: Int64 = morning
  ) async throws -> Run {
    let name = UUID().uuidString
    let (output, errors) = (try descriptor("\(name).out"), try descriptor("\(name).err"))
    let input = open(try file("\(name).in", input), O_RDONLY)
    defer { for descriptor in [output, errors, input] { close(descriptor) } }
    let variables = environment.merging(["ESCALE_SERVER_DATA": data, "LANG": "en_GB"]) { given, _ in
      given
    }
    let surroundings = ServerSurroundings(
      environment: Environment(variables), output: StandardOutput(descriptor: output),
      errorOutput: StandardOutput(descriptor: errors, isBuffered: false),
      ledger: LedgerSurroundings(clock: Clock(now: time), passwordCost: .trifling),
      inputDescriptor: input)
    let code = await ServerProgram.run(arguments, in: surroundings)
    return Run(code: code, output: try text("\(name).out"), errors: try text("\(name).err"))
  }

  func descriptor(_ name: String) throws -> Int32 {
    open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
  }

  /// Opens the ledger itself.
  func ledger() async throws -> DeskLedger { try await DeskLedger.open(at: data) }
}

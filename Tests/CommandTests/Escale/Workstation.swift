import Console
import EscaleCommands
import EscaleCore
import Foundation
import Glibc
import Replica
import ReplicaStore
import Seals
import SyncProtocol

/// A technician at her workstation: one replica on real SQLite, the program run in this process,
/// and a server whose deliveries the test writes itself.
final class Workstation: Sendable {
  /// Monday, 2 March 2026, 08:00 UTC.
  static let morning: Int64 = 1_772_438_400_000

  let folder: URL
  let path: String
  /// The language of what is said.
  let language: String
  private let deliveries: Deliveries
  private let connect: ProgramSurroundings.Connector

  /// A workstation whose replica has the small directory of ``Desk`` and no request.
  init(
    language: String = "en", connect: @escaping ProgramSurroundings.Connector = noServer
  ) throws {
    setenv("TZ", "UTC", 1)
    folder = FileManager.default.temporaryDirectory.appending(path: "escale-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "replica.sqlite").path
    self.language = language
    self.connect = connect
    _ = try ReplicaStore(creatingAt: path, try Desk.identity())
    deliveries = Deliveries(path: path)
    try deliveries.deliver(directory: Desk.directory)
  }

  private init(copyOf other: Workstation, language: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "escale-\(UUID())")
    path = folder.appending(path: "replica.sqlite").path
    self.language = language
    connect = other.connect
    deliveries = Deliveries(path: path, after: other.deliveries)
    try FileManager.default.copyItem(at: other.folder, to: folder)
  }

  /// The same station in another place.
  func copy(language: String) throws -> Workstation {
    try Workstation(copyOf: self, language: language)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What one run of the program came to.
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs the program, each run a minute after the one before.
  func run(_ arguments: [String], path: String? = nil) async throws -> Outcome {
    let (output, errors) = (try TextFile(in: folder), try TextFile(in: folder))
    let now = deliveries.nextMinute()
    let code = await EscaleProgram.run(
      arguments,
      in: ProgramSurroundings(
        environment: Environment([
          "ESCALE_REPLICA": path ?? self.path, "LC_ALL": "\(language)_XX", "HOME": folder.path,
        ]),
        output: StandardOutput(descriptor: output.descriptor),
        errorOutput: StandardOutput(descriptor: errors.descriptor, isBuffered: false),
        clock: { now }, canAsk: false, connect: connect))
    return Outcome(code: code, output: try output.text(), errors: try errors.text())
  }

  /// Runs the program with arguments separated by spaces; `_` stands for a space within one.
  func run(_ line: String) async throws -> Outcome {
    try await run(
      line.split(separator: " ").map { $0.split(separator: "_").joined(separator: " ") })
  }

  /// The JSON value that a command prints.
  func json(_ line: String) async throws -> JSONValue {
    let outcome = try await run(line + " --json")
    guard outcome.code == 0 || outcome.code == 7 else { throw Failure(outcome) }
    return try JSONValue.parse(Array(outcome.output.utf8))
  }

  /// Delivers what a server would.
  func deliver(
    entries: [(Change, Verdict)] = [], results: [(UInt32, Verdict)] = [],
    directory: [DirectoryItem] = [], forgotten: [RequestID] = [], entriesFirst: Bool = true
  ) throws {
    try deliveries.deliver(
      entries: entries, results: results, directory: directory, forgotten: forgotten,
      entriesFirst: entriesFirst)
  }

  /// A server that isn't there.
  static let noServer: ProgramSurroundings.Connector = { _, _ throws(ConnectionFailure) in
    throw .unreachable(reason: Words(french: "pas de serveur", english: "no server in this test"))
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ outcome: Outcome) { description = "exit \(outcome.code): \(outcome.errors)" }
  }
}

/// A file that takes what a program writes.
private struct TextFile {
  let descriptor: Int32
  private let path: String

  init(in folder: URL) throws {
    path = folder.appending(path: "out-\(UUID())").path
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  }

  func text() throws -> String {
    close(descriptor)
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}

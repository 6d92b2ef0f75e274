import EscaleCore
import Foundation
import GRDB
import SQLiteRows

/// A ledger in one SQLite file.
///
/// WAL with `synchronous=FULL`; files of mode 0600 in a folder of mode 0700. Any number of processes
/// may open it; they write one at a time.
package final class SQLiteLedgerStorage: LedgerStorage {
  private static let fileName = "ledger.sqlite"
  private static let lockName = "ledger.lock"
  /// How many pages a log may reach before a commit moves it into the file.
  private static let checkpointPages = 1_000
  private static let busySeconds = 20.0
  /// How much of the file the writer keeps at hand: a long transaction that outgrows it is slow.
  private static let writerCacheKibibytes = 16_384

  private let pool: DatabasePool
  private let lock: WriterLock

  private init(pool: DatabasePool, lock: WriterLock) {
    self.pool = pool
    self.lock = lock
  }

  /// Opens the storage in a folder.
  ///
  /// - Throws: ``LedgerError/noLedger(path:)`` unless it is there or `creating`;
  ///   ``LedgerError/newerSchema(path:)`` for one that a later version has changed;
  ///   ``LedgerError/storage(_:)``, ``LedgerError/busy``.
  package static func open(at directory: String, creating: Bool) throws -> SQLiteLedgerStorage {
    let path = directory + "/" + fileName
    if !FileManager.default.fileExists(atPath: path) {
      guard creating else { throw LedgerError.noLedger(path: directory) }
      try makeFiles(directory: directory, path: path)
    }
    let lock = try WriterLock(path: directory + "/" + lockName)
    let pool = try lock.whileHeld { try describing { try openPool(path) } }
    return SQLiteLedgerStorage(pool: pool, lock: lock)
  }

  private static func makeFiles(directory: String, path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw LedgerError.storage("\(directory): \(systemReason(error))")
    }
    // SQLite gives its log and index the mode of the file itself.
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerError.storage("\(path): \(lastSystemError())") }
    _ = Foundation.close(descriptor)
  }

  private static func openPool(_ path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(busySeconds)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA mmap_size = 0")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try pool.writeWithoutTransaction { database in
      // The library sets NORMAL for WAL, under which the last commits can go with the power.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
      try database.execute(sql: "PRAGMA cache_size = -\(writerCacheKibibytes)")
      let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      guard level == 2 else { throw LedgerError.storage("synchronous is \(level ?? -1)") }
    }
    let migrator = LedgerSchema.migrator
    guard try !pool.read({ try migrator.hasBeenSuperseded($0) }) else {
      throw LedgerError.newerSchema(path: path)
    }
    try migrator.migrate(pool)
    return pool
  }

  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
  ) async throws -> Value {
    try await describingLater {
      try await pool.writeWithoutTransaction { [lock] database in
        try lock.whileHeld {
          var value: Value?
          try database.inTransaction(.immediate) {
            value = try body(SQLiteTransaction(database))
            return .commit
          }
          guard let value else { throw LedgerError.storage("the transaction was not run") }
          return value
        }
      }
    }
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
  ) async throws -> Value {
    try await describingLater {
      try await pool.read { database in try body(SQLiteTransaction(database)) }
    }
  }

  package func scrub() async throws {
    try await describingLater {
      try await pool.writeWithoutTransaction { [lock] database in
        try lock.whileHeld { try database.emptyLog() }
      }
    }
  }

  package func integrityProblems() async throws -> [String] {
    try await describingLater {
      let lines = try await pool.read { database in
        try String.fetchAll(database, sql: "PRAGMA integrity_check")
      }
      return lines.filter { !$0.utf8.elementsEqual("ok".utf8) }
    }
  }

  package func backup(to path: String) async throws {
    // SQLite would write into a file that is there.
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? LedgerError.copyExists(path: path) : .storage("\(path): \(lastSystemError())")
    }
    _ = Foundation.close(descriptor)
    do {
      try describing {
        let copy = try DatabaseQueue(path: path)
        try pool.backup(to: copy)
        // Whoever writes into it goes on from a past: replicas may have seen more.
        try copy.write { try $0.execute(sql: "UPDATE ledger SET is_copy = 1") }
        try copy.close()
      }
    } catch {
      unlink(path)
      throw error
    }
  }

  package func close() async throws {
    defer { lock.close() }
    // Closing may move the log into the file, which is a write.
    try lock.whileHeld { try describing { try pool.close() } }
  }
}

/// Turns the database's own errors into the ledger's.
private func describing<Value>(_ body: () throws -> Value) throws -> Value {
  do { return try body() } catch let error as DatabaseError { throw LedgerError(error) }
}

private func describingLater<Value>(_ body: () async throws -> Value) async throws -> Value {
  do { return try await body() } catch let error as DatabaseError { throw LedgerError(error) }
}

extension LedgerError {
  fileprivate init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_BUSY: self = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(error.message ?? "SQLite")
    default: self = .storage(error.message ?? String(describing: error.resultCode))
    }
  }
}

package import Blobs
import EscaleCore
import Foundation
import GRDB
import SQLiteRows

/// The change log of one replica and the tables made from it, in one SQLite file.
///
/// One program writes at a time, under a lock file; whoever only reads opens the file read-only and
/// needs no lock, and reads a copy where the medium takes nothing (``Access/copying``). A committed
/// transaction is on disk: `synchronous=FULL` is asserted on opening.
package final class ReplicaStore: Sendable {
  /// What the store is opened for.
  package enum Access: Sendable {
    case reading
    case writing
    /// Reading, and making what reading needs (the index of texts), in a copy that ends with the
    /// program: for media and disks that take nothing.
    case copying
  }

  package let path: String
  /// The bytes of attachments, in a folder beside the file.
  package let blobs: BlobStore
  private let queue: DatabaseQueue
  private let lock: FileLock
  private let access: Access

  /// Opens a replica that exists.
  ///
  /// - Throws: ``StoreFault``.
  package init(path: String, access: Access) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreFault.noReplica(path: path)
    }
    self.path = path
    blobs = BlobStore(folder: path + ".blobs")
    lock = FileLock(besides: path)
    (queue, self.access) = try ReplicaStore.connection(to: path, access)
  }

  /// The connection, and what it is good for: a reader's falls back on a copy.
  ///
  /// SQLite reads no file with a log without writing beside it.
  private static func connection(
    to path: String, _ access: Access
  ) throws -> (DatabaseQueue, Access) {
    if access != .copying {
      do {
        return (try queue(at: path, access, named: path), access)
      } catch StoreFault.readOnly where access == .reading {}
    }
    let copy: DatabaseQueue = try withPassingCopy(of: path) {
      try queue(at: $0, .copying, named: path)
    }
    return (copy, .copying)
  }

  private static func queue(
    at file: String, _ access: Access, named path: String
  ) throws -> DatabaseQueue {
    try StoreFault.wrapping(path) {
      let queue = try DatabaseQueue(path: file, configuration: configuration(access))
      try queue.read { try Schema.check($0, path: path) }
      return queue
    }
  }

  /// Makes a new replica's file, of mode 0600, and its tables.
  ///
  /// The file appears under its name only when it is complete: whatever breaks this off leaves no
  /// replica, and joining again works.
  ///
  /// - Throws: ``StoreFault``.
  package convenience init(creatingAt path: String, _ identity: ReplicaIdentity) throws {
    try ReplicaStore.makeFile(at: path, identity)
    try self.init(path: path, access: .writing)
  }

  deinit {
    guard access == .writing, ReplicaStore.exists(at: path) else { return }
    // Closing may move the log into the file: nobody else may write meanwhile.
    _ = try? lock.whileHeld {
      if ReplicaStore.logPages(path) <= ReplicaStore.keptLogPages {
        queue.inDatabase { $0.keepLogOnClose() }
      }
      try queue.close()
    }
  }

  /// Reads in one consistent view.
  ///
  /// - Throws: ``StoreFault``, or the failure with words of its own that `body` throws.
  package func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try StoreFault.wrapping(path) {
      try queue.inDatabase { database in
        try database.cachedStatement(sql: "BEGIN DEFERRED").execute()
        defer { try? database.cachedStatement(sql: "COMMIT").execute() }
        return try body(StoreReader(database: database))
      }
    }
  }

  /// Reads and writes in one transaction: all of it is on disk when this returns, or none.
  ///
  /// - Throws: ``StoreFault``, or the failure with words of its own that `body` throws; then
  ///   nothing has changed.
  package func write<Value>(_ body: (StoreWriter) throws -> Value) throws -> Value {
    try checkIsThere()
    return try StoreFault.wrapping(path) {
      try whileAlone {
        try checkIsThere()
        let value = try queue.inDatabase { database -> Value in
          var result: Value?
          try database.inTransaction(.immediate) {
            result = try body(StoreWriter(database: database))
            return .commit
          }
          guard let result else { throw StoreFault.failed(path: path, reason: "no result") }
          return result
        }
        if ReplicaStore.logPages(path) > ReplicaStore.checkpointPages {
          queue.inDatabase { _ = try? $0.checkpoint(.passive) }
        }
        return value
      }
    }
  }

  /// Nobody else has a copy.
  private func whileAlone<Value>(_ body: () throws -> Value) throws -> Value {
    access == .copying ? try body() : try lock.whileHeld(body)
  }

  /// Whoever erases a replica doesn't wait for those who have it open.
  private func checkIsThere() throws(StoreFault) {
    guard ReplicaStore.exists(at: path) else { throw .noReplica(path: path) }
  }

  /// Empties the log into the file: what was overwritten or removed can't be read from the disk any
  /// more, neither there nor here, where SQLite overwrites what it removes.
  ///
  /// Where somebody else reads meanwhile, a later one does it.
  package func scrub() throws {
    try StoreFault.wrapping(path) {
      try whileAlone { try queue.inDatabase { try $0.emptyLog() } }
    }
  }

  /// Writes a consistent copy of the whole replica.
  package func copy(to target: String) throws {
    try StoreFault.wrapping(path) {
      try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [target]) }
    }
  }
}

extension ReplicaStore {
  /// How many pages the log may have before a writer moves them into the file.
  private static let checkpointPages = 1_000
  /// How many pages of the log a writer leaves beside the file when it closes.
  private static let keptLogPages = 100
  private static let pageByteCount = 4_096

  private static func configuration(_ access: Access) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = access == .reading
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 1
    configuration.prepareDatabase { database in
      // A copy has no folder in which a journal could be made later.
      if access != .reading {
        try database.execute(sql: "PRAGMA journal_mode = WAL")
      }
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
      try database.execute(sql: "PRAGMA mmap_size = 0")
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try database.execute(sql: "PRAGMA cache_size = -8000")
      let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      precondition(synchronous == 2, "a replica is only ever written with synchronous=FULL")
    }
    return configuration
  }

  /// How many pages the log beside the file has.
  private static func logPages(_ path: String) -> Int {
    var status = stat()
    guard stat(path + "-wal", &status) == 0 else { return 0 }
    return Int(status.st_size) / pageByteCount
  }
}

extension StoreFault {
  /// Runs something that SQLite does, and gives its errors words.
  static func wrapping<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreFault(error, path: path)
    } catch let error as CBORError {
      throw StoreFault.damaged(path: path, reason: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    // The index of the log, which every reader needs, has no room.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
      self = .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .damaged(path: path, reason: error.message ?? "corrupt")
    default: self = .failed(path: path, reason: error.message ?? "SQLite \(error.resultCode)")
    }
  }
}

import CSQLite
package import GRDB

extension Database {
  /// Leaves the write-ahead log beside the file when this connection closes, instead of moving it
  /// into the file, which costs four times what a small commit does.
  ///
  /// What was committed is on disk either way; whoever opens the file next reads the log.
  package func keepLogOnClose() {
    _ = sqliteConnection.map { escale_keep_log_on_close($0) }
  }

  /// Moves the write-ahead log into the file and empties it, as far as nobody reads from it: what was
  /// overwritten or removed is in neither, then, where removed content is overwritten.
  package func emptyLog() throws {
    do { _ = try checkpoint(.truncate) } catch let error as DatabaseError
      where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
    { return }
  }
}

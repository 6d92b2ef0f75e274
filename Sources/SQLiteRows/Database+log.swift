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
}

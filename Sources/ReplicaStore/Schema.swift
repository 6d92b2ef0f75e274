import GRDB

/// The tables of a replica.
///
/// Ids of changes and requests are their packed form; times are milliseconds since 1970 UTC.
enum Schema {
  /// The version that this program writes.
  static let version = 1

  /// - Throws: ``StoreFault`` where the file isn't a replica that this version can read.
  static func check(_ database: Database, path: String) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found > 0 else { throw StoreFault.damaged(path: path, reason: "no replica inside") }
    guard found <= version else { throw StoreFault.newerSchema(path: path, version: found) }
  }

  static func create(_ database: Database) throws {
    try database.execute(sql: tables)
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  private static let tables = """
    CREATE TABLE replica (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      ledger BLOB NOT NULL, replica INTEGER NOT NULL, person INTEGER NOT NULL,
      server TEXT NOT NULL, server_key BLOB NOT NULL, signing_key BLOB NOT NULL,
      token TEXT NOT NULL, device TEXT NOT NULL,
      last_sequence INTEGER NOT NULL, link BLOB NOT NULL,
      decided_sequence INTEGER NOT NULL, decided_link BLOB NOT NULL,
      acknowledged INTEGER NOT NULL, acknowledged_sequence INTEGER NOT NULL,
      cursor BLOB NOT NULL, head_epoch INTEGER, head_position INTEGER, head_link BLOB,
      last_sync_at INTEGER, clock_difference INTEGER, last_used INTEGER,
      sent_sequence INTEGER NOT NULL DEFAULT 0, joined_position INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE change (
      id INTEGER PRIMARY KEY, request INTEGER NOT NULL, position INTEGER,
      header BLOB NOT NULL, payload BLOB, payload_hash BLOB,
      outcome INTEGER, code TEXT, causes BLOB, received_at INTEGER,
      link BLOB, is_exported INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX change_by_request ON change (request, position);
    CREATE INDEX change_pending ON change (id) WHERE position IS NULL;

    CREATE TABLE request (
      id INTEGER PRIMARY KEY, former_ref INTEGER, lifecycle TEXT NOT NULL,
      lifecycle_version INTEGER NOT NULL, state TEXT NOT NULL, is_open INTEGER NOT NULL,
      title TEXT NOT NULL, service TEXT, requester INTEGER NOT NULL, creator INTEGER NOT NULL,
      team INTEGER, agent INTEGER, urgency TEXT, impact TEXT, location TEXT,
      origin TEXT, solution_category TEXT, links BLOB,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, postponed_until INTEGER,
      solution TEXT, answers BLOB, contacts BLOB, position INTEGER, pending INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX request_open ON request (updated_at DESC) WHERE is_open = 1;
    CREATE INDEX request_former ON request (former_ref) WHERE former_ref IS NOT NULL;

    CREATE INDEX request_linked ON request (id) WHERE links IS NOT NULL;

    CREATE TABLE departed (request INTEGER PRIMARY KEY, held BLOB NOT NULL) STRICT;

    CREATE TABLE attachment (
      change INTEGER PRIMARY KEY, request INTEGER NOT NULL, blob BLOB NOT NULL,
      bytes INTEGER NOT NULL, is_settled INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX attachment_by_request ON attachment (request);
    CREATE INDEX attachment_by_blob ON attachment (blob);
    CREATE INDEX attachment_unsent ON attachment (change) WHERE is_settled = 0;

    CREATE TABLE abandoned_blob (blob BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

    CREATE TABLE directory_item (
      kind INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
      name TEXT, label TEXT, bytes BLOB NOT NULL, PRIMARY KEY (kind, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX directory_by_name ON directory_item (kind, name);

    CREATE TABLE conflict (
      change INTEGER NOT NULL, field TEXT NOT NULL, request INTEGER NOT NULL,
      displaced_by INTEGER, displacer INTEGER, found_at INTEGER NOT NULL,
      is_dismissed INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (change, field)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attention (
      request INTEGER NOT NULL, change INTEGER NOT NULL, kind TEXT NOT NULL,
      PRIMARY KEY (request, change, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE receipt (
      id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, position INTEGER NOT NULL,
      link BLOB NOT NULL, digest BLOB NOT NULL, signature BLOB NOT NULL
    ) STRICT;
    """
}

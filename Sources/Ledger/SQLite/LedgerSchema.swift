import GRDB

/// The tables of a ledger in SQLite, by version.
///
/// Keys are integers (``ChangeID/packed``), hashes blobs. A step once released is never changed.
enum LedgerSchema {
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      let tables =
        ledger + entries + erasures + requests + attachments + accounts + search
      for statement in tables {
        try database.execute(sql: statement)
      }
    }
    migrator.registerMigration("concern") { database in
      for statement in concern { try database.execute(sql: statement) }
    }
    migrator.registerMigration("notices") { database in
      for statement in notices { try database.execute(sql: statement) }
    }
    migrator.registerMigration("closings") { database in
      for statement in closings { try database.execute(sql: statement) }
    }
    migrator.registerMigration("restoration") { database in
      for statement in restoration { try database.execute(sql: statement) }
    }
    migrator.registerMigration("doubt") { database in
      for statement in doubt { try database.execute(sql: statement) }
    }
    migrator.registerMigration("wear") { database in
      for statement in wear { try database.execute(sql: statement) }
    }
    return migrator
  }()

  // Since when the index of texts holds words that were erased.
  static let wear = ["ALTER TABLE search_state ADD COLUMN erased_at INTEGER"]

  // What a ledger restored from a backup knows of that.
  private static let restoration = [
    "ALTER TABLE ledger ADD COLUMN server_replica INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE ledger ADD COLUMN is_copy INTEGER NOT NULL DEFAULT 0",
  ]

  // Which positions were given twice.
  private static let doubt = [
    "ALTER TABLE ledger ADD COLUMN doubt_after INTEGER",
    "ALTER TABLE ledger ADD COLUMN doubt_before INTEGER",
  ]

  // What each person's lists are read from, in their own orders: whoever has a hundred thousand
  // requests sees the first fifty at once.
  private static let concern = [
    """
    CREATE TABLE concern(
      request INTEGER NOT NULL, person INTEGER NOT NULL, is_final INTEGER NOT NULL,
      state TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
      PRIMARY KEY (request, person)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX concern_updated ON concern(person, is_final, updated_at)",
    "CREATE INDEX concern_created ON concern(person, is_final, created_at)",
    "CREATE INDEX concern_state ON concern(person, is_final, state, updated_at)",
    """
    INSERT INTO concern
    SELECT DISTINCT r.id, a.subject, r.is_final, r.state, r.created_at, r.updated_at
    FROM audience a JOIN request r ON r.id = a.request WHERE a.holder = 1 AND a.until IS NULL
    """,
  ]

  // When requests ended: what a replica's first sync leaves on the server is read from it.
  private static let closings = [
    """
    CREATE TABLE closing(
      request INTEGER PRIMARY KEY, position INTEGER NOT NULL, time INTEGER NOT NULL,
      last_word INTEGER NOT NULL) STRICT
    """,
    """
    INSERT INTO closing
    SELECT r.id, e.position, e.received_at,
      (SELECT max(w.position) FROM entry w WHERE w.request = r.id)
    FROM request r JOIN entry e ON e.change = r.effective WHERE r.is_final = 1
    """,
  ]

  private static let ledger = [
    """
    CREATE TABLE ledger(
      id INTEGER PRIMARY KEY CHECK (id = 1), ledger BLOB NOT NULL, epoch INTEGER NOT NULL,
      signing_secret BLOB NOT NULL, position INTEGER NOT NULL, link BLOB NOT NULL,
      directory_position INTEGER NOT NULL, last_replica INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE directory_edit(
      position INTEGER PRIMARY KEY, bytes BLOB NOT NULL, received_at INTEGER NOT NULL,
      link BLOB NOT NULL, moves_hands INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE directory_item(
      kind INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
      bytes BLOB NOT NULL, is_past INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (kind, number, position)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX directory_present ON directory_item(position) WHERE is_past = 0",
  ]

  // What decides on delivery stands before the blobs, so that it is read without them.
  private static let entries = [
    """
    CREATE TABLE entry(
      position INTEGER PRIMARY KEY, change INTEGER NOT NULL, request INTEGER NOT NULL,
      kind INTEGER NOT NULL, author INTEGER NOT NULL, outcome INTEGER NOT NULL,
      is_private INTEGER NOT NULL, received_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
      code TEXT, causes BLOB, hash BLOB NOT NULL, link BLOB NOT NULL, header BLOB NOT NULL,
      payload BLOB, payload_hash BLOB) STRICT
    """,
    "CREATE UNIQUE INDEX entry_change ON entry(change)",
    "CREATE INDEX entry_request ON entry(request, change)",
    // Not `kind IN (…)`: SQLite would build a table of the three for every row that comes.
    """
    CREATE INDEX entry_decisive ON entry(request, position)
      WHERE (kind = 1 OR kind = 2 OR kind = 5) AND outcome <= 2
    """,
  ]

  private static let erasures = [
    "CREATE TABLE quarantine(change INTEGER PRIMARY KEY, adopted_as INTEGER) STRICT",
    "CREATE INDEX entry_quarantined ON entry(position) WHERE outcome = 4",
    """
    CREATE TABLE erasure(
      position INTEGER NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (position, change))
      STRICT, WITHOUT ROWID
    """,
  ]

  private static let requests = [
    """
    CREATE TABLE request(
      id INTEGER PRIMARY KEY, lifecycle TEXT NOT NULL, lifecycle_version INTEGER NOT NULL,
      requester INTEGER NOT NULL, creator INTEGER NOT NULL, state TEXT NOT NULL,
      is_final INTEGER NOT NULL, team INTEGER, agent INTEGER, postponed_until INTEGER,
      effective INTEGER NOT NULL, since INTEGER NOT NULL, created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL, requester_active_at INTEGER, title TEXT, service TEXT,
      urgency TEXT, impact TEXT, location TEXT, context BLOB NOT NULL) STRICT
    """,
    "CREATE INDEX request_open ON request(id) WHERE is_final = 0",
    "CREATE INDEX request_hands ON request(team, is_final, updated_at)",
    """
    CREATE TABLE audience(
      request INTEGER NOT NULL, holder INTEGER NOT NULL, subject INTEGER NOT NULL,
      since INTEGER NOT NULL, until INTEGER,
      PRIMARY KEY (request, holder, subject, since)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX audience_subject ON audience(holder, subject, until)",
  ]

  private static let attachments = [
    """
    CREATE TABLE attachment(
      change INTEGER PRIMARY KEY, request INTEGER NOT NULL, author INTEGER NOT NULL,
      position INTEGER NOT NULL, blob BLOB NOT NULL, bytes INTEGER NOT NULL,
      arrived_at INTEGER) STRICT
    """,
    "CREATE INDEX attachment_request ON attachment(request, position)",
    "CREATE INDEX attachment_blob ON attachment(blob, arrived_at)",
    """
    CREATE TABLE leftover(
      name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, since INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """,
  ]

  static let search = [
    """
    CREATE TABLE search_state(
      id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE search_document(
      document INTEGER PRIMARY KEY AUTOINCREMENT, request INTEGER NOT NULL UNIQUE) STRICT
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5(
      text, private, people, content='', tokenize='unicode61 remove_diacritics 2')
    """,
  ]

  private static let accounts = [
    """
    CREATE TABLE replica(
      id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, verifying_key BLOB NOT NULL,
      token_hash BLOB UNIQUE, device TEXT NOT NULL, enrolled_at INTEGER NOT NULL,
      revoked_at INTEGER, last_sequence INTEGER NOT NULL, contiguous_sequence INTEGER NOT NULL,
      link BLOB NOT NULL, claimed INTEGER NOT NULL, acknowledged_position INTEGER NOT NULL,
      acknowledged_sequence INTEGER NOT NULL, successor_of INTEGER,
      handed_over INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE acknowledgement(
      replica INTEGER NOT NULL, own_last_sequence INTEGER NOT NULL, position INTEGER NOT NULL,
      PRIMARY KEY (replica, own_last_sequence)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE credential(
      person INTEGER PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL,
      rounds INTEGER NOT NULL, block_size INTEGER NOT NULL, parallelism INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE invite(
      code_hash BLOB PRIMARY KEY, person INTEGER NOT NULL, expires_at INTEGER NOT NULL,
      used_at INTEGER) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE visit(
      token_hash BLOB PRIMARY KEY, person INTEGER NOT NULL, started_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX visit_person ON visit(person)",
  ]

  // Came with the migration of the same name.
  private static let notices = [
    """
    CREATE TABLE notice_setup(
      id INTEGER PRIMARY KEY CHECK (id = 1), queues INTEGER NOT NULL, links INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE notice(
      id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, person INTEGER NOT NULL,
      request INTEGER, position INTEGER NOT NULL, queued_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL, attempts INTEGER NOT NULL, state INTEGER NOT NULL,
      failure TEXT) STRICT
    """,
    "CREATE UNIQUE INDEX notice_once ON notice(request, position, event, person)",
    "CREATE INDEX notice_due ON notice(state, due_at)",
    "CREATE INDEX notice_person ON notice(person, event)",
    """
    CREATE TABLE notice_choice(
      person INTEGER PRIMARY KEY, events TEXT NOT NULL, language TEXT NOT NULL) STRICT
    """,
    """
    CREATE TABLE password_reset(
      token_hash BLOB PRIMARY KEY, person INTEGER NOT NULL, expires_at INTEGER NOT NULL)
      STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX password_reset_person ON password_reset(person)",
  ]
}

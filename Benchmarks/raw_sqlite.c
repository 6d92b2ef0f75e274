/* The baseline that a first sync is held against: the same texts put into a bare SQLite file.
 *
 * One row a change: an integer primary key, two indexed integers, a blob with the change's texts.
 * 1,000 rows a transaction, WAL, synchronous=FULL, one prepared statement, the C API and nothing
 * else. The rows (work.py --form rows) are read before the clock starts.
 *
 *     cc -O2 -o raw_sqlite raw_sqlite.c -lsqlite3
 *     raw_sqlite ROWS DATABASE        prints the seconds from opening the database to closing it
 */

#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { rows_per_transaction = 1000 };

struct row {
  sqlite3_int64 request;
  const char *text;
  int length;
};

static void fail(const char *what, sqlite3 *database) {
  fprintf(stderr, "raw_sqlite: %s: %s\n", what, database ? sqlite3_errmsg(database) : "failed");
  exit(1);
}

static void run(sqlite3 *database, const char *statement) {
  if (sqlite3_exec(database, statement, NULL, NULL, NULL) != SQLITE_OK) fail(statement, database);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Reads the lines "request number, tab, text" of a file. */
static struct row *rows_of(const char *path, size_t *count) {
  FILE *file = fopen(path, "r");
  if (!file) fail(path, NULL);
  struct row *rows = NULL;
  size_t capacity = 0, used = 0, line_capacity = 0;
  char *line = NULL;
  ssize_t length;
  while ((length = getline(&line, &line_capacity, file)) > 0) {
    if (line[length - 1] == '\n') line[--length] = 0;
    char *text = strchr(line, '\t');
    if (!text) fail("a line without a tab", NULL);
    if (used == capacity) {
      capacity = capacity ? capacity * 2 : 1024;
      rows = realloc(rows, capacity * sizeof *rows);
      if (!rows) fail("memory", NULL);
    }
    const char *copy = strdup(text + 1);
    if (!copy) fail("memory", NULL);
    rows[used++] = (struct row){atoll(line), copy, (int)(length - (text + 1 - line))};
  }
  free(line);
  fclose(file);
  *count = used;
  return rows;
}

static void insert(sqlite3 *database, const struct row *rows, size_t count) {
  sqlite3_stmt *statement;
  const char *text = "INSERT INTO change (id, request, position, body) VALUES (?, ?, ?, ?)";
  if (sqlite3_prepare_v2(database, text, -1, &statement, NULL) != SQLITE_OK) fail(text, database);
  for (size_t index = 0; index < count; index++) {
    if (index % rows_per_transaction == 0) run(database, index ? "COMMIT; BEGIN" : "BEGIN");
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)index + 1);
    sqlite3_bind_int64(statement, 2, rows[index].request);
    sqlite3_bind_int64(statement, 3, (sqlite3_int64)index + 1);
    sqlite3_bind_blob(statement, 4, rows[index].text, rows[index].length, SQLITE_STATIC);
    if (sqlite3_step(statement) != SQLITE_DONE) fail("insert", database);
    sqlite3_reset(statement);
  }
  if (count) run(database, "COMMIT");
  sqlite3_finalize(statement);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: raw_sqlite ROWS DATABASE\n");
    return 2;
  }
  size_t count;
  struct row *rows = rows_of(argv[1], &count);
  double start = seconds();
  sqlite3 *database;
  if (sqlite3_open(argv[2], &database) != SQLITE_OK) fail(argv[2], database);
  run(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  run(database,
      "CREATE TABLE change (id INTEGER PRIMARY KEY, request INTEGER NOT NULL,"
      " position INTEGER NOT NULL, body BLOB NOT NULL);"
      "CREATE INDEX change_by_request ON change (request);"
      "CREATE INDEX change_by_position ON change (position)");
  insert(database, rows, count);
  sqlite3_close(database);
  printf("%.4f\n", seconds() - start);
  return 0;
}

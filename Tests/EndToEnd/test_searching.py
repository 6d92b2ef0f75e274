"""Nobody waits for the index of texts: it is made aside, where there is much of it."""

import json
import sqlite3
import time
import unittest

from desk import POLL_SECONDS, Desk

# More than a search indexes at once.
MANY = 4_100
DEADLINE_SECONDS = 100


class SearchingTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk(serving=False)
        self.addCleanup(self.desk.end)

    def until(self, path, question, answer):
        """Waits until a question to a database has an answer."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < deadline:
            try:
                with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
                    if database.execute(question).fetchone() == answer:
                        return
            except sqlite3.OperationalError:
                pass  # The table isn't there yet.
            time.sleep(POLL_SECONDS)
        self.fail(question)

    def test_the_index_is_made_on_both_sides_before_anybody_searches(self):
        work = self.desk.folder / "work.jsonl"
        work.write_text("".join(
            json.dumps({"title": f"Request {number}", "description": "a lamp", "reason": "r",
                        "comment": "c"}) + "\n" for number in range(MANY)))
        self.desk.server(
            "bench", "fill", work, "--team", "PROX-NANCY", "--by", "lea", "--open")
        self.desk.start()
        lea = self.desk.join("lea")
        self.until(lea.path, """
            SELECT (SELECT count(*) FROM search_document), (SELECT count(*) FROM search_dirty)
            """, (MANY, 0))
        self.until(self.desk.data / "ledger.sqlite", """
            SELECT (SELECT position FROM search_state) = (SELECT position FROM ledger)
            """, (1,))
        found = lea.json("search", "request", f"{MANY - 1}")
        self.assertIn(f"Request {MANY - 1}", [row["title"] for row in found])
        lea.run("doctor")

    def test_where_there_is_little_a_sync_makes_none(self):
        self.desk.start()
        lea = self.desk.join("lea")
        lea.new("One")
        lea.sync()
        with sqlite3.connect(lea.path) as database:
            tables = database.execute(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'search_dirty'").fetchone()
        self.assertEqual(tables, (0,))


if __name__ == "__main__":
    unittest.main()

"""What several people did at once on one request, synced in every order."""

import itertools
import unittest

from desk import EXIT, Desk, shared

# What each of them does offline, from a request that is dispatched or assigned; who comes first
# in `works` is the one whose work holds. REF stands for the request.
REF = "REF"
RESOLVE = [("resolve", REF, "-m", "New cable, printed a page.")]
FREEZE = [("freeze", REF, "-m", "A part is on order.")]
POSTPONE = [("postpone", REF, "--until", "2099-01-31", "-m", "The room is closed.")]
ASK = [("ask", REF, "-m", "Which room is it?")]
TAKE = [("take", REF)]
TRANSFER = [("transfer", REF, "--team", "RESEAU", "-m", "It is the switch.")]
TAKE_AND_RESOLVE = TAKE + RESOLVE
TAKE_AND_COMMENT = TAKE + [("comment", REF, "-m", "I am on my way.")]


class MergeTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.people = [cls.desk.join(user) for user in ("lea", "karim", "jtarnier")]
        cls.administrator = cls.desk.join("admin")
        cls.newcomers = itertools.count(1)

    def setUp(self):
        self.stories = []

    def begin(self, start):
        """A request that everybody holds."""
        lea = self.people[0]
        ref = lea.new(f"{self.id()} {start}")
        if start == "assigned":
            lea.run("take", ref)
        for person in self.people:
            person.sync()
        return ref

    def work_apart(self, ref, works):
        """Does what each does, with no network; the ids of the transitions, by person."""
        moves = []
        for person, work in zip(self.people, works):
            before = {entry["id"] for entry in person.show(ref)["timeline"]}
            for command in work:
                person.run(*(ref if word is REF else word for word in command))
            moves.append([
                entry["id"] for entry in person.show(ref)["timeline"]
                if entry["id"] not in before and entry["kind"] == "transition"])
        return moves

    def sync_in(self, order):
        """Two rounds; for each person the exit codes and what came up."""
        codes = {number: [] for number in order}
        conflicts = {number: [] for number in order}
        for number in list(order) * 2:
            result = self.people[number].run("sync", "--json", expect=(0, 7))
            codes[number].append(result.code)
            conflicts[number] += result.json["conflicts"]
        return codes, conflicts

    def check_same(self, ref, state):
        """Everybody who may see all of it sees the same."""
        for person in self.people + [self.administrator]:
            person.sync()
        expected = shared(self.administrator.show(ref))
        self.assertEqual(expected["state"], state)
        for person in self.people:
            view = person.show(ref)
            self.assertEqual(shared(view), expected, person.name)
            self.assertEqual(view["pending"], 0, person.name)
        chain = self.administrator.explain(ref)["chain"]
        self.assertEqual([e["id"] for e in expected["timeline"] if e["effective"]], chain)
        self.stories.append((ref, expected))
        return expected

    def tearDown(self):
        """Whoever comes new is told the same stories, and the server finds nothing amiss."""
        newcomer = self.desk.join("bmorvan", f"newcomer{next(self.newcomers)}")
        for ref, expected in self.stories:
            self.assertEqual(shared(newcomer.show(ref)), expected)
        for person in self.people:
            self.assertEqual(person.status()["pending"], 0, person.name)
            person.run("doctor")
        self.desk.server("verify")

    def check_texts(self, view, works):
        texts = {entry["text"] for entry in view["timeline"]}
        for work in works:
            for command in work:
                if "-m" in command:
                    self.assertIn(command[command.index("-m") + 1], texts)

    def check_loser(self, ref, number, moves, others, codes, conflicts):
        """One exit 7, one line that stays until it is dismissed, and an explanation."""
        person = self.people[number]
        self.assertEqual(codes.count(EXIT["conflict"]), 1, (person.name, codes))
        self.assertEqual([c["change"] for c in conflicts], moves, person.name)
        lines = [line for line in person.conflicts() if line["ref"] == ref]
        self.assertEqual([line["change"] for line in lines], moves, person.name)
        self.assertIn(lines[0]["displacedBy"], others)
        self.assertTrue(lines[0]["sentence"])
        self.assertEqual(person.show(ref)["conflicts"], 1)
        decisions = person.explain(ref)["decisions"]
        met = [d for d in decisions if d["against"] and moves[0] in (d["change"], d["against"])]
        self.assertTrue(met, decisions)
        self.assertTrue(all(d["sentence"] and d["rule"] for d in met))
        person.run("conflicts", "--dismiss", ref)
        self.assertNotIn(ref, [line["ref"] for line in person.conflicts()])

    def meet(self, start, works, state, order):
        """One whole story: the work of the first of `works` holds, whatever the order."""
        ref = self.begin(start)
        moves = self.work_apart(ref, works)
        codes, conflicts = self.sync_in(order)
        view = self.check_same(ref, state)
        self.check_texts(view, works)
        effective = {e["id"] for e in view["timeline"] if e["effective"]}
        self.assertLessEqual(set(moves[0]), effective)
        self.assertEqual(codes[0], [0, 0])
        self.assertEqual(conflicts[0], [])
        for number in range(1, len(works)):
            self.assertFalse(set(moves[number]) & effective)
            others = [move for other in moves if other != moves[number] for move in other]
            self.check_loser(
                ref, number, moves[number], others, codes[number], conflicts[number])

    def meet_in_every_order(self, start, works, state):
        for order in itertools.permutations(range(len(works))):
            with self.subTest(order=[self.people[number].name for number in order]):
                self.meet(start, works, state, order)

    def test_work_done_beats_a_hold(self):
        self.meet_in_every_order("assigned", [RESOLVE, FREEZE], "resolved")

    def test_work_done_beats_a_postponement(self):
        self.meet_in_every_order("assigned", [RESOLVE, POSTPONE], "resolved")

    def test_work_done_beats_a_question(self):
        self.meet_in_every_order("assigned", [RESOLVE, ASK], "resolved")

    def test_work_done_beats_a_transfer(self):
        self.meet_in_every_order("dispatched", [TAKE_AND_RESOLVE, TRANSFER], "resolved")

    def test_a_request_taken_up_beats_a_bare_transfer(self):
        self.meet_in_every_order("dispatched", [TAKE_AND_COMMENT, TRANSFER], "assigned")

    def test_three_at_once(self):
        self.meet_in_every_order("assigned", [RESOLVE, FREEZE, POSTPONE], "resolved")

    def test_three_at_once_from_dispatched(self):
        for order in itertools.permutations(range(3)):
            with self.subTest(order=order):
                self.three_from_dispatched(order)

    def three_from_dispatched(self, order):
        works = [TAKE_AND_RESOLVE, TAKE, TRANSFER]
        ref = self.begin("dispatched")
        moves = self.work_apart(ref, works)
        codes, _ = self.sync_in(order)
        view = self.check_same(ref, "resolved")
        self.check_texts(view, works)
        effective = {e["id"] for e in view["timeline"] if e["effective"]}
        self.assertLessEqual(set(moves[0]), effective)
        for number in (1, 2):
            self.assertFalse(set(moves[number]) & effective)
            self.assertEqual(codes[number].count(EXIT["conflict"]), 1, codes)

    def test_of_two_who_take_it_the_first_in_the_ledger_has_it(self):
        for order in ((0, 1), (1, 0)):
            with self.subTest(order=order):
                ref = self.begin("dispatched")
                moves = self.work_apart(ref, [TAKE, TAKE])
                codes, conflicts = self.sync_in(order)
                first, second = order
                view = self.check_same(ref, "assigned")
                self.assertEqual(view["agent"], self.people[first].name)
                self.assertEqual(codes[first], [0, 0])
                self.check_loser(
                    ref, second, moves[second], moves[first], codes[second], conflicts[second])

    def test_of_two_transfers_the_first_in_the_ledger_holds(self):
        other = [("transfer", REF, "--team", "PROX-METZ", "-m", "It is in Metz.")]
        for order in ((0, 1), (1, 0)):
            with self.subTest(order=order):
                ref = self.begin("dispatched")
                self.work_apart(ref, [TRANSFER, other])
                codes, _ = self.sync_in(order)
                self.administrator.sync()
                seen = [self.administrator.show(ref), self.people[0].show(ref)]
                for view in seen:
                    self.assertEqual(view["state"], "dispatched")
                    self.assertEqual(view["team"], ("RESEAU", "PROX-METZ")[order[0]])
                self.check_texts(seen[0], [TRANSFER, other])
                self.assertIn(EXIT["conflict"], codes[order[1]])
                self.assertNotIn(EXIT["conflict"], codes[order[0]])
                self.people[1].refused(EXIT["not_allowed"], "comment", ref, "-m", "Still there?")

    def test_what_is_no_transition_always_merges(self):
        ref = self.begin("assigned")
        works = [
            [("comment", REF, "-m", f"Seen by {p.name}."),
             ("comment", REF, "-m", f"A note of {p.name}.", "--private"),
             ("contact", "add", REF, contact)]
            for p, contact in zip(self.people, ("claire", "alavigne", "bcoutard"))]
        self.work_apart(ref, works)
        codes, _ = self.sync_in((2, 0, 1))
        self.assertEqual([code for all in codes.values() for code in all], [0] * 6)
        view = self.check_same(ref, "assigned")
        self.check_texts(view, works)
        self.assertEqual(sorted(view["contacts"]), ["alavigne", "bcoutard", "claire"])

    def test_of_two_titles_the_later_holds_and_the_other_stays_readable(self):
        ref = self.begin("assigned")
        works = [[("edit", REF, "--title", "Lea's title")], [("edit", REF, "--title", "His title")]]
        self.work_apart(ref, works)
        codes, _ = self.sync_in((0, 1))
        view = self.check_same(ref, "assigned")
        self.assertEqual(view["title"], "His title")
        titles = [e["fields"].get("title") for e in view["timeline"] if e["kind"] == "edit"]
        self.assertEqual(titles, ["Lea's title", "His title"])
        self.assertEqual(codes[0], [0, EXIT["conflict"]])


if __name__ == "__main__":
    unittest.main()

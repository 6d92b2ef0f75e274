"""Closed stays closed, and only its requester closes a request."""

import itertools
import unittest

from desk import EXIT, Desk, shared


class FinalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea, cls.karim, cls.jules, cls.paul = (
            cls.desk.join(user) for user in ("lea", "karim", "jtarnier", "paul"))

    def assigned(self):
        ref = self.lea.new("Closed for good")
        self.lea.run("take", ref)
        for person in (self.lea, self.karim, self.jules, self.paul):
            person.sync()
        return ref

    def close(self, ref):
        """Karim resolves, paul closes, while lea and jules are away."""
        self.karim.run("resolve", ref, "-m", "Done.")
        self.karim.sync()
        self.paul.sync()
        self.paul.run("close", ref, "-m", "Thanks.")
        self.paul.sync()

    def test_closed_stays_closed_whatever_arrives_later(self):
        late = [
            (self.lea, ("freeze", "-m", "Waiting.")), (self.jules, ("resolve", "-m", "Mine."))]
        for order in itertools.permutations(late):
            with self.subTest(order=[person.name for person, _ in order]):
                ref = self.assigned()
                for person, (verb, *rest) in order:
                    person.run(verb, ref, *rest)
                    person.run("comment", ref, "-m", f"Late words of {person.name}.")
                self.close(ref)
                for person, _ in order:
                    person.run("sync", expect=EXIT["conflict"])
                for person in (self.lea, self.karim, self.jules, self.paul):
                    person.sync()
                views = [shared(p.show(ref)) for p in (self.lea, self.karim, self.jules)]
                self.assertEqual(views[0]["state"], "closed")
                self.assertTrue(all(view == views[0] for view in views))
                self.assertEqual(self.paul.show(ref)["state"], "closed")
                texts = {entry["text"] for entry in views[0]["timeline"]}
                self.assertLessEqual(
                    {"Late words of lea.", "Late words of jtarnier.", "Waiting.", "Mine."}, texts)

    def test_nothing_leaves_closed(self):
        ref = self.assigned()
        self.close(ref)
        self.lea.sync()
        for command in (
                ("take", ref), ("freeze", ref, "-m", "x"), ("resume", ref),
                ("resolve", ref, "-m", "x"), ("ask", ref, "-m", "x"),
                ("transfer", ref, "--team", "RESEAU", "-m", "x")):
            error = self.lea.refused(EXIT["refused"], *command)
            self.assertEqual(error["code"], "lifecycle.not-from-here")
        self.paul.refused(EXIT["refused"], "close", ref)

    def test_an_agent_does_not_close(self):
        ref = self.lea.new("Not for an agent to close")
        self.lea.run("take", ref)
        self.lea.run("resolve", ref, "-m", "Done.")
        error = self.lea.refused(EXIT["not_allowed"], "close", ref)
        self.assertEqual(error["code"], "rights.requester-only")
        self.assertIn("requester", error["message"])
        self.lea.sync()
        error = self.lea.refused(EXIT["not_allowed"], "close", ref, "-m", "It works.")
        self.assertTrue(error["message"])
        self.assertEqual(self.lea.show(ref)["state"], "resolved")
        self.assertEqual(self.lea.status()["pending"], 0)

    def test_an_agent_who_is_the_requester_may_close(self):
        ref = self.lea.new("My own request", requester="lea")
        self.lea.run("take", ref)
        self.lea.run("resolve", ref, "-m", "Done by myself.")
        self.assertEqual(self.lea.json("close", ref)["state"], "closed")
        self.assertEqual(self.lea.sync(expect=0)["denied"], 0)

    def test_a_contact_may_close_and_nobody_makes_himself_one(self):
        ref = self.assigned()
        error = self.karim.refused(EXIT["not_allowed"], "contact", "add", ref, "karim")
        self.assertEqual(error["code"], "rights.own-contact")
        self.lea.run("contact", "add", ref, "karim")
        self.lea.run("resolve", ref, "-m", "Done.")
        self.lea.sync()
        self.karim.sync()
        self.assertEqual(self.karim.json("close", ref)["state"], "closed")
        self.assertEqual(self.karim.sync(expect=0)["applied"], 1)

    def test_an_answer_comes_from_the_requester(self):
        ref = self.assigned()
        self.lea.run("ask", ref, "-m", "Which floor?")
        self.lea.sync()
        self.lea.refused(EXIT["not_allowed"], "answer", ref, "-m", "The second.")
        self.paul.sync()
        self.assertEqual(
            self.paul.json("answer", ref, "-m", "The second.")["state"], "assigned")
        self.paul.sync()
        self.lea.sync(expect=0)
        self.assertEqual(self.lea.show(ref)["state"], "assigned")

    def test_a_requester_never_receives_private_notes(self):
        ref = self.assigned()
        secret = "A word among colleagues."
        self.lea.run("comment", ref, "--private", "-m", secret)
        self.lea.sync()
        self.paul.sync()
        self.assertNotIn(secret, self.paul.run("show", ref, "--json").out)
        for file in self.paul.folder.glob("replica.sqlite*"):
            self.assertNotIn(secret.encode(), file.read_bytes(), file.name)
        self.karim.sync()
        self.assertIn(secret, self.karim.run("show", ref).out)


if __name__ == "__main__":
    unittest.main()

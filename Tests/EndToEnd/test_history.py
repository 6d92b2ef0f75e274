"""What a first sync leaves on the server, and how it is fetched, followed and forgotten."""

import json
import tempfile
import unittest

from desk import EXIT, Desk, shared

HEAD = ("number,incident_state,active,caller_id,opened_at,sys_updated_at,contact_type,location,"
        "category,subcategory,u_symptom,cmdb_ci,impact,urgency,assignment_group,assigned_to,"
        "problem_id,rfc,vendor,caused_by,closed_code,resolved_by")
ROW = ("{number},{state},true,Caller 1,{opened},{updated},Phone,Site 2,Poste,Écran,Noir,PC,"
       "2 - Medium,2 - Medium,Groupe 1,{agent},?,?,?,?,?,?")
STEPS = (("New", "?"), ("Active", "Agent 4"), ("Resolved", "Agent 4"), ("Closed", "Agent 4"))
YEARS = {"OLD1": 2019, "OLD2": 2020, "FRESH": None}


def log(years):
    """The log of incidents that were closed in these years; one of None is still open."""
    lines = [HEAD]
    for number, year in years.items():
        steps = STEPS if year else STEPS[:2]
        for day, (state, agent) in enumerate(steps, start=1):
            lines.append(ROW.format(
                number=number, state=state, agent=agent, opened=f"1/3/{year or 2025} 08:00",
                updated=f"{day}/3/{year or 2025} 09:00"))
    return "\n".join(lines) + "\n"


class HistoryTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk(serving=False)
        self.addCleanup(self.desk.end)
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
            file.write(log(YEARS))
            file.flush()
            self.desk.server("import", "incidents", file.name)
        self.edit(lea="GROUPE-1", karim="PROX-NANCY")
        self.desk.start()
        # An administrator's replica holds everything: it knows the references.
        self.admin = self.desk.join("claire")
        self.refs = {
            self.admin.show(row["ref"])["fields"]["number"]: row["ref"]
            for row in self.admin.json("list", "--all")}
        self.old = self.refs["OLD1"]

    def edit(self, **teams):
        """Puts people into teams, and makes claire an administrator."""
        people = [
            {"name": name, "fullName": name.title(), "roles": ["agent"], "teams": [team]}
            for name, team in teams.items()]
        people.append({"name": "claire", "fullName": "Claire", "roles": ["admin"]})
        self.change({"people": people})

    def change(self, document):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(document, file)
            file.flush()
            self.desk.server("directory", "import", file.name)

    def held(self, replica):
        return sorted(row["ref"] for row in replica.json("list", "--all"))

    def test_old_ended_requests_stay_until_they_are_fetched(self):
        lea = self.desk.join("lea")
        self.assertEqual(self.held(lea), [self.refs["FRESH"]])
        self.assertEqual(lea.json("search", "Écran"), lea.json("list", "--all"))
        for words in (("list", "--all"), ("list", "--closed"), ("search", "Écran")):
            self.assertIn("stays on the server", lea.run(*words).err)
            self.assertEqual(lea.run(*words, "--quiet").err, "")
        self.assertEqual(lea.run("list").err, "")
        self.assertIsNotNone(lea.status()["historySince"])
        self.assertIsNone(self.admin.status()["historySince"])
        # A replica that is told to show it fetches it whole, once, and keeps it.
        self.assertEqual(shared(lea.show(self.old)), shared(self.admin.show(self.old)))
        self.assertIn(self.old, self.held(lea))
        self.assertEqual(len(lea.json("search", "Écran")), 2)
        self.assertEqual(lea.sync()["received"], 0)
        self.desk.stop()
        self.assertEqual(lea.show(self.old)["state"], "closed")
        lea.run("doctor", "--rebuild")
        self.assertEqual(lea.show(self.old)["state"], "closed")

    def test_without_a_network_a_plain_word_says_where_it_is(self):
        lea = self.desk.join("lea")
        self.desk.stop()
        error = lea.refused(EXIT["unreachable"], "show", self.old)
        self.assertEqual(error["code"], "history.out-of-reach")
        self.assertIn(f"escale show {self.old} fetches it", error["hint"])
        for command in (("explain", self.old), ("comment", self.old, "-m", "Text")):
            error = lea.refused(EXIT["not_found"], *command)
            self.assertEqual(error["code"], "history.not-here")
        self.assertEqual(
            lea.refused(EXIT["not_found"], "show", "99999")["code"], "history.no-such-end")
        self.desk.start()
        lea.show(self.old)

    def test_bad_references_are_told_apart_from_nothing(self):
        lea, karim = self.desk.join("lea"), self.desk.join("karim")
        nowhere = lea.refused(EXIT["not_found"], "show", "7K-4711")
        self.assertEqual(nowhere["code"], "history.nowhere")
        # Of what isn't his, a user hears what he hears of what doesn't exist.
        foreign = karim.new("Foreign")
        karim.sync()
        hidden = lea.refused(EXIT["not_found"], "show", foreign)
        self.assertEqual(
            hidden["message"].replace(foreign, ""), nowhere["message"].replace("7K-4711", ""))
        # Nothing of the past is karim's: he is told so without the network.
        self.assertEqual(
            karim.refused(EXIT["not_found"], "show", self.old)["code"], "request.unknown")
        for text in ("", "7K-", "-7", "7K-0", "7K-99999999999", "é-1", "0-1"):
            done = lea.run("show", "--json", "--", text, expect=(2, 3))
            self.assertNotEqual(done.error["code"], "history.nowhere", text)
        # One that came since the last sync is for a sync to bring.
        elsewhere = self.desk.join("agent-4")
        late = elsewhere.json(
            "new", "--service", "proximite", "--field", "equipe=nancy-lettres", "--for", "lea",
            "--title", "Late", "--description", "D")["ref"]
        elsewhere.sync()
        self.assertEqual(
            lea.refused(EXIT["refused"], "show", late)["code"], "history.sync-first")
        lea.sync()
        lea.show(late)

    def test_what_happens_on_one_that_stayed_brings_it_whole(self):
        lea, agent = self.desk.join("lea"), self.desk.join("agent-4")
        agent.show(self.old)
        agent.run("comment", self.old, "-m", "A late word.", "--private")
        agent.sync()
        self.assertEqual(lea.sync()["requestsTouched"], 1)
        self.desk.stop()
        self.assertEqual(lea.show(self.old)["timeline"][-1]["text"], "A late word.")
        self.assertEqual(shared(lea.show(self.old)), shared(agent.show(self.old)))
        self.assertNotIn(self.refs["OLD2"], self.held(lea))

    def test_one_that_was_fetched_is_followed_erased_and_forgotten(self):
        lea = self.desk.join("lea")
        lea.show(self.old)
        lea.run("comment", self.old, "-m", "Swordfish.")
        lea.sync()
        agent = self.desk.join("agent-4")
        agent.show(self.old)
        agent.run("comment", self.old, "-m", "Seen.", "--private")
        agent.sync()
        lea.sync()
        self.admin.sync()
        self.assertEqual(shared(lea.show(self.old)), shared(self.admin.show(self.old)))
        comment = next(
            entry["id"] for entry in self.admin.log(self.old) if entry["kind"] == "comment")
        self.desk.server("erase", comment)
        lea.sync()
        self.assertTrue(
            next(e for e in lea.show(self.old)["timeline"] if e["id"] == comment)["erased"])
        # Whoever leaves the team loses sight of it, fetched or not.
        self.edit(lea="PROX-NANCY")
        lea.sync()
        self.assertEqual(
            lea.refused(EXIT["not_allowed"], "show", self.old)["code"], "request.left")
        self.assertEqual(
            lea.refused(EXIT["not_found"], "show", self.refs["OLD2"])["code"], "history.nowhere")
        lea.run("doctor")

    def test_who_joins_a_team_later_fetches_its_past(self):
        karim = self.desk.join("karim")
        self.assertEqual(self.held(karim), [])
        self.edit(karim="GROUPE-1")
        karim.sync()
        self.assertEqual(self.held(karim), [self.refs["FRESH"]])
        self.assertIsNotNone(karim.status()["historySince"])
        karim.show(self.old)

    def test_the_policy_can_send_everything(self):
        self.change({"policy": {"historyDays": 0}})
        lea = self.desk.join("lea")
        self.assertEqual(self.held(lea), sorted(self.refs.values()))
        self.assertIsNone(lea.status()["historySince"])

    def test_a_copied_replica_goes_on_with_the_same_history(self):
        lea = self.desk.join("lea")
        lea.show(self.old)
        twin = lea.copy("twin")
        lea.run("comment", self.refs["FRESH"], "-m", "Here.")
        lea.sync()
        twin.run("comment", self.old, "-m", "There.")
        twin.sync()
        lea.sync()
        self.assertEqual(self.held(twin), sorted([self.old, self.refs["FRESH"]]))
        self.assertEqual(lea.show(self.old)["timeline"][-1]["text"], "There.")


if __name__ == "__main__":
    unittest.main()

"""Attachments: offline, over the network, cut off anywhere, and with names that mean harm."""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from cutter import Cutter
from desk import DIRECTORY, EXIT, Desk, shared

MEGABYTE = 1_000_000
LARGE = 50 * MEGABYTE
LARGEST_PIECE = 2 << 20
PATIENCE_SECONDS = 60
# What a program may need beyond what it needs for next to nothing.
MEMORY_KIBIBYTES = 48 << 10


def noise(count, seed=1):
    """Bytes that don't compress, the same for the same seed."""
    block = hashlib.sha256(str(seed).encode()).digest()
    parts = []
    for index in range(count // 65536 + 1):
        block = hashlib.sha256(block + bytes([index & 255])).digest()
        parts.append(hashlib.shake_256(block).digest(65536))
    return b"".join(parts)[:count]


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def until(condition, what):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"never: {what}")
        time.sleep(0.005)


class AttachmentTest(unittest.TestCase):
    LIMIT = 100 * MEGABYTE

    @classmethod
    def setUpClass(cls):
        cls.desk = Desk(directory=cls.directory())
        cls.addClassCleanup(cls.desk.end)
        cls.cutter = Cutter(cls.desk.port)
        cls.addClassCleanup(cls.cutter.close)
        cls.lea = cls.desk.join("lea", url=cls.cutter.url)
        cls.karim = cls.desk.join("karim", url=cls.cutter.url)

    @classmethod
    def directory(cls):
        """The usual one, with the limit of this class."""
        document = json.loads(DIRECTORY.read_text())
        document["policy"]["attachmentBytes"] = cls.LIMIT
        handle, name = tempfile.mkstemp(suffix=".json")
        os.close(handle)
        path = pathlib.Path(name)
        path.write_text(json.dumps(document))
        cls.addClassCleanup(path.unlink)
        return path

    def setUp(self):
        self.cutter.heal()
        self.ref = self.lea.new("With files")
        self.folder = self.desk.folder / self.id().rsplit(".", 1)[-1]
        self.folder.mkdir()

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def level(self):
        """Brings both replicas level."""
        self.lea.sync(expect=0)
        return self.karim.sync(expect=0)

    def get(self, replica, name, *more, ref=None, **options):
        """What `attachment get` writes, as bytes."""
        target = self.folder / f"got-{len(os.listdir(self.folder))}"
        replica.run("attachment", "get", ref or self.ref, name, "-o", target, *more, **options)
        return target.read_bytes()


class CarryingTest(AttachmentTest):
    def test_what_is_attached_offline_comes_out_byte_for_byte_elsewhere(self):
        content = b"%PDF-1.7\n" + noise(300_000)
        self.desk.stop()
        view = self.lea.json("attach", self.ref, self.file("plan étage 2.pdf", content))
        attachment = view["attachments"][0]
        self.assertEqual(attachment, dict(
            attachment, name="plan étage 2.pdf", bytes=len(content), sha256=sha256(content),
            mediaType="application/pdf", present=True))
        line = view["timeline"][-1]
        self.assertEqual((line["kind"], line["verdict"]), ("attachment", "pending"))
        self.assertEqual(self.get(self.lea, "plan étage 2.pdf"), content)
        self.desk.start()
        sent = self.lea.sync(expect=0)["attachments"]
        self.assertEqual((sent["sent"], sent["sentBytes"]), (1, len(content)))
        self.karim.sync(expect=0)
        seen = self.karim.show(self.ref)
        self.assertEqual([entry["present"] for entry in seen["attachments"]], [False])
        self.assertEqual(shared(seen), shared(self.lea.show(self.ref)))
        self.assertEqual(self.get(self.karim, "plan étage 2.pdf"), content)
        self.assertTrue(self.karim.show(self.ref)["attachments"][0]["present"])
        self.karim.run("doctor")
        self.desk.server("verify")

    def test_a_request_is_created_with_its_files(self):
        first, second = noise(1_000, seed=2), b""
        ref = self.lea.new(
            "Born with files", "--attach", self.file("a.bin", first), "--attach",
            self.file("empty", second))
        self.level()
        fetched = self.karim.json("sync", "--attachments")["attachments"]
        self.assertGreaterEqual(fetched["received"], 2)
        self.assertEqual(self.get(self.karim, "a.bin", ref=ref), first)
        self.assertEqual(self.get(self.karim, "empty", ref=ref), second)

    def test_a_change_may_come_before_its_bytes(self):
        content = noise(3_000_000, seed=3)
        self.lea.run("attach", self.ref, self.file("late.bin", content))
        self.cutter.delay = 0
        # The second exchange is the one with bytes.
        blobs = self.lea.folder / "replica.sqlite.blobs"
        hidden = self.lea.folder / "hidden"
        blobs.rename(hidden)
        self.lea.sync(expect=0)
        hidden.rename(blobs)
        self.karim.sync(expect=0)
        self.assertEqual(
            self.karim.refused(EXIT["not_found"], "attachment", "get", self.ref, "late.bin")["code"],
            "attachment.absent")
        awaited = self.karim.json("sync", "--attachments")["attachments"]
        self.assertEqual((awaited["received"], awaited["awaited"]), (0, 1))
        self.assertEqual(self.lea.sync(expect=0)["attachments"]["sent"], 1)
        self.assertEqual(self.get(self.karim, "late.bin"), content)

    def test_a_thousand_small_files(self):
        files = [self.file(f"{number:04}.txt", f"number {number}".encode())
                 for number in range(1000)]
        self.lea.run("attach", self.ref, *files, timeout=300)
        sent = self.lea.sync(expect=0)
        self.assertEqual(sent["attachments"]["sent"], 1000)
        self.karim.sync(expect=0)
        fetched = self.karim.json("sync", "--attachments", timeout=300)["attachments"]
        self.assertGreaterEqual(fetched["received"], 1000)
        self.assertEqual(self.get(self.karim, "0777.txt"), b"number 777")
        self.karim.run("doctor")

    def test_the_same_bytes_are_stored_once(self):
        content = noise(100_000, seed=4)
        other = self.lea.new("The same again")
        for ref, name in ((self.ref, "one.bin"), (self.ref, "two.bin"), (other, "three.bin")):
            self.lea.run("attach", ref, self.file(name, content))
        self.level()
        self.karim.json("sync", "--attachments")
        for folder in (self.lea.folder / "replica.sqlite.blobs",
                       self.karim.folder / "replica.sqlite.blobs", self.desk.data / "blobs"):
            found = [path for path in folder.rglob("*")
                     if path.is_file() and path.stat().st_size == len(content)]
            self.assertEqual([path.name for path in found], [sha256(content)])
            self.assertEqual(found[0].stat().st_mode & 0o777, 0o600)
        for ref, name in ((self.ref, "one.bin"), (self.ref, "two.bin"), (other, "three.bin")):
            self.assertEqual(self.get(self.karim, name, ref=ref), content)

    def test_somebody_outside_the_audience_finds_nothing(self):
        content = noise(10_000, seed=5)
        self.lea.run("attach", self.ref, self.file("secret.bin", content))
        self.level()
        outsider = self.desk.join("oferrand", name=f"outsider-{self.ref}")
        error = outsider.refused(EXIT["not_found"], "attachment", "get", self.ref, "secret.bin")
        self.assertEqual(error["code"], "request.unknown")
        self.assertNotIn(sha256(content), json.dumps(outsider.log()))

    def test_who_knows_a_hash_has_not_the_bytes(self):
        """Attaching what one doesn't have gives nobody what somebody else sent."""
        content = noise(20_000, seed=6)
        self.lea.run("attach", self.ref, self.file("mine.bin", content))
        self.lea.sync(expect=0)
        # oferrand, of another team, has the file too, attaches it, and loses it before her sync.
        guesser = self.desk.join("oferrand", name=f"guesser-{self.ref}")
        own = guesser.json(
            "new", "--service", "proximite", "--field", "equipe=nancy-lettres", "--for", "oferrand",
            "--title", "Guess", "--description", "Guess", "--attach",
            self.file("guess.bin", content))["ref"]
        shutil.rmtree(guesser.folder / "replica.sqlite.blobs")
        guesser.sync(expect=0)
        error = guesser.refused(EXIT["not_found"], "attachment", "get", own, "guess.bin")
        self.assertEqual(error["code"], "attachment.absent")

    def test_a_file_attached_before_a_transfer_reaches_the_other_team(self):
        content = noise(50_000, seed=7)
        self.lea.run("take", self.ref)
        ref = self.lea.new("To be handed over", requester="paul")
        self.lea.run("attach", ref, self.file("report.bin", content))
        self.lea.run("transfer", ref, "--team", "RESEAU", "-m", "Network.")
        self.lea.sync()
        held = [path.name for path in (self.desk.data / "blobs").rglob("*")]
        self.assertIn(sha256(content), held)


class CuttingTest(AttachmentTest):
    def parts(self):
        """What is on its way to the server."""
        folder = self.desk.data / "blobs" / "incoming"
        return sum(path.stat().st_size for path in folder.glob("*")) if folder.exists() else 0

    def begin(self, replica, *arguments):
        return subprocess.Popen(
            replica.command(*arguments), env=replica.environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def test_an_upload_killed_half_way_goes_on(self):
        content = noise(LARGE, seed=8)
        self.lea.run("attach", self.ref, self.file("large.bin", content))
        self.cutter.delay = 0.02
        for threshold in (LARGE // 5, LARGE // 2):
            program = self.begin(self.lea, "sync")
            until(lambda: self.parts() > threshold, "half of it is there")
            program.send_signal(signal.SIGKILL)
            program.wait()
        held = self.settled_parts()
        self.cutter.heal()
        sent = self.lea.sync(expect=0)["attachments"]
        self.assertEqual((sent["sent"], sent["sentBytes"]), (1, LARGE - held))
        self.assertEqual(self.parts(), 0)
        self.karim.sync(expect=0)
        self.assertEqual(sha256(self.get(self.karim, "large.bin")), sha256(content))
        self.desk.server("verify")

    def settled_parts(self):
        """The size of what is on its way, once nothing of a killed client comes any more."""
        size = -1
        while size != self.parts():
            size = self.parts()
            time.sleep(0.3)
        return size

    def test_a_download_killed_half_way_goes_on(self):
        content = noise(LARGE, seed=9)
        self.lea.run("attach", self.ref, self.file("large.bin", content))
        self.level()
        self.cutter.delay = 0.005
        incoming = self.karim.folder / "replica.sqlite.blobs" / "incoming" / sha256(content)
        held = lambda: incoming.stat().st_size if incoming.exists() else 0
        for threshold in (LARGE // 5, LARGE // 2):
            program = self.begin(
                self.karim, "attachment", "get", self.ref, "large.bin", "-o",
                self.folder / "never")
            until(lambda: held() > threshold, "half of it is here")
            program.send_signal(signal.SIGKILL)
            program.wait()
        self.assertFalse((self.folder / "never").exists())
        self.assertEqual(list(self.folder.glob(".escale-*")), [])
        self.cutter.heal()
        rest = LARGE - held()
        fetched = self.karim.json("sync", "--attachments")["attachments"]
        self.assertEqual((fetched["received"], fetched["receivedBytes"]), (1, rest))
        self.assertEqual(sha256(self.get(self.karim, "large.bin")), sha256(content))

    def test_a_server_killed_half_way_goes_on(self):
        content = noise(LARGE, seed=10)
        self.lea.run("attach", self.ref, self.file("large.bin", content))
        self.cutter.delay = 0.02
        program = self.begin(self.lea, "sync")
        until(lambda: self.parts() > LARGE // 3, "a third of it is there")
        self.desk.stop(signal.SIGKILL)
        self.assertEqual(program.wait(), EXIT["unreachable"])
        held = self.parts()
        self.assertGreater(held, LARGE // 3)
        self.cutter.heal()
        self.desk.start()
        sent = self.lea.sync(expect=0)["attachments"]
        self.assertEqual((sent["sent"], sent["sentBytes"]), (1, LARGE - held))
        self.karim.sync(expect=0)
        self.assertEqual(sha256(self.get(self.karim, "large.bin")), sha256(content))

    def test_changes_are_synced_though_the_bytes_are_cut_off(self):
        content = noise(5 * MEGABYTE, seed=11)
        self.lea.run("attach", self.ref, self.file("cut.bin", content))
        self.cutter.cut(request=MEGABYTE)
        result = self.lea.run("sync", "--json", expect=EXIT["unreachable"])
        report = json.loads(result.out)
        self.assertEqual(report["applied"], report["sent"])
        self.assertGreater(report["sent"], 0)
        self.assertEqual(result.error["code"], "server.unreachable")
        self.assertEqual(self.lea.status()["pending"], 0)
        self.cutter.heal()
        self.assertEqual(self.lea.sync(expect=0)["attachments"]["sent"], 1)

    def test_memory_stays_flat(self):
        """Of either program, for fifty megabytes up and down."""
        content = noise(LARGE, seed=12)
        path = self.file("large.bin", content)
        least = self.peak(self.lea, "list")
        self.assertLess(self.peak(self.lea, "attach", self.ref, path), least + MEMORY_KIBIBYTES)
        self.assertLess(self.peak(self.lea, "sync"), least + MEMORY_KIBIBYTES)
        self.karim.sync(expect=0)
        self.assertLess(
            self.peak(self.karim, "sync", "--attachments"), least + MEMORY_KIBIBYTES)
        status = pathlib.Path(f"/proc/{self.desk.process.pid}/status").read_text()
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        self.assertLess(int(peak.split()[1]), 3 * MEMORY_KIBIBYTES + least)

    def peak(self, replica, *arguments):
        """The most memory that a run took, in kibibytes."""
        pid = os.posix_spawn(
            replica.command()[0], replica.command(*arguments), replica.environment(),
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
        _, status, usage = os.wait4(pid, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), 0)
        return usage.ru_maxrss


class DamageTest(AttachmentTest):
    def stored(self, folder, content):
        name = sha256(content)
        return folder / name[:2] / name

    def test_damage_is_found_before_it_is_passed_on_and_mended_from_a_replica(self):
        content = noise(400_000, seed=13)
        self.lea.run("attach", self.ref, self.file("torn.bin", content))
        self.level()
        path = self.stored(self.desk.data / "blobs", content)
        path.write_bytes(content[:200_000] + b"!" + content[200_001:])
        self.desk.server("verify", expect=EXIT["unexpected"])
        error = self.karim.refused(EXIT["not_found"], "attachment", "get", self.ref, "torn.bin")
        self.assertEqual(error["code"], "attachment.absent")
        self.assertEqual(self.lea.json("sync", "--attachments")["attachments"]["sent"], 1)
        self.assertEqual(self.get(self.karim, "torn.bin"), content)
        self.desk.server("verify")

    def test_a_damaged_copy_here_is_found_and_fetched_anew(self):
        content = noise(400_000, seed=14)
        self.lea.run("attach", self.ref, self.file("local.bin", content))
        self.level()
        path = self.stored(self.lea.folder / "replica.sqlite.blobs", content)
        path.write_bytes(b"?" + content[1:])
        problems = self.lea.run("doctor", "--json", expect=EXIT["unexpected"]).json["problems"]
        self.assertEqual([problem["kind"] for problem in problems], ["attachment-damaged"])
        error = self.lea.refused(EXIT["unexpected"], "attachment", "get", self.ref, "local.bin")
        self.assertEqual(error["code"], "attachment.damaged")
        self.assertEqual(self.get(self.lea, "local.bin"), content)

    def test_a_file_that_is_damaged_before_it_is_sent_is_told_and_taken_by_nobody(self):
        content = noise(400_000, seed=22)
        self.lea.run("attach", self.ref, self.file("early.bin", content))
        path = self.stored(self.lea.folder / "replica.sqlite.blobs", content)
        for wrong in (b"?" + content[1:], content[:300_000]):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(wrong)
            report = self.lea.sync()["attachments"]
            self.assertEqual((report["sent"], len(report["damaged"])), (0, 1))
            self.assertFalse(path.exists())
            self.karim.sync()
            error = self.karim.refused(EXIT["not_found"], "attachment", "get", self.ref, "early.bin")
            self.assertEqual(error["code"], "attachment.absent")
        path.write_bytes(content)
        self.assertEqual(self.lea.sync(expect=0)["attachments"]["sent"], 1)
        self.assertEqual(self.get(self.karim, "early.bin"), content)

    def test_what_was_not_sent_yet_and_is_lost_is_told(self):
        self.lea.run("attach", self.ref, self.file("gone.bin", noise(1_000, seed=15)))
        shutil.rmtree(self.lea.folder / "replica.sqlite.blobs")
        problems = self.lea.run("doctor", "--json", expect=EXIT["unexpected"]).json["problems"]
        self.assertEqual([problem["kind"] for problem in problems], ["attachment-lost"])
        self.addCleanup(self.lea.sync)


class LimitTest(AttachmentTest):
    LIMIT = 100_000

    def blobs(self):
        folder = self.lea.folder / "replica.sqlite.blobs"
        return [path for path in folder.rglob("*") if path.is_file()]

    def test_a_file_beyond_the_limit_is_refused_and_the_limit_named(self):
        fine = self.file("fine.bin", noise(self.LIMIT, seed=16))
        large = self.file("large.bin", noise(self.LIMIT + 1, seed=17))
        before = self.lea.log(), self.blobs()
        error = self.lea.refused(EXIT["refused"], "attach", self.ref, fine, large)
        self.assertEqual(error["code"], "attachment.too-large")
        self.assertIn(str(self.LIMIT), error["message"])
        self.assertEqual(error["details"]["byteLimit"], str(self.LIMIT))
        self.assertEqual((self.lea.log(), self.blobs()), before)
        error = self.lea.refused(
            EXIT["refused"], "new", "--service", "proximite", "--field", "equipe=nancy-lettres",
            "--title", "Too much", "--description", "Too much", "--attach", large)
        self.assertEqual((self.lea.log(), self.blobs()), before)
        self.lea.run("attach", self.ref, fine)

    def test_a_request_has_room_for_so_much(self):
        files = [self.file(f"{number}.bin", noise(self.LIMIT, seed=100 + number))
                 for number in range(21)]
        self.lea.run("attach", self.ref, *files[:15])
        before = self.lea.log()
        error = self.lea.refused(EXIT["refused"], "attach", self.ref, *files[15:])
        self.assertEqual(error["code"], "attachment.over-quota")
        self.assertIn(str(20 * self.LIMIT), error["message"])
        self.assertEqual(self.lea.log(), before)
        self.lea.run("attach", self.ref, *files[15:20], files[0])
        self.level()

    def test_a_limit_lowered_meanwhile_is_told_and_nothing_else_suffers(self):
        document = json.loads(self.desk.server("directory", "export").out)
        content = noise(self.LIMIT, seed=18)
        self.lea.sync()
        self.lea.run("attach", self.ref, self.file("refused.bin", content))
        self.lea.run("attach", self.ref, self.file("small.bin", b"small"))
        document["policy"]["attachmentBytes"] = 1_000
        lowered = self.folder / "lowered.json"
        lowered.write_text(json.dumps(document))
        self.desk.server("directory", "import", lowered)
        report = self.lea.sync(expect=0)
        self.assertEqual(report["applied"], report["sent"])
        self.assertEqual(report["attachments"]["sent"], 1)
        self.assertEqual(
            [(one["code"], one["byteLimit"]) for one in report["attachments"]["refused"]],
            [("attachment.too-large", 1_000)])
        document["policy"]["attachmentBytes"] = self.LIMIT
        lowered.write_text(json.dumps(document))
        self.desk.server("directory", "import", lowered)
        self.assertEqual(self.lea.sync(expect=0)["attachments"]["sent"], 1)


class NameTest(AttachmentTest):
    def get_into(self, folder, name):
        """Runs `attachment get` in a folder and returns what is in it then."""
        subprocess.run(
            self.lea.command("attachment", "get", self.ref, name), cwd=folder, check=True,
            env=self.lea.environment(), capture_output=True)
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def test_names_that_hide_or_turn_are_harmless(self):
        cases = {
            ".bashrc": "_bashrc", "a\x1b[31mred": "a_[31mred", "\u202egpj.exe": "_gpj.exe",
            "back\\slash": "slash", "-rf": "-rf", "new\nline": "new_line",
        }
        for index, (name, safe) in enumerate(cases.items()):
            with self.subTest(name=name):
                ref = self.ref = self.lea.new(f"Named {index}")
                self.lea.run("attach", ref, self.file(name, name.encode()))
                shown = self.lea.run("show", ref).out + self.lea.run("attachment", "list", ref).out
                for harm in ("\x1b", "\u202e"):
                    self.assertNotIn(harm, shown)
                target = self.folder / f"into-{index}"
                target.mkdir()
                change = self.lea.show(ref)["attachments"][0]["id"]
                self.assertEqual(self.get_into(target, change), {safe: name.encode()})

    def test_the_longest_name_that_a_file_can_have(self):
        name = "n" * 251 + ".txt"
        self.lea.run("attach", self.ref, self.file(name, b"long"))
        target = self.folder / "into"
        target.mkdir()
        self.assertEqual(self.get_into(target, name), {name: b"long"})

    def test_nothing_is_overwritten_without_being_told(self):
        self.lea.run("attach", self.ref, self.file("notes.txt", b"theirs"))
        mine = self.file("mine.txt", b"mine")
        (self.folder / "link.txt").symlink_to(self.folder / "elsewhere.txt")
        for target in (mine, self.folder / "link.txt"):
            error = self.lea.refused(
                EXIT["refused"], "attachment", "get", self.ref, "notes.txt", "-o", target)
            self.assertEqual(error["code"], "attachment.file-exists")
        self.assertEqual(mine.read_bytes(), b"mine")
        self.assertFalse((self.folder / "elsewhere.txt").exists())
        self.lea.run("attachment", "get", self.ref, "notes.txt", "-o", mine, "--force")
        self.assertEqual(mine.read_bytes(), b"theirs")
        self.assertEqual(sorted(os.listdir(self.folder)), ["link.txt", "mine.txt", "notes.txt"])

    def test_standard_output_gets_the_bytes_alone(self):
        content = noise(200_000, seed=19)
        self.lea.run("attach", self.ref, self.file("raw.bin", content))
        done = subprocess.run(
            self.lea.command("attachment", "get", self.ref, "raw.bin", "-o", "-"), check=True,
            env=self.lea.environment(), capture_output=True)
        self.assertEqual(done.stdout, content)

    def test_what_is_no_file_is_refused(self):
        before = self.lea.log()
        cases = [
            (self.folder, "refused", "attachment.not-a-file"),
            ("/dev/null", "refused", "attachment.not-a-file"),
            (self.folder / "missing", "not_found", "attachment.unreadable"),
        ]
        for path, exit_name, code in cases:
            with self.subTest(path=str(path)):
                error = self.lea.refused(EXIT[exit_name], "attach", self.ref, path)
                self.assertEqual(error["code"], code)
        self.assertEqual(self.lea.log(), before)

    def test_of_two_that_share_a_name_the_change_tells(self):
        for content in (b"first", b"second"):
            self.lea.run("attach", self.ref, self.file("same.txt", content))
        error = self.lea.refused(EXIT["usage"], "attachment", "get", self.ref, "same.txt")
        self.assertEqual(error["code"], "attachment.ambiguous")
        ids = [one["id"] for one in self.lea.json("attachment", "list", self.ref)]
        self.assertEqual([self.get(self.lea, one) for one in ids], [b"first", b"second"])
        error = self.lea.refused(EXIT["not_found"], "attachment", "get", self.ref, "none")
        self.assertEqual(error["code"], "attachment.unknown")


if __name__ == "__main__":
    unittest.main()

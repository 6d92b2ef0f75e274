"""The full screen on a real terminal: what it shows, and that the terminal is given back."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
import unittest

from desk import EXIT, Desk, programs

WAIT_SECONDS = 30
ENTER = b"\x1b[?1049h"
LEAVE = b"\x1b[?1049l"


class Terminal:
    """The program on a terminal of its own, whose settings are watched from the other end."""

    def __init__(self, replica, *options, rows=24, columns=80, shell=False, **more):
        self.leader, self.follower = pty.openpty()
        self.resize(rows, columns)
        self.before = termios.tcgetattr(self.follower)
        environment = replica.environment(**{"TERM": "xterm-256color", **more})
        escale = str(programs() / "escale")
        command = [escale, "ui", *options]
        if shell:
            command = ["/bin/bash", "--norc", "--noprofile", "-i"]
            environment.update(PS1="READY> ", ESCALE=escale, HISTFILE="")
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(self.follower, termios.TIOCSCTTY, 0)
                for descriptor in (0, 1, 2):
                    os.dup2(self.follower, descriptor)
                os.execve(command[0], command, environment)
            finally:
                os._exit(127)
        self.output = b""
        self.status = None

    def resize(self, rows, columns):
        fcntl.ioctl(self.leader, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settings(self):
        return termios.tcgetattr(self.follower)

    def read(self, seconds=0.05):
        while select.select([self.leader], [], [], seconds)[0]:
            self.output += os.read(self.leader, 65536)

    def expect(self, text):
        """Waits until something is written, and forgets what came before."""
        wanted, deadline = text.encode(), time.monotonic() + WAIT_SECONDS
        while wanted not in self.output:
            if time.monotonic() > deadline:
                raise AssertionError(f"{text!r} never came: {self.output[-2000:]!r}")
            self.read()
        self.output = self.output.split(wanted, 1)[1]

    def press(self, keys):
        os.write(self.leader, keys.encode())

    def ended(self):
        """The status that the program ends with."""
        deadline = time.monotonic() + WAIT_SECONDS
        while self.status is None:
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
            elif time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                raise AssertionError("it did not end")
        self.read()
        return self.status

    def close(self):
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except ProcessLookupError:
                pass
        os.close(self.leader)
        os.close(self.follower)


class ScreenTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.end)
        cls.lea = cls.desk.join("lea")
        cls.ref = cls.lea.new("Printer is silent")
        cls.lea.run("take", cls.ref)

    def open(self, *options, **more):
        terminal = Terminal(self.lea, *options, **more)
        self.addCleanup(terminal.close)
        return terminal

    def check_given_back(self, terminal):
        self.assertEqual(terminal.settings(), terminal.before)
        self.assertIn(LEAVE, terminal.output)

    def test_a_request_is_read_and_commented_and_the_screen_left(self):
        terminal = self.open()
        terminal.expect("Printer is silent")
        self.assertNotEqual(terminal.settings(), terminal.before)
        terminal.press("\r")
        terminal.expect("Timeline")
        terminal.press("c")
        terminal.expect("Text")
        terminal.press("Drum ordered\r")
        terminal.expect("comment added")
        terminal.press("qq")
        self.assertEqual(terminal.ended(), 0)
        self.check_given_back(terminal)
        texts = [entry["text"] for entry in self.lea.json("show", self.ref)["timeline"]]
        self.assertIn("Drum ordered", texts)

    def test_a_sync_runs_beside_the_keys(self):
        terminal = self.open()
        terminal.expect("to be synced")
        terminal.press("s")
        terminal.expect("✓")
        self.assertEqual(self.lea.status()["pending"], 0)
        terminal.press("q")
        self.assertEqual(terminal.ended(), 0)

    def test_a_draft_outlives_the_program(self):
        terminal = self.open()
        terminal.expect("Printer")
        terminal.press("\r")
        terminal.expect("Timeline")
        terminal.press("n")
        terminal.expect("Text")
        terminal.press("half a sent")
        terminal.expect("t")
        time.sleep(0.5)
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.ended()
        again = self.open()
        again.expect("Printer")
        again.press("\r")
        again.expect("Timeline")
        again.press("n")
        again.expect("half a sent")

    def test_whatever_ends_it_gives_the_terminal_back(self):
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGABRT, signal.SIGSEGV):
            with self.subTest(signal=number.name):
                terminal = self.open()
                terminal.expect("Printer")
                os.kill(terminal.pid, number)
                status = terminal.ended()
                if number == signal.SIGINT:
                    self.assertEqual(os.waitstatus_to_exitcode(status), 130)
                else:
                    self.assertTrue(os.WIFSIGNALED(status))
                self.check_given_back(terminal)

    def test_ctrl_z_gives_the_terminal_to_the_shell_and_takes_it_again(self):
        terminal = self.open(shell=True)
        terminal.expect("READY> ")
        usual = terminal.settings()
        terminal.press("$ESCALE ui\r")
        terminal.expect("Printer is silent")
        self.assertNotEqual(terminal.settings(), usual)
        terminal.press("\x1a")
        terminal.expect(LEAVE.decode())
        terminal.expect("Stopped")
        terminal.expect("READY> ")
        self.assertEqual(terminal.settings(), usual)
        terminal.press("fg\r")
        terminal.expect(ENTER.decode())
        terminal.expect("Printer is silent")
        terminal.press("q")
        terminal.expect(LEAVE.decode())
        terminal.expect("READY> ")
        self.assertEqual(terminal.settings(), usual)
        terminal.press("exit\r")
        self.assertEqual(terminal.ended(), 0)

    def editing(self, script):
        """A comment that is being written in an editor made of a shell's lines."""
        editor = self.lea.folder / "editor"
        editor.write_text(f"#!/bin/sh\n{script}\n")
        editor.chmod(0o700)
        terminal = self.open(VISUAL=str(editor))
        terminal.expect("Printer is silent")
        terminal.press("\r")
        terminal.expect("Timeline")
        terminal.press("c")
        terminal.expect("Text")
        terminal.press("\x05")
        return terminal

    def test_a_long_text_is_written_in_the_editor(self):
        terminal = self.editing('printf "One line.\\nAnother line.\\n" > "$1"')
        terminal.expect(LEAVE.decode())
        terminal.expect("Another line.")
        terminal.press("\r")
        terminal.expect("comment added")
        terminal.press("qq")
        self.assertEqual(terminal.ended(), 0)
        self.check_given_back(terminal)
        texts = [entry["text"] for entry in self.lea.json("show", self.ref)["timeline"]]
        self.assertIn("One line.\nAnother line.", texts)

    def test_an_editor_that_crashes_takes_nothing_with_it(self):
        # It leaves the terminal raw and unseen, reports the mouse, and dies.
        terminal = self.editing("stty raw -echo; printf '\\033[?1000h\\033[?25l'; kill -SEGV $$")
        terminal.expect("The editor ended with status 139")
        terminal.press("\x1bq")
        terminal.expect("q quit")
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertTrue(os.WIFSIGNALED(terminal.ended()))
        self.check_given_back(terminal)
        self.assertIn(b"\x1b[?1000;1002;1003;1006l", terminal.output)

    def test_made_small_and_ended_it_gives_the_terminal_back(self):
        terminal = self.open()
        terminal.expect("Printer")
        terminal.resize(5, 20)
        terminal.expect("\x1b[2J")
        os.kill(terminal.pid, signal.SIGTERM)
        self.assertTrue(os.WIFSIGNALED(terminal.ended()))
        self.check_given_back(terminal)

    def test_it_lives_on_in_any_size(self):
        terminal = self.open()
        terminal.expect("Printer")
        for rows, columns in ((10, 40), (2, 5), (1, 1), (50, 200)):
            terminal.output = b""
            terminal.resize(rows, columns)
            terminal.expect("\x1b[2J")
            terminal.press("j?x")
        terminal.press("q")
        self.assertEqual(terminal.ended(), 0)
        self.check_given_back(terminal)

    def test_without_a_terminal_that_can_show_it(self):
        self.assertEqual(
            self.lea.refused(EXIT["usage"], "ui")["code"], "screen.no-terminal")
        terminal = self.open(TERM="dumb")
        self.assertEqual(os.waitstatus_to_exitcode(terminal.ended()), EXIT["usage"])
        self.assertIn(b"hint: ", terminal.output)
        self.assertNotIn(LEAVE, terminal.output)


if __name__ == "__main__":
    unittest.main()

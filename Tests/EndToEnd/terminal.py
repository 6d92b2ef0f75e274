"""A program at a real terminal: a pty of a given size, with somebody who types."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

ANSWER_SECONDS = 60
PIECE_BYTES = 65_536


class Session:
    """A program that runs at a terminal."""

    def __init__(self, arguments, env, columns=80, lines=24, stdin_terminal=True):
        self.arguments = [str(argument) for argument in arguments]
        self.screen = ""
        self.raw = b""
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        env = {"TERM": "xterm-256color", **env}
        self.process = subprocess.Popen(
            self.arguments, env=env, stdin=slave if stdin_terminal else subprocess.DEVNULL,
            stdout=slave, stderr=slave,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0))
        os.close(slave)

    def take_in(self, seconds):
        """Reads what comes within that time; whether anything came."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            piece = os.read(self.master, PIECE_BYTES)
        except OSError:
            return False
        self.raw += piece
        self.screen = self.raw.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(piece)

    def wait_for(self, text):
        """Reads until the text is there, after what was read for the last one."""
        deadline = time.monotonic() + ANSWER_SECONDS
        start = len(self.screen)
        while text not in self.screen[getattr(self, "seen", 0):]:
            if not self.take_in(0.1) or time.monotonic() > deadline:
                raise AssertionError(f"no {text!r} in {self.screen!r}")
        self.seen = self.screen.index(text, getattr(self, "seen", 0)) + len(text)
        return self.screen[start:]

    def type(self, text):
        os.write(self.master, text.encode())

    def answer(self, prompt, text):
        self.wait_for(prompt)
        self.type(text + "\n")

    def end(self):
        """Reads to the end; the exit code."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while self.take_in(0.1):
            if time.monotonic() > deadline:
                self.process.kill()
                raise AssertionError(f"does not end: {self.screen!r}")
        os.close(self.master)
        return self.process.wait(ANSWER_SECONDS)

    def kill(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def shown(arguments, env, **size):
    """What a program shows at a terminal that nobody types at, and how it ends."""
    session = Session(arguments, env, **size)
    code = session.end()
    return session.screen, code

"""Runs programs and says what they took, as whole processes, by the kernel's own count."""

import dataclasses
import json
import os
import socket
import statistics
import tempfile
import time

KIBIBYTE = 1024


@dataclasses.dataclass
class Run:
    """What one process did: wall and CPU seconds, peak memory in bytes, exit code, output."""

    seconds: float
    cpu: float
    memory: int
    code: int
    output: str
    errors: str

    def json(self):
        """The last line of the output that is a JSON value, or the whole of it."""
        try:
            return json.loads(self.output)
        except ValueError:
            return json.loads(self.output.strip().splitlines()[-1])


class Failure(Exception):
    """A program ended otherwise than it should; the message quotes it."""


def run(arguments, codes=(0,), **environment):
    """Runs a program to its end and measures it.

    `posix_spawn` and `wait4` keep this process out of the figures, except that peak memory is
    never below this process's own (some 15 MiB). Raises Failure for an exit code not in `codes`.
    """
    arguments = [str(argument) for argument in arguments]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        with open(os.devnull, "rb") as nothing:
            actions = [
                (os.POSIX_SPAWN_DUP2, nothing.fileno(), 0),
                (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, errors.fileno(), 2),
            ]
            start = time.monotonic()
            process = os.posix_spawnp(
                arguments[0], arguments, {**os.environ, **environment}, file_actions=actions)
            _, status, usage = os.wait4(process, 0)
            seconds = time.monotonic() - start
        output.seek(0)
        errors.seek(0)
        done = Run(
            seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIBIBYTE,
            os.waitstatus_to_exitcode(status),
            output.read().decode("utf-8", "replace"), errors.read().decode("utf-8", "replace"))
    if done.code not in codes:
        raise Failure(f"{' '.join(arguments)}: exit {done.code}\n{done.errors or done.output}")
    return done


def median(values):
    return statistics.median(values)


def free_port():
    """A TCP port that nothing listens on at this moment, on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_up(port, seconds=30):
    """Waits until something on loopback takes connections at a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise Failure(f"nothing answers on port {port} after {seconds} s")


def memory_of(process):
    """(resident now, peak) of a running process, in bytes."""
    fields = {}
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        for line in status:
            name, _, value = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                fields[name] = int(value.split()[0]) * KIBIBYTE
    return fields["VmRSS"], fields["VmHWM"]

"""A mail server on loopback, and the way to it: msmtp as the system's sendmail."""

import email
import email.policy
import os
import shutil
import time

from aiosmtpd.controller import Controller

from desk import POLL_SECONDS, Unexpected, free_port

WAIT_SECONDS = 30


class Mailbox:
    """Takes in what is sent, refuses what it is told to."""

    def __init__(self, folder):
        self.raw, self.envelopes, self.busy = [], [], 0
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        self.sendmail = folder / "sendmail"
        config = folder / "msmtprc"
        config.write_text(f"account default\nhost 127.0.0.1\nport {self.port}\nauth off\ntls off\n")
        self.sendmail.write_text(
            f'#!/bin/sh\nexec {shutil.which("msmtp")} --file={config} "$@"\n')
        os.chmod(self.sendmail, 0o700)

    async def handle_DATA(self, _server, _session, envelope):
        if self.busy:
            self.busy -= 1
            return "451 try again later"
        self.raw.append(envelope.content)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return "250 taken"

    @property
    def mails(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]

    def wait(self, count):
        """The mails, once there are so many."""
        deadline = time.monotonic() + WAIT_SECONDS
        while len(self.raw) < count:
            if time.monotonic() > deadline:
                raise Unexpected(f"{len(self.raw)} mails of {count}: {self.raw}")
            time.sleep(POLL_SECONDS)
        return self.mails

    def end(self):
        self.controller.stop()

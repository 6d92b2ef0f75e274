"""Ed25519 by a second hand, for peers that sign what they say."""

import subprocess
import tempfile

KEY_BYTES = 32


class SigningKey:
    """A key pair of its own."""

    def __init__(self):
        self.pem = openssl("genpkey", "-algorithm", "ed25519")
        self.public = openssl("pkey", "-pubout", "-outform", "DER", stdin=self.pem)[-KEY_BYTES:]

    def sign(self, message):
        with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as text:
            key.write(self.pem)
            key.flush()
            text.write(message)
            text.flush()
            return openssl("pkeyutl", "-sign", "-rawin", "-inkey", key.name, "-in", text.name)


def openssl(*arguments, stdin=b""):
    return subprocess.run(
        ["openssl", *arguments], input=stdin, check=True, capture_output=True).stdout

"""Certificates for one test."""

import subprocess


def certify(folder):
    """An authority of our own, and a certificate by it for this machine."""
    def openssl(*arguments):
        subprocess.run(
            ["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    def request(name, *more):
        openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key",
            "-subj", f"/CN={name}", *more)

    request("authority", "-x509", "-days", "2", "-out", "authority.pem")
    request("server", "-out", "server.csr")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl(
        "x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey",
        "authority.key", "-CAcreateserial", "-days", "2", "-extfile", "names",
        "-out", "server.pem")

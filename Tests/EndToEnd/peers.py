"""Peers of other versions than the programs': replicas and servers that only speak the protocol.

A replica writes its changes with what its version knows. A server of another version is the real
one, seen through a proxy that takes away or adds what tells that version from ours; it signs what it
says with a key of its own.
"""

import gzip
import hashlib
import http.server
import json
import os
import threading
import time

from signing import SigningKey
from wire import Enrolment, cbor, post, read

CREATE, TRANSITION, COMMENT = 1, 2, 3
# What the first form of version 1 had of a sync: later keys came with later programs.
FIRST_REQUEST_KEYS, FIRST_ANSWER_KEYS = range(12), range(15)
FIRST_ENDPOINTS = ("/v1/hello", "/v1/enrol", "/v1/sync", "/v1/renew")


class PeerReplica(Enrolment):
    """A replica that makes changes, signs its pushes and keeps what it is told."""

    def __init__(self, desk, user):
        self.signing = SigningKey()
        super().__init__(desk, user, key=self.signing.public)
        self.link = digest(self.ledger + self.replica.to_bytes(4, "big"))
        self.sequence, self.pending = 0, []
        self.position, self.cursor, self.head = 0, [0], None

    def record(self, kind, request=None, context=None, payload=None, header=None):
        """A change that waits; its id. `header` and `payload` add keys, known or not."""
        self.sequence += 1
        keys = {0: self.replica, 1: self.sequence, 2: request, 3: context, 4: self.person,
                5: now(), 6: self.position, 7: kind, **(header or {})}
        head = cbor({key: value for key, value in keys.items() if value is not None})
        body = cbor({0: os.urandom(8), **(payload or {})})
        self.link = digest(self.link + digest(head) + digest(body))
        self.pending.append((head, body))
        return [self.replica, self.sequence]

    def create(self, title, **more):
        """A request of one's own, for which the catalogue names no team."""
        fields = {"title": title, "service": "question", "description": title}
        header = {13: self.person, 16: ["lorraine", 1], **more.pop("header", {})}
        return self.record(CREATE, payload={2: fields, **more.pop("payload", {})}, header=header)

    def push(self, versions=(1,), **more):
        """Sends what waits and fetches what there is; the answer, read. `more` are keys."""
        keys = {
            0: list(versions), 1: self.ledger, 2: self.replica, 3: [self.position, self.sequence],
            4: self.cursor, 5: self.head, 6: [head for head, _ in self.pending],
            7: [body for _, body in self.pending], 8: self.checkpoint(), 9: now(), 10: 0,
            11: 20_000, **{int(key[1:]): value for key, value in more.items()}}
        self.sent = cbor({key: value for key, value in keys.items() if value is not None})
        answer = post(self.port, "/v1/sync", self.sent, self.token)
        if answer.status != 200:
            raise AssertionError(answer.body)
        told = read(answer.body)[0]
        self.pending = []
        self.cursor, self.head, self.position = told[10], told[1], told[10][0]
        return told

    def checkpoint(self):
        if not self.pending:
            return None
        statement = cbor(["checkpoint", self.ledger, self.replica, self.sequence, self.link])
        return [self.sequence, self.link, self.signing.sign(digest(statement))]


class PeerServer:
    """The desk's server as one of another version: a context, in which it answers at `url`."""

    def __init__(self, desk):
        self.desk, self.signing = desk, SigningKey()
        peer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
                status, kind, answer = peer.answer(self.path, body, token or None)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path, body, token):
        if not self.knows(path):
            return problem(404, "http.unknown-path", "There is nothing at this address.")
        if path == "/v1/sync":
            body = cbor(self.asked(read(body)[0]))
        answer = post(self.desk.port, path, body, token)
        if answer.status != 200:
            return answer.status, answer.type, answer.body
        said = answer.body
        if path == "/v1/enrol":
            enrolment = read(said)[0]
            self.ledger, enrolment[4] = enrolment[0], self.signing.public
            said = cbor(enrolment)
        if path == "/v1/sync":
            # The word of the other key on a device is none of this server's.
            told = {key: value for key, value in read(said)[0].items() if key != 16}
            said = cbor(self.sign(self.told(told)))
        return 200, answer.type, said

    def sign(self, told):
        """The answer with this server's receipt."""
        delivered, position = b"", 0
        for head, payload, verdict, step in zip(told[3], told[4], told[5], told[6]):
            position += step
            delivered += cbor(position) + cbor(change_hash(head, payload)) + cbor(outcome(verdict))
        for result in told[2]:
            if len(result) == 4:
                delivered += cbor(result[0]) + cbor(result[1]) + cbor(outcome(result[2]))
        for erased in told.get(15, []):
            delivered += cbor(erased)
        statement = cbor(["receipt", self.ledger, *told[1], digest(delivered)])
        return {**told, 13: self.signing.sign(digest(statement))}

    # What tells a version from ours

    def knows(self, path):
        return True

    def asked(self, request):
        return request

    def told(self, answer):
        return answer


class FirstServer(PeerServer):
    """As servers were when version 1 began."""

    def knows(self, path):
        return path in FIRST_ENDPOINTS

    def asked(self, request):
        return only(FIRST_REQUEST_KEYS, request)

    def told(self, answer):
        return only(FIRST_ANSWER_KEYS, answer)


class ComingServer(PeerServer):
    """As a later one may be that still speaks version 1: what it adds may be skipped."""

    ITEM = cbor([77, [5, "what a later version keeps in the directory"]])

    def told(self, answer):
        more = {40: [1, {2: [None, True]}], 41: "a later version's", 2**40: b"bytes"}
        item = [answer[10][0], 77, 5, self.ITEM]
        return {**answer, 8: [*answer[8], item], **more}


class SecondServer(PeerServer):
    """One that may answer a sync in a version that we don't speak."""

    version = 1

    def told(self, answer):
        return {**answer, 0: self.version}


def problem(status, code, message):
    document = {"type": "about:blank", "title": message, "status": status, "code": code,
                "detail": message}
    return status, "application/problem+json", json.dumps(document).encode()


def only(keys, message):
    return {key: value for key, value in message.items() if key in keys}


def outcome(verdict):
    return verdict[0] if isinstance(verdict, list) else verdict


def change_hash(head, payload):
    return digest(digest(head) + (payload[0] if isinstance(payload, list) else digest(payload)))


def digest(data):
    return hashlib.sha256(data).digest()


def now():
    return int(time.time() * 1000)

"""The bytes of the protocol, written by a second hand: deterministic CBOR, and messages in it."""

import gzip
import http.client
import json
import os
import time

VERSIONS = [1]


def cbor(value):
    """The value in deterministic CBOR: numbers, bytes, texts, lists and maps with number keys."""
    if value is None or isinstance(value, bool):
        return {False: b"\xf4", True: b"\xf5", None: b"\xf6"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(cbor(item) for item in value)
    if isinstance(value, dict):
        items = sorted((cbor(key), cbor(item)) for key, item in value.items())
        return head(5, len(items)) + b"".join(key + item for key, item in items)
    raise TypeError(type(value))


def head(major, number):
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 24:
            return bytes([major << 5 | number])
        if number < 1 << 8 * size:
            return bytes([major << 5 | code]) + number.to_bytes(size, "big")
    raise OverflowError(number)


def read(data, offset=0):
    """The item at an offset, and the offset behind it."""
    major, code = data[offset] >> 5, data[offset] & 31
    offset += 1
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(code, 0)
    number = int.from_bytes(data[offset:offset + size], "big") if size else code
    offset += size
    if major == 0:
        return number, offset
    if major == 1:
        return -1 - number, offset
    if major in (2, 3):
        chunk = bytes(data[offset:offset + number])
        return (chunk if major == 2 else chunk.decode()), offset + number
    if major == 4:
        items = []
        for _ in range(number):
            item, offset = read(data, offset)
            items.append(item)
        return items, offset
    if major == 5:
        pairs = {}
        for _ in range(number):
            key, offset = read(data, offset)
            pairs[key], offset = read(data, offset)
        return pairs, offset
    return {20: False, 21: True}.get(number), offset


class Answer:
    """What came back over HTTP."""

    def __init__(self, response):
        self.status = response.status
        self.type = response.getheader("Content-Type")
        self.headers = response.headers
        self.body = response.read()

    @property
    def problem(self):
        return json.loads(self.body)


def post(port, path, body, token=None, headers=None, method="POST"):
    """Sends a body as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    fields = {"Content-Type": "application/cbor", "Accept-Encoding": "identity"}
    if token:
        fields["Authorization"] = f"Bearer {token}"
    fields.update(headers or {})
    try:
        connection.request(method, path, body=body, headers=fields)
        return Answer(connection.getresponse())
    finally:
        connection.close()


def post_gzip(port, path, body, token=None):
    """Sends bytes that claim to be gzip."""
    return post(port, path, body, token, {"Content-Encoding": "gzip"})


class Enrolment:
    """A replica that only speaks the protocol."""

    def __init__(self, desk, user, key=None):
        self.desk, self.port = desk, desk.port
        message = cbor(
            [VERSIONS, user, 1, desk.invite(user), key or os.urandom(32), "a test"])
        answer = post(self.port, "/v1/enrol", message)
        if answer.status != 200:
            raise AssertionError(answer.body)
        self.ledger, self.replica, self.person, self.token, self.key, _ = read(answer.body)[0]

    def message(self, **changed):
        """A sync that asks for everything; keys by the protocol's names."""
        names = dict(
            versions=0, ledger=1, replica=2, acknowledgement=3, cursor=4, head=5, headers=6,
            payloads=7, checkpoint=8, clock=9, wait=10, limit=11)
        fields = dict(
            versions=VERSIONS, ledger=self.ledger, replica=self.replica, acknowledgement=[0, 0],
            cursor=[0], headers=[], payloads=[], clock=int(time.time() * 1000), wait=0,
            limit=20_000)
        fields.update(changed)
        return cbor({names[key]: value for key, value in fields.items() if value is not None})

    def sync(self, body=None, **changed):
        return post(self.port, "/v1/sync", body or self.message(**changed), self.token)


def bomb(size):
    """A gzip stream of zeros: so many bytes, decompressed."""
    return gzip.compress(bytes(size), 9)

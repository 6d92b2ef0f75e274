"""A TCP proxy that cuts what passes through it."""

import socket
import threading

CHUNK = 1 << 16


class Cutter:
    """Stands before a server on loopback; passes everything until it is told to cut.

    `request_limit` is how many bytes of what the client says reach the server, `answer_limit` how
    many of what the server says reach the client (a negative one: all but so many of the first
    part); then the client's connection is closed. An answer begins when the server has committed:
    a limit of 0 swallows it. `delay` is a pause before each part of an answer, in seconds.
    `meanwhile` is called with each part of what the client says, before the server gets it.
    """

    def __init__(self, port):
        self.target = port
        self.request_limit = self.answer_limit = None
        self.delay = 0
        self.meanwhile = lambda part: None
        self.answered = threading.Event()
        self.cuts = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cut(self, request=None, answer=None):
        self.request_limit, self.answer_limit = request, answer
        self.answered.clear()
        self.cuts = 0

    def heal(self):
        self.cut()
        self.delay = 0

    def close(self):
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        up = threading.Thread(
            target=self.pump, args=(client, server, self.request_limit), daemon=True)
        up.start()
        self.answer(server, client)
        for end in (client, server):
            shut(end)
        up.join(1)
        client.close()
        server.close()

    def pump(self, source, sink, limit):
        """Carries to the server, up to the limit; then both ends find the way shut."""
        for part in parts(source):
            self.meanwhile(part)
            if limit is not None and len(part) >= limit:
                send(sink, part[:limit])
                self.cuts += 1
                shut(source)
                break
            if limit is not None:
                limit -= len(part)
            if not send(sink, part):
                break
        shut(sink)

    def answer(self, server, client):
        """Carries to the client, up to the limit."""
        limit = self.answer_limit
        for part in parts(server):
            threading.Event().wait(self.delay)
            self.answered.set()
            if limit is not None and limit < 0:
                limit += len(part)
            if limit is not None and len(part) > limit:
                send(client, part[:limit])
                self.cuts += 1
                return
            if limit is not None:
                limit -= len(part)
            if not send(client, part):
                return


def parts(source):
    while True:
        try:
            part = source.recv(CHUNK)
        except OSError:
            return
        if not part:
            return
        yield part


def send(sink, part):
    try:
        sink.sendall(part)
        return True
    except OSError:
        return False


def shut(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass

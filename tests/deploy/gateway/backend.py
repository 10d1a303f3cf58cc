"""What stands behind the gateway in its tests: a server that tells what arrived, and when."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Backend(ThreadingHTTPServer):
    """Remembers how many bytes of bodies arrived; `/silent` never answers, `/large` never ends."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Told)
        self.arrived = 0
        self.let_go = threading.Event()
        self.stuck = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers of these tests leave in the middle; that is no fault of the backend."""


class Told(BaseHTTPRequestHandler):
    """Answers what it was asked."""

    server: Backend
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        if self.path == "/silent":
            self.server.let_go.wait(60)
            return
        if self.path == "/large":
            self.send_to_nobody(b"x" * 200_000_000)
            return
        self.read_body()
        told: dict[str, Any] = {"path": self.path, "host": self.headers.get("Host")}
        self.send(json.dumps(told).encode())

    do_GET = do_HEAD = do_POST = do_PATCH = do_DELETE = do_TRACE = answer

    def read_body(self) -> None:
        remaining = int(self.headers.get("Content-Length", 0))
        while remaining > 0:
            part = self.rfile.read1(min(remaining, 65_536))
            if not part:
                return
            remaining -= len(part)
            self.server.arrived += len(part)

    def send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "7")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_to_nobody(self, body: bytes) -> None:
        self.connection.settimeout(1)
        try:
            self.send(body)
        except TimeoutError:
            self.server.stuck.set()
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what it was asked is told in its answers."""


@contextmanager
def standing_backend() -> Iterator[Backend]:
    backend = Backend()
    thread = threading.Thread(target=backend.serve_forever)
    thread.start()
    try:
        yield backend
    finally:
        backend.let_go.set()
        backend.shutdown()
        thread.join()
        backend.server_close()

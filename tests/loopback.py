"""A site on the loopback address: what each path answers is written in the test; it counts what it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """One answer. `length`: what Content-Length says, where it is not the body's own; -1 leaves it out."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]


Route = Answer | Callable[[Asked], Answer]


@dataclass
class Site:
    """Answers by path; a path that has none is 404. `asked` are the requests in order, robots.txt left out."""

    url: str
    routes: dict[str, Route]
    asked: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.path for request in self.asked]


def page(text: str, content_type: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """A page of text."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(text.encode(), headers={"Content-Type": content_type, **named})


@contextmanager
def serve(routes: dict[str, Route] | None = None) -> Iterator[Site]:
    """A running site; it is gone when the block ends."""
    site = Site("", dict(routes or {}))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, {name.title(): value for name, value in self.headers.items()})
            if self.path != "/robots.txt":
                site.asked.append(asked)
            route = site.routes.get(self.path, Answer(b"not here", 404))
            answer = route if isinstance(route, Answer) else route(asked)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.length != -1:
                self.send_header("Content-Length", str(answer.length or len(answer.body)))
            else:
                self.close_connection = True
            self.end_headers()
            try:
                self.wfile.write(answer.body)
            except OSError:
                self.close_connection = True
            if answer.length is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

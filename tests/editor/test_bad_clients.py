"""Clients that send what they must not, or leave: the server answers what comes next, or ends."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
STALE = "On gpt-image-2, image output costs $40 per 1M tokens.\n"


class Client:
    """A client that writes any bytes."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "freshlint", "server"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder)
        assert self.process.stdin and self.process.stdout
        self.input, self.output = self.process.stdin, self.process.stdout

    def raw(self, body: bytes) -> None:
        self.input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.input.flush()

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        self.raw(json.dumps(message | ({} if number is None else {"id": number})).encode())

    def read(self) -> dict[str, Any]:
        size = 0
        while (line := self.output.readline()).strip():
            if line.startswith(b"Content-Length:"):
                size = int(line.split(b":")[1])
        content: dict[str, Any] = json.loads(self.output.read(size))
        return content

    def answer(self, number: int) -> dict[str, Any]:
        while (message := self.read()).get("id") != number:
            pass
        return message

    def start(self) -> None:
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        assert "capabilities" in self.answer(1)["result"]
        self.send("initialized", {})

    def open(self, uri: str, text: str) -> None:
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / "freshlint.toml").write_text("as-of = 2026-04-22\n")
    client = Client(tmp_path)
    client.start()
    yield client
    client.process.kill()
    client.process.wait()
    for pipe in (client.process.stdin, client.process.stdout, client.process.stderr):
        assert pipe
        with contextlib.suppress(BrokenPipeError):
            pipe.close()


@pytest.mark.parametrize(
    "body",
    [
        b"{not json",
        b"[]",
        b'"text"',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 7}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///a.md",'
        b' "version": 1}, "contentChanges": [{"range": {"start": {"line": -1, "character": "x"}}, "text": 3}]}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/noSuchThing", "params": null}',
        b'{"jsonrpc": "2.0", "id": 5, "result": {"nobody": "asked"}}',
        b"\xff\xfe\x00",
    ],
)
def test_a_broken_message_spoils_no_later_one(client: Client, tmp_path: Path, body: bytes) -> None:
    client.raw(body)
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, STALE)
    position = {"line": 0, "character": STALE.index("$40") + 1}
    client.send("textDocument/hover", {"textDocument": {"uri": uri}, "position": position}, 7)
    assert "30 USD per 1M tokens" in client.answer(7)["result"]["contents"]["value"]


def test_a_request_about_a_page_that_is_not_open_has_an_empty_answer(client: Client) -> None:
    where = {"textDocument": {"uri": "file:///nowhere.md"}, "position": {"line": 3, "character": 3}}
    client.send("textDocument/hover", where, 7)
    assert client.answer(7)["result"] is None


def test_half_a_letter_in_the_text_is_no_trouble(client: Client, tmp_path: Path) -> None:
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, f"\ud83d {STALE}")
    while (message := client.read()).get("method") != "textDocument/publishDiagnostics":
        pass
    (found,) = message["params"]["diagnostics"]
    assert found["range"]["start"] == {"line": 0, "character": STALE.index("$40") + 2}


@pytest.mark.parametrize("ending", ["in a message", "before the answer", "after shutdown"])
def test_a_client_that_leaves_ends_the_server(client: Client, tmp_path: Path, ending: str) -> None:
    uri = (tmp_path / "a.md").as_uri()
    client.open(uri, STALE * 200)
    if ending == "in a message":
        client.input.write(b'Content-Length: 100\r\n\r\n{"jsonrpc"')
    elif ending == "before the answer":
        client.send(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}, 7
        )
        client.output.close()
    else:
        client.send("shutdown", None, 8)
        client.answer(8)
        client.send("exit", None)
    client.input.close()
    assert client.process.wait(30) is not None

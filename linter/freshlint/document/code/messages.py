"""Raw HTTP requests, and JSON bodies that stand alone."""

from __future__ import annotations

import re

from freshlint.document.code.address import Address, read_address
from freshlint.document.code.expression import (
    Call,
    Entry,
    Expression,
    Group,
    Name,
    Record,
    Spot,
    Text,
    within,
)
from freshlint.document.code.names import snake, words
from freshlint.document.code.strings import cut, plain_text

_REQUEST_LINE = re.compile(
    r"^(?P<method>POST|PUT|PATCH|GET|DELETE) (?P<target>\S+)(?: HTTP/\d(?:\.\d)?)?[ \t]*$", re.M
)
_HOST = re.compile(r"^host:[ \t]*(?P<host>\S+)", re.M | re.I)
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_NEXT = re.compile(r"^(?:###|HTTP/\d)", re.M)
_ADDRESS_KEYS = ("url", "path", "uri", "endpoint")
_BASE_KEYS = ("base_url", "base_uri", "host", "server")


def read_http(text: str, block: int = 0) -> tuple[Expression, ...]:
    """The requests of a raw HTTP listing, each as a call with its address and body."""
    lines = list(_REQUEST_LINE.finditer(text))
    calls = []
    for index, line in enumerate(lines):
        end = lines[index + 1].start() if index + 1 < len(lines) else len(text)
        answer = _NEXT.search(text, line.end(), end)
        end = answer.start() if answer else end
        blank = _BLANK_LINE.search(text, line.end(), end)
        head = text[line.end() : blank.start() if blank else end]
        host = _HOST.search(head)
        target = cut(plain_text(text, Spot(0, len(text), block)), line.start("target"), line.end("target"))
        entries = [Entry("url", target)]
        if host and not read_address(target.value):
            named = f"https://{host['host']}{target.value}"
            entries = [Entry("url", Text(target.spot, named, (0,) * (len(named) + 1), target.spot))]
        if blank:
            entries.append(Entry("data", plain_text(text, Spot(blank.end(), end, block))))
        calls.append(Call(Spot(line.start(), end, block), Name(target.spot, line["method"]), tuple(entries)))
    return tuple(calls)


def json_requests(root: Expression) -> tuple[Expression, ...]:
    """Records that carry their own address and body, as a batch file's lines and workflow nodes do, as calls."""
    calls = []
    for record in within(root):
        if not isinstance(record, Record):
            continue
        keys = {snake(entry.key): _bare(entry.value) for entry in record.entries}
        address = next((keys[key] for key in _ADDRESS_KEYS if isinstance(keys.get(key), Text)), None)
        body = next((keys[key] for key in words("bodies") if isinstance(keys.get(key), Record | Text)), None)
        if address is not None and body is not None:
            base = [Entry("base_url", keys[key]) for key in _BASE_KEYS if isinstance(keys.get(key), Text)]
            entries = (*base[:1], Entry("path" if base else "url", address), Entry("body", body))
            calls.append(Call(record.spot, Name(record.spot, "POST"), entries))
    return tuple(calls)


def _bare(value: Expression) -> Expression:
    """A value without the nodes that only wrap it, as YAML's do."""
    while isinstance(value, Group) and len(value.children) == 1:
        value = value.children[0]
    return value


def body_request(root: Expression, address: Address, source: Spot) -> Call | None:
    """A JSON body whose address the page names beside it; None where it looks like an answer."""
    record = next(iter(records(root)), None)
    if record is None or sum(snake(entry.key) in words("answers") for entry in record.entries) > 1:
        return None
    url = f"https://{address.host}{address.path}" if address.host else address.path
    text = Text(source, url, (source.start,) * (len(url) + 1), source)
    return Call(record.spot, Name(record.spot, "POST"), (Entry("url", text), Entry("body", record)))


def records(root: Expression) -> tuple[Record, ...]:
    """The outermost records of a JSON or YAML text."""
    found: list[Record] = []
    pending = [root]
    while pending:
        expression = pending.pop(0)
        if isinstance(expression, Record):
            found.append(expression)
            continue
        pending.extend(getattr(expression, "children", getattr(expression, "items", ())))
    return tuple(found)

"""What curl, wget and HTTPie send: the address, the body, and each field of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freshlint.document.code.expression import Entry, Expression, Joined, Name, Text
from freshlint.document.code.strings import cut

_FILE = re.compile(r"@[\w./-]+")
_BODY_FLAGS = frozenset(
    {
        "-d",
        "--data",
        "--data-raw",
        "--data-binary",
        "--data-ascii",
        "--json",
        "--post-data",
        "--body-data",
        "--raw",
    }
)
_FORM_FLAGS = frozenset({"-F", "--form", "--form-string", "--data-urlencode"})
_HTTPIE = frozenset({"http", "https", "xh", "xhs"})
SENDERS = frozenset({"curl", "curl.exe", "wget", *_HTTPIE})
_ITEM = re.compile(r"(?P<key>[\w\[\].-]+)(?P<mark>:=|=)(?!=)")
_PAIR = re.compile(r"(?:^|&)(?P<key>[\w\[\].-]+)=(?P<value>[^&]*)")


def leading(word: Expression) -> str:
    """The characters that a word is known to begin with."""
    if isinstance(word, Joined) and word.parts:
        return leading(word.parts[0])
    return word.value if isinstance(word, Text) else ""


def after(word: Expression, index: int) -> Expression:
    """A word without its first characters."""
    if isinstance(word, Joined):
        first, rest = after(word.parts[0], index), word.parts[1:]
        if isinstance(first, Text) and not first.value:
            return rest[0] if len(rest) == 1 else Joined(word.spot, rest)
        return Joined(word.spot, (first, *rest))
    return cut(word, index, len(word.value)) if isinstance(word, Text) else word


def request_arguments(name: str, entries: tuple[Entry, ...], given: Expression | None) -> Iterator[Entry]:
    """The arguments of a command that sends a request: url, data, and each field of a form."""
    bodied = addressed = False
    for key, value, _ in entries:
        text = leading(value)
        if key in _BODY_FLAGS:
            bodied = True
            body = given if text in ("@-", "@/dev/stdin") and given else value
            file = _FILE.fullmatch(text)
            yield from _body(Name(value.spot, text) if file and body is value else body)
        elif key in _FORM_FLAGS:
            yield from _items(value)
        elif key == "--url" or (not key and not _ITEM.match(text)) or "://" in text[:12]:
            # Of HTTPie's words only the first is the address; "Name:Value" behind it is a header.
            if text not in ("POST", "GET", "PUT", "PATCH", "DELETE") and not (addressed and name in _HTTPIE):
                addressed = True
                yield Entry("url", value)
        elif not key and name in _HTTPIE:
            yield from _items(value)
        elif key not in ("-H", "--header"):
            yield Entry(key, value)
    if given is not None and not bodied and name in _HTTPIE:
        yield Entry("data", given)


def _body(value: Expression) -> Iterator[Entry]:
    """JSON as it is; key=value pairs one by one."""
    if isinstance(value, Text) and _PAIR.match(value.value):
        for pair in _PAIR.finditer(value.value):
            yield Entry(pair["key"], cut(value, pair.start("value"), pair.end("value")))
    elif _ITEM.match(leading(value)):
        yield from _items(value)
    else:
        yield Entry("data", value)


def _items(value: Expression) -> Iterator[Entry]:
    found = _ITEM.match(leading(value))
    if found:
        yield Entry(found["key"], after(value, found.end()))

"""Strings of TOML front matter, each character with its place.

`tomllib` says whether the TOML is valid; it knows no places, so a scan of what it accepted finds the strings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import partial

from freshlint.document.frontmatter_data import FrontMatter
from freshlint.document.labelling import label_members
from freshlint.document.model import Block, Comment, Form, Inline, Kind, Problem, Run
from freshlint.source import Span

_TOKEN = re.compile(
    r'''(?P<comment>\#[^\r\n]*)
    |(?P<long>"""(?:[^\\]|\\(?s:.))*?"{3,5}|\'\'\'(?s:.)*?'{3,5})
    |(?P<string>"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')
    |(?P<newline>\r\n?|\n)
    |(?P<mark>[\[\]{}=,.])
    |(?P<bare>[^\s\#"'\[\]{}=,.]+(?:\.[^\s\#"'\[\]{}=,.]+)*)''',
    re.X,
)
_ATOM = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[ \t]*(?:\r\n?|\n)\s*|.)|\r\n")
_ESCAPES = dict(zip('btnfre"\\', '\b\t\n\f\r\x1b"\\', strict=True))
_ERROR_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(text: str, span: Span, front: FrontMatter) -> None:
    """Read text[span] into `front`."""
    inner = text[span.start : span.end]
    try:
        # tomllib takes no lone "\r"; elsewhere it ends a line.
        tomllib.loads(re.sub(r"\r(?!\n)", "\n", inner))
    except tomllib.TOMLDecodeError as error:
        front.problems.append(
            Problem(_place(inner, span, str(error)), f"front matter is not valid TOML: {error}")
        )
        return
    except RecursionError:
        front.problems.append(Problem(span.start, "front matter is nested too deeply to be read"))
        return
    _Scanner(text, span, front).read()


def _place(inner: str, span: Span, message: str) -> int:
    found = _ERROR_PLACE.search(message)
    if found is None:
        return span.start
    lines = inner.splitlines(keepends=True)[: int(found[1]) - 1]
    return min(span.start + sum(map(len, lines)) + int(found[2]) - 1, span.end)


class _Scanner:
    """Follows the tokens of valid TOML: table headers, keys, values."""

    def __init__(self, text: str, span: Span, front: FrontMatter) -> None:
        self._text = text
        self._front = front
        self._tokens = self._scan(span)
        self._token: re.Match[str] | None = next(self._tokens, None)
        self._tables: dict[str, int] = {}
        self._members: dict[str, dict[str, Block]] = {}

    def read(self) -> None:
        prefix = ""
        while self._token is not None:
            if self._token.lastgroup == "newline":
                self._next()
            elif self._token[0] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)
        for table, members in self._members.items():
            if table:
                label_members(members)

    def _scan(self, span: Span) -> Iterator[re.Match[str]]:
        for found in _TOKEN.finditer(self._text, *span):
            if found.lastgroup == "comment":
                self._front.comments.append(Comment(Span(found.start() + 1, found.end()), found[0][1:]))
            else:
                yield found

    def _next(self) -> None:
        self._token = next(self._tokens, None)

    def _is(self, *texts: str) -> bool:
        return self._token is not None and self._token[0] in texts

    def _header(self) -> str:
        self._next()
        array = self._is("[")
        if array:
            self._next()
        name = self._key("]")
        while self._is("]"):
            self._next()
        if not array:
            return name
        index = self._tables.get(name, -1) + 1
        self._tables[name] = index
        return f"{name}[{index}]"

    def _key(self, end: str) -> str:
        parts: list[str] = []
        while self._token is not None and not self._is(end):
            if self._token.lastgroup == "string":
                parts.append(self._token[0][1:-1])
            elif self._token.lastgroup == "bare":
                parts.append(self._token[0])
            self._next()
        return ".".join(parts)

    def _pair(self, prefix: str) -> None:
        name = self._key("=")
        self._next()
        block = self._value(f"{prefix}.{name}" if prefix else name)
        if block is not None:
            self._members.setdefault(prefix, {})[name] = block

    def _value(self, path: str) -> Block | None:
        token = self._token
        if token is None:
            return None
        if token[0] == "[":
            self._items("]", path)
        elif token[0] == "{":
            self._items("}", path)
        elif token.lastgroup in ("string", "long"):
            self._next()
            return self._string(token, path)
        else:
            self._front.metadata.setdefault(path, self._literal())
        return None

    def _literal(self) -> str:
        parts: list[str] = []
        while self._token is not None and not self._is(",", "]", "}") and self._token.lastgroup != "newline":
            parts.append(self._token[0])
            self._next()
        return "".join(parts)

    def _items(self, end: str, path: str) -> None:
        self._next()
        index = 0
        while self._token is not None and not self._is(end):
            if self._is(",") or self._token.lastgroup == "newline":
                self._next()
            elif end == "}":
                self._pair(path)
            else:
                self._value(f"{path}[{index}]")
                index += 1
        self._next()

    def _string(self, token: re.Match[str], path: str) -> Block | None:
        quotes = 3 if token.lastgroup == "long" else 1
        start, end = token.start() + quotes, token.end() - quotes
        if quotes == 3:
            # The newline after the opening quotes is none of the string's.
            start += 2 if self._text.startswith("\r\n", start) else self._text[start] in "\r\n"
        form = Form.TOML_BASIC if token[0][0] == '"' else Form.TOML_LITERAL
        inline = read_string(self._text, Span(start, end), form)
        self._front.metadata.setdefault(path, inline.text)
        if not inline.text.strip() or path.startswith("freshlint."):
            return None
        block = Block(
            Kind.FRONT_MATTER,
            form,
            Span(start, end),
            partial(read_string, self._text, Span(start, end), form),
            key=path,
        )
        self._front.blocks.append(block)
        return block


def read_string(text: str, span: Span, form: Form) -> Inline:
    """The value of the string between the quotes around text[span]."""
    runs: list[Run] = []
    parts: list[str] = []
    length, at = 0, span.start
    pattern = _ATOM if form is Form.TOML_BASIC else re.compile(r"\r\n")
    for found in (*pattern.finditer(text, *span), None):
        start, end = found.span() if found else (span.end, span.end)
        for piece, first, last, literal in (
            (text[at:start], at, start, True),
            (_decode(found[0]) if found else "", start, end, False),
        ):
            if piece:
                runs.append(Run(length, length + len(piece), first, last, literal))
                parts.append(piece)
                length += len(piece)
        at = end
    return Inline("".join(parts), tuple(runs))


def _decode(atom: str) -> str:
    if atom[0] == "\r":
        return "\n"
    if atom[1] in "uUx":
        return chr(int(atom[2:], 16))
    return _ESCAPES.get(atom[1], "") if atom[1] not in " \t\r\n" else ""

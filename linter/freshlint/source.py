"""Bytes and text of one file: encoding, byte order mark, newlines, offsets and line numbers.

Offsets are Unicode code points of the decoded file without its byte order mark, from 0.
Newlines stay as they stand in the file: decoding and encoding an unchanged text gives the same bytes.
"""

from __future__ import annotations

import bisect
import codecs
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n|\n|\r")
# As browsers read them: pages that declare Latin-1 are written in Windows-1252. https://encoding.spec.whatwg.org/
_WEB_LABELS = dict.fromkeys(
    ("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "cp1252"
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.I)


class SourceError(ValueError):
    """The bytes cannot be read as text; the message says what to do."""


class Position(NamedTuple):
    """A place for people: line and column from 1, column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """Offsets [start, end) in the text of a Source."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Source:
    """One decoded file. `path` is for people: relative, with `/`, or an address.

    form   suffix by which a reader is chosen (".html") where the path has none that says it; "" asks the path
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bytes = field(default=b"", repr=False)
    form: str = ""

    @classmethod
    def decode(cls, path: str, data: bytes, form: str = "", charset: str = "") -> Source:
        """Decode by byte order mark, else as UTF-8, else by the declared charset.

        `charset` is what was declared beside the bytes (an HTTP header); else an HTML page declares its own.

        Raises SourceError where the bytes are no text in that encoding, or hold NUL as binary files do.
        """
        bom, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", "utf-8"))
        body = data[len(bom) :]
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError as error:
            declared = None if bom else _codec(charset) or _declared_charset(body)
            if declared is None:
                raise SourceError(
                    f"not valid {encoding.upper()} (byte {error.start}): convert the file to UTF-8"
                ) from error
            encoding, text = declared, _decode_declared(body, declared)
        if "\0" in text[:8192]:
            raise SourceError("looks like a binary file: exclude it, or convert it to UTF-8 text")
        return cls(path, text, encoding, bom, form)

    def encode(self, text: str) -> bytes:
        """The bytes of a changed text, in this file's encoding and with its byte order mark.

        Raises SourceError where the encoding has no such character.
        """
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise SourceError(
                f"{self.encoding} cannot hold {text[error.start : error.end]!r}: convert the file to UTF-8"
            ) from error

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line; LF, CRLF and a lone CR end a line."""
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    @cached_property
    def newline(self) -> str:
        """How lines end where something is added: CRLF where the file has one."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        line = bisect.bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def _declared_charset(body: bytes) -> str | None:
    found = _META_CHARSET.search(body[:4096])
    return found and _codec(found.group(1).decode("ascii"))


def _codec(label: str) -> str | None:
    """The codec of a charset's name as pages and servers write it."""
    try:
        name = _WEB_LABELS.get(label.lower()) or codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError):
        # Unknown, or a codec that is none of text ("hex").
        return None
    return None if name == "utf-8" else name


def _decode_declared(body: bytes, encoding: str) -> str:
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"neither UTF-8 nor the declared {encoding}: convert the file to UTF-8") from error
    if text.encode(encoding, "replace") != body:
        raise SourceError(f"{encoding} does not survive a round trip: convert the file to UTF-8")
    return text

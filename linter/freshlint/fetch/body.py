"""An answer's body: read within a size and a time, also while it is decompressed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

_CHUNK = 65_536
# 16 + the largest window: zlib reads a gzip header; without 16, a zlib one.
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
ENCODINGS = "gzip, deflate"


class BodyError(Exception):
    """The body cannot be had."""


class TooLarge(BodyError):  # noqa: N818 (what happened, not what it is)
    """More bytes than allowed."""


class TooSlow(BodyError):  # noqa: N818
    """Not all bytes by the deadline."""


class Stream(Protocol):
    """What urllib3's response offers."""

    def read1(self, amt: int | None = None, decode_content: bool | None = None) -> bytes:
        """What is there, at most `amt` bytes; nothing at the end."""


def read_body(stream: Stream, encoding: str, max_bytes: int, in_time: Callable[[], bool]) -> bytes:
    """The decompressed bytes of a response. Raises BodyError."""
    chunks: list[bytes] = []
    size = 0
    for chunk in _decompressed(_raw(stream, max_bytes, in_time), encoding.strip().lower(), max_bytes):
        size += len(chunk)
        if size > max_bytes:
            raise TooLarge(f"more than {max_bytes} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _raw(stream: Stream, max_bytes: int, in_time: Callable[[], bool]) -> Iterator[bytes]:
    size = 0
    while chunk := stream.read1(_CHUNK, decode_content=False):
        size += len(chunk)
        if size > max_bytes:
            raise TooLarge(f"more than {max_bytes} bytes")
        if not in_time():
            raise TooSlow("the answer takes too long")
        yield chunk


def _decompressed(chunks: Iterator[bytes], encoding: str, max_bytes: int) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in _WINDOWS:
        raise BodyError(f"compressed as {encoding}, which was not asked for")
    machine = zlib.decompressobj(_WINDOWS[encoding])
    try:
        for chunk in chunks:
            # One byte more than allowed is enough to tell that it is too much.
            yield machine.decompress(chunk, max_bytes + 1)
            if machine.unconsumed_tail:
                raise TooLarge(f"more than {max_bytes} bytes once decompressed")
    except zlib.error as error:
        raise BodyError(f"cannot be decompressed: {error}") from error
    if not machine.eof:
        raise BodyError("the compressed body ends early")

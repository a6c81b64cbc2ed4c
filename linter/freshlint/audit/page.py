"""A page of an audit before it is checked: where it is found, how it is read, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, NamedTuple

MAX_BYTES = 32 * 1024 * 1024


class PageError(Exception):
    """The page cannot be read; the message says why."""


class Content(NamedTuple):
    """What a page holds.

    form     suffix by which a reader is chosen (".html"); "" where the address says it
    charset  declared beside the bytes; "" where nothing was
    """

    data: bytes
    form: str = ""
    charset: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a source. What it holds is read when it is wanted.

    address   what names it in the source: a path below the folder, a URL; no two pages share one
    load      reads it; raises PageError or OSError
    modified  the day on which its content last changed, as far as the source knows
    archive   it is history, not advice
    """

    address: str
    load: Callable[[], Content]
    modified: date | None = None
    archive: bool = False


def read_bounded(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """All of a stream. Raises PageError where it holds more than `limit` bytes, without reading further."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(limit)
    return data


def too_large(limit: int = MAX_BYTES) -> PageError:
    """What is raised for a page that is not read because of its size."""
    return PageError(f"larger than {limit // (1024 * 1024)} MB: not checked")


def failing(message: str) -> Callable[[], Content]:
    """A `load` for a page of which it is already known that it cannot be read."""

    def load() -> Content:
        raise PageError(message)

    return load


def address_text(name: bytes) -> str:
    """A file's name as text: what is no UTF-8 is shown as \\xNN, so that it can be stored and printed."""
    return name.decode("utf-8", "backslashreplace")

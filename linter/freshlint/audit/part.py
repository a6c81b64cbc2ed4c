"""A part: some pages of a source that are checked, and kept, as one. It says how to read them, not what they say."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from freshlint.audit.page import Page

MAX_PAGES = 64
MAX_SIZE = 2 * 1024 * 1024

Entry = TypeVar("Entry")


class Part(msgspec.Struct, frozen=True, tag=True):
    """Plain data, so that another process or machine can read the same pages."""

    @property
    def name(self) -> str:
        """The same for the same pages in the same state, another one for any others."""
        return hashlib.sha256(msgspec.msgpack.encode(self)).hexdigest()[:24]

    @property
    @abstractmethod
    def where(self) -> str:
        """What it holds, in words for a person."""

    @property
    @abstractmethod
    def size(self) -> int:
        """Bytes to read, as far as known."""

    @property
    @abstractmethod
    def count(self) -> int:
        """Pages in it, as far as known."""

    @abstractmethod
    def pages(self) -> Iterator[Page]:
        """The pages, always in the same order."""

    @abstractmethod
    def split(self) -> Sequence[Part]:
        """Smaller parts with the same pages in the same order; none where it holds only one."""


def cut(
    entries: Iterable[Entry], size: Callable[[Entry], int], pages: int = MAX_PAGES, limit: int = MAX_SIZE
) -> Iterator[tuple[Entry, ...]]:
    """Entries in groups of at most so many pages and, unless one alone is larger, so many bytes."""
    group: list[Entry] = []
    held = 0
    for entry in entries:
        if group and (len(group) == pages or held + size(entry) > limit):
            yield tuple(group)
            group, held = [], 0
        group.append(entry)
        held += size(entry)
    if group:
        yield tuple(group)


def halves(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """The entries in two groups; none where there is only one."""
    middle = len(entries) // 2
    return [tuple(entries[:middle]), tuple(entries[middle:])] if middle else []


def several(first: str, count: int) -> str:
    """Names pages by the first of them."""
    return first if count == 1 else f"{first} and {count - 1} more"

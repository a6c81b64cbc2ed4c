"""What is kept from run to run: bytes by name, made again wherever they are missing, damaged or of another program."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import msgspec

Made = TypeVar("Made")


class Keep(Protocol):
    """A place that may keep bytes, or forget them at any time."""

    def get(self, name: str) -> bytes | None:
        """What was put there under a name; None where nothing is, or what is there is damaged."""

    def put(self, name: str, data: bytes) -> None:
        """Keep it, if that can be done."""


class Nowhere:
    """Keeps nothing."""

    def get(self, name: str) -> bytes | None:
        """Always None."""
        return None

    def put(self, name: str, data: bytes) -> None:
        """Does nothing."""


class Named:
    """A part of a place: every name begins with a digest of what the bytes were made from."""

    def __init__(self, keep: Keep, digest: str) -> None:
        self._keep, self._digest = keep, digest

    def get(self, name: str) -> bytes | None:
        """As the place."""
        return self._keep.get(f"{self._digest}-{name}")

    def put(self, name: str, data: bytes) -> None:
        """As the place."""
        self._keep.put(f"{self._digest}-{name}", data)


def made_once(keep: Keep, name: str, kind: Any, make: Callable[[], Made]) -> Made:
    """What is kept under a name, of this type; else what `make` makes, which is kept from then on."""
    data = keep.get(name)
    if data is not None:
        with contextlib.suppress(msgspec.MsgspecError):
            kept: Made = msgspec.msgpack.decode(data, type=kind)
            return kept
    made = make()
    keep.put(name, msgspec.msgpack.encode(made))
    return made

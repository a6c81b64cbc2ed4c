"""Where a call goes: the host and path of a request, also when a client made earlier carries them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from freshlint.document.code.bindings import Bindings
from freshlint.document.code.evaluate import Evaluator
from freshlint.document.code.expression import (
    UNKNOWN,
    Call,
    Entry,
    Expression,
    Joined,
    Member,
    Name,
    Record,
    Text,
    path_of,
)
from freshlint.document.code.names import last_name, snake, words
from freshlint.document.code.texts import value_of

UNKNOWN_HOST = "?"
_ABSOLUTE = re.compile(r"(?:https?|wss?)://(?P<host>[^\s/?#\"']+)(?P<path>/[^\s?#\"']*)?")
_FILLED = re.compile(rf"{UNKNOWN}(?P<path>/[^\s?#\"']*)?")
_DOMAIN = re.compile(r"(?P<host>(?:[\w-]+\.)+[a-z]{2,}|localhost(?::\d+)?)(?P<path>/[^\s?#]*)?")
_RELATIVE = re.compile(r"/?[\w.{}-]+(?:/[\w.{}-]+)*/?")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_DEEPEST = 12


class Address(NamedTuple):
    """`host` is UNKNOWN_HOST where a variable that is not shown holds it, "" where none is named."""

    host: str = ""
    path: str = ""


def read_address(value: str) -> Address | None:
    """The host and path of a URL, perhaps with a part that is not shown; None where it is no URL."""
    found = _ABSOLUTE.match(value)
    if found:
        host = found["host"].rsplit("@", 1)[-1].lower()
        return Address(UNKNOWN_HOST if UNKNOWN in host else host, (found["path"] or "").rstrip("/"))
    found = _FILLED.fullmatch(value)
    if found and found["path"]:
        return Address(UNKNOWN_HOST, found["path"].rstrip("/"))
    return None


def join(base: Address, path: str) -> Address:
    """A path under a base address; a path that repeats the base's own begins anew."""
    relative = "/" + path.split("?")[0].strip("/")
    if base.path and relative.startswith(base.path + "/"):
        return Address(base.host, relative)
    return Address(base.host, base.path + relative)


def ambient_address(bindings: Bindings, block: int, shell: bool = False) -> Address | None:
    """Where the environment that a block sets sends every client; in a `shell` each variable may be one."""
    for binding in reversed([binding for binding in bindings.all if binding.spot.block == block]):
        owner, _, name = binding.name.replace(":", ".").rpartition(".")
        known = owner in words("environments") or (shell and not owner)
        if known and snake(name).endswith(tuple(words("ambient"))) and isinstance(binding.value, Text):
            return read_address(binding.value.value)
    return None


class Addresses:
    """Finds addresses in arguments, and in the clients that calls are made on."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self._ambient: dict[int, Address | None] = {}

    def of(self, call: Call) -> Address:
        """Where a call goes."""
        base = self.of_receiver(call.function)
        own = self.of_arguments(call.arguments)
        if own is not None and own.host:
            return own
        if own is not None:
            return join(base or Address(), own.path)
        if last_name(call.function) in words("verbs"):
            relative = self._relative(call.arguments)
            if relative and (base or relative.startswith("/")):
                return join(base or Address(), relative)
        return base or self._sent_to(call.spot.block) or Address()

    def _sent_to(self, block: int) -> Address | None:
        if block not in self._ambient:
            self._ambient[block] = ambient_address(self.evaluator.bindings, block)
        return self._ambient[block]

    def of_arguments(self, arguments: Iterable[Entry], depth: int = 0) -> Address | None:
        """The address among arguments: under a name for addresses, or a URL given by position."""
        found: Address | None = None
        path = ""
        for key, value, _ in arguments:
            name = snake(key)
            if not key:
                found = found or self._positional(value, depth)
            elif name in words("addresses"):
                found = self._named(value, depth) or found
            elif name in words("paths"):
                texts = self.evaluator.texts(value)
                path = value_of(texts[0]) if texts else path
            elif name in words("bodies") and not isinstance(self.evaluator.plain(value), Text | Joined):
                found = found or self._nested(value, depth)
        return join(found or Address(), path) if path else found

    def _named(self, value: Expression, depth: int) -> Address | None:
        for pieces in self.evaluator.texts(value):
            text = value_of(pieces)
            bare = _DOMAIN.fullmatch(text)
            address = read_address(text) or (
                Address(bare["host"].lower(), bare["path"] or "") if bare else None
            )
            if address:
                return address
            if text.startswith("/"):
                return Address("", text.rstrip("/"))
        nested = self._nested(value, depth)
        if nested or not self._might_hold_one(value):
            return nested
        return Address(UNKNOWN_HOST)

    def _might_hold_one(self, value: Expression) -> bool:
        """Whether a value that gives no text may still be an address when the program runs."""
        return isinstance(value, Name | Member | Call | Joined)

    def _positional(self, value: Expression, depth: int) -> Address | None:
        for pieces in self.evaluator.texts(value):
            text = value_of(pieces)
            if address := read_address(text):
                return address
        return self._nested(value, depth)

    def _nested(self, value: Expression, depth: int) -> Address | None:
        if depth > _DEEPEST:
            return None
        plain = self.evaluator.plain(value)
        if isinstance(plain, Record):
            return self.of_arguments((e for e in plain.entries if e.key), depth + 1)
        if isinstance(plain, Call):
            return self.of_arguments(plain.arguments, depth + 1) or self.of_receiver(
                plain.function, depth + 1
            )
        return None

    def of_receiver(self, function: Expression, depth: int = 0) -> Address | None:
        """The base address of what a method is called on."""
        if depth > _DEEPEST:
            return None
        if not isinstance(function, Member):
            return None
        owner = function.object
        updated = self._updated(owner)
        if updated:
            return updated
        plain = self.evaluator.plain(owner)
        if isinstance(plain, Call):
            own = self.of_arguments(plain.arguments, depth + 1) or self._domain(plain)
            base = self.of_receiver(plain.function, depth + 1)
            if own and not own.host:
                return join(base or Address(), own.path)
            return own or base
        if isinstance(plain, Record):
            return self.of_arguments((e for e in plain.entries if e.key), depth + 1)
        return self.of_receiver(owner, depth + 1) if isinstance(owner, Member) else None

    def _domain(self, call: Call) -> Address | None:
        """Connections are made to a bare host name."""
        name = last_name(call.function)
        if "http" not in name and "connect" not in name and name != "new":
            return None
        for entry in call.arguments[:1]:
            for pieces in self.evaluator.texts(entry.value) if not entry.key else []:
                found = _DOMAIN.fullmatch(value_of(pieces))
                if found:
                    return Address(found["host"].lower(), found["path"] or "")
        return None

    def _updated(self, owner: Expression) -> Address | None:
        path = path_of(owner)
        entries = (
            [Entry(key, b.value) for key, b in self.evaluator.bindings.updates(path, owner.spot)]
            if path
            else []
        )
        return self.of_arguments(entries) if entries else None

    def _relative(self, arguments: Iterable[Entry]) -> str:
        for key, value, _ in arguments:
            if key:
                continue
            for pieces in self.evaluator.texts(value):
                text = value_of(pieces)
                if text.upper() not in _METHODS and _RELATIVE.fullmatch(text):
                    return text
                break
        return ""

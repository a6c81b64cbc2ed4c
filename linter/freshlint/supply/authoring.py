"""Entities and prices written into a facts file by hand's aid: what stands there keeps its form, order and comments."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from freshlint.facts import schema
from freshlint.facts.errors import FactsErrors, did_you_mean
from freshlint.facts.fact import Aspect
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.reader import Key
from freshlint.facts.rows import identity
from freshlint.supply.importing.combine import JUMP
from freshlint.supply.rewrite import RewriteError, with_row_days

SCHEMA = "freshlint-facts.schema.json"
_HEAD = f"# yaml-language-server: $schema={SCHEMA}\nfreshlint: 1\nsources:{{sources}}\nentities:\n"
_PLAIN = re.compile(r"[A-Za-z][\w./-]*(?: [\w./-]+)*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


class AuthoringError(RewriteError):
    """What was asked for cannot be written; the message says why, and the file is as it was."""


@dataclass(frozen=True)
class NewEntity:
    """An entity to begin with: released on a day, as a page says."""

    id: str
    names: tuple[str, ...] = ()
    kind: str = ""
    vendor: str = ""
    released: date | None = None
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class NewPrice:
    """A price from a day on. What is empty or None is as in the price that it follows."""

    entity: str
    meter: str
    amount: Decimal
    since: date
    currency: str = ""
    per: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    verified: date | None = None
    evidence: str = ""
    accept_jump: bool = False


def with_entity(label: str, data: bytes, new: NewEntity) -> bytes:
    """The file with one more entity at its end; empty bytes are a file to begin. Raises AuthoringError."""
    if not data.strip():
        head = _HEAD.format(sources=_sources(new))
        return _loaded(label, (head + _entity(new)).encode())
    file = load(label, data)
    if new.id in file.content.entities:
        raise AuthoringError(f"{label}: has an entity `{new.id}`: write into it, or choose another id")
    if new.url and _source_id(new) not in file.content.sources:
        raise AuthoringError(
            f"{label}: add the source to `sources` first, then name the entity without --url"
        )
    text, newline = _text(data)
    lines = text.splitlines(keepends=True)
    top = next((number for number, line in enumerate(lines) if line.rstrip() == "entities:"), None)
    if top is None:
        raise AuthoringError(f"{label}: has no line `entities:` with a block below it: write one")
    at = _end_of(lines, top, 0)
    lines[at:at] = [*_ended(lines[:at]), _entity(new)]
    after = "".join(lines).replace("\n", newline).encode()
    expected = msgspec.structs.replace(
        file.content,
        entities={
            **file.content.entities,
            **load(label, (_HEAD.format(sources=_sources(new)) + _entity(new)).encode()).content.entities,
        },
    )
    return _same(label, after, expected)


def with_price(file: LoadedFile, data: bytes, new: NewPrice) -> bytes:
    """The file with the price that held until now closed on the day before, and the new one behind it.

    Raises AuthoringError and RewriteError; then nothing is to be written.
    """
    entity = file.content.entities.get(new.entity)
    if entity is None:
        hint = did_you_mean(new.entity, file.content.entities)
        raise AuthoringError(f"{file.path}: no entity `{new.entity}`: {hint}")
    if new.source and new.source not in file.content.sources:
        hint = did_you_mean(new.source, file.content.sources)
        raise AuthoringError(f"{file.path}: unknown source `{new.source}`: {hint}")
    index = _open_row(file, entity, new)
    old = entity.prices[index]
    row = _price(old, new)
    key: Key = ("entities", new.entity, "prices", index)
    closed = with_row_days(file, data, {key: {"until": new.since - timedelta(days=1)}})
    text, newline = _text(closed)
    lines = text.splitlines(keepends=True)
    start = file.places[key]
    dash = lines[start.line - 1].find("-")
    if dash < 0 or lines[start.line - 1][:dash].strip():
        raise AuthoringError(
            f"{file.path}:{start.line}: write `prices` as a list, a row a line, to add to it"
        )
    at = _end_of(lines, start.line - 1, dash)
    lines[at:at] = [*_ended(lines[:at]), f"{' ' * dash}- {_flow(row)}\n"]
    after = "".join(lines).replace("\n", newline).encode()
    rows = [*load(file.path, closed).content.entities[new.entity].prices]
    rows.insert(index + 1, row)
    changed = msgspec.structs.replace(entity, prices=rows)
    return _same(
        file.path,
        after,
        msgspec.structs.replace(file.content, entities={**file.content.entities, new.entity: changed}),
    )


def _open_row(file: LoadedFile, entity: schema.Entity, new: NewPrice) -> int:
    """The row of the same meter, conditions and currency that holds on the day before."""
    fits = [
        index
        for index, row in enumerate(entity.prices)
        if row.meter == new.meter
        and (not new.currency or row.currency == new.currency)
        and dict(row.where) == dict(new.where)
        and row.until is None
    ]
    if not fits:
        meters = sorted({identity("", Aspect.PRICE, row).render(False)[8:] for row in entity.prices})
        raise AuthoringError(
            f"{file.path}: {new.entity} has no open price `{new.meter}` with these conditions to follow; "
            f"there are {', '.join(meters) or 'none'}: write the first row by hand"
        )
    if len(fits) > 1:
        raise AuthoringError(f"{file.path}: {new.entity} has several such prices: name the --currency")
    row = entity.prices[fits[0]]
    first = row.since or row.verified
    if first and first >= new.since:
        raise AuthoringError(
            f"{file.path}: that price holds only from {first} on: the new one must begin later"
        )
    amounts = sorted((row.amount, new.amount))
    if not new.accept_jump and (new.per or row.per) == row.per and amounts[1] >= JUMP * amounts[0]:
        raise AuthoringError(
            f"{file.path}: {row.amount} -> {new.amount} is a jump of {JUMP} times or more: --accept-jump confirms it"
        )
    return fits[0]


def _price(old: schema.PriceRow, new: NewPrice) -> schema.PriceRow:
    return schema.PriceRow(
        meter=old.meter,
        where=old.where,
        amount=new.amount,
        currency=old.currency,
        per=new.per or old.per,
        default=old.default,
        estimate=old.estimate,
        since=new.since,
        verified=new.verified,
        source=new.source or old.source,
        evidence=new.evidence or None,
    )


def _entity(new: NewEntity) -> str:
    lines = [f"  {_word(new.id)}:"]
    lines += [
        f"    {name}: {_word(value)}" for name, value in (("kind", new.kind), ("vendor", new.vendor)) if value
    ]
    lines.append(f"    names: [{', '.join(map(_word, new.names or (new.id,)))}]")
    if new.released:
        source = f", source: {_source_id(new)}" if new.url else ""
        lines += ["    status:", f"      - {{value: released, since: {new.released}{source}}}"]
    return "\n".join(lines) + "\n"


def _sources(new: NewEntity) -> str:
    if not new.url:
        return " {}"
    return f"\n  {_source_id(new)}: {{title: {_word(new.title or new.url)}, url: {json.dumps(new.url)}}}"


def _source_id(new: NewEntity) -> str:
    return _word(f"{new.id}-page")


def _flow(row: schema.PriceRow) -> str:
    plain = {
        name: value for name, value in msgspec.to_builtins(row).items() if value not in (None, {}, False)
    }
    order = (
        "meter",
        "where",
        "amount",
        "currency",
        "per",
        "default",
        "estimate",
        "since",
        "verified",
        "source",
    )
    named = sorted(plain, key=lambda name: order.index(name) if name in order else len(order))
    return "{" + ", ".join(f"{name}: {_value(name, plain[name])}" for name in named) + "}"


def _value(name: str, value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(key)}: {_word(word)}" for key, word in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    if name in ("amount", "since", "verified"):
        return str(value)
    return _word(str(value))


def _word(text: str) -> str:
    """Text as YAML, in quotes where it would be read as something else: a version, a date, a yes."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _text(data: bytes) -> tuple[str, str]:
    """The file's text with `\\n`, and its own line end."""
    text = data.decode("utf-8")
    return text.replace("\r\n", "\n"), "\r\n" if "\r\n" in text else "\n"


def _ended(lines: list[str]) -> list[str]:
    """What ends the last line, where nothing does."""
    return ["\n"] if lines and not lines[-1].endswith("\n") else []


def _end_of(lines: list[str], first: int, indent: int) -> int:
    """The line behind all that stands deeper than `indent` below a line; blank lines and comments stay outside."""
    end = first + 1
    for number, line in enumerate(lines[first + 1 :], first + 1):
        content = line.strip()
        deeper = len(line) - len(line.lstrip()) > indent
        if content and not content.startswith("#"):
            if not deeper:
                break
            end = number + 1
        elif content and deeper:
            end = number + 1
    return end


def _loaded(label: str, data: bytes) -> bytes:
    try:
        load(label, data)
    except FactsErrors as error:
        raise AuthoringError(str(error)) from error
    return data


def _same(label: str, after: bytes, expected: schema.FactsFile) -> bytes:
    """The new bytes, if they say what is expected and nothing else."""
    if load(label, _loaded(label, after)).content != expected:
        raise AuthoringError(f"{label}: has a form that cannot be added to; write it by hand")
    return after

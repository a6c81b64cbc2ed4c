"""What an article says: one claim about one entity, with how, when and where it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from decimal import Decimal
from enum import StrEnum

from freshlint.confidence import Confidence as Confidence
from freshlint.document.model import Block
from freshlint.source import Span


class Modality(StrEnum):
    """How the author means it; see DESIGN section 6 for what follows from each."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    REPORTED = "reported"
    REJECTED = "rejected"
    CONDITIONAL = "conditional"
    QUESTION = "question"
    INSTRUCTION = "instruction"
    COUNTER_EXAMPLE = "counter-example"


MEANT = frozenset({Modality.ASSERTED, Modality.HEDGED, Modality.REPORTED, Modality.INSTRUCTION})


class Tense(StrEnum):
    """When the claim says that it holds, seen from the day on which the text is read."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True)
class Time:
    """When a claim holds. `day` is the day that the text names for it ("on April 10", a dated changelog entry).

    `stamp`: the day is only when somebody looked ("as of D", "checked D"), so the claim is about now.
    """

    tense: Tense = Tense.PRESENT
    day: date | None = None
    stamp: bool = False


NOW = Time()


@dataclass(frozen=True)
class Quantity:
    """A sum of money as the text gives it.

    amount    the number of `currency` (ISO 4217; cents are already divided by 100)
    unit      what it is paid for ("token", "image", "month"); "" where the text does not say
    count     the money is for this many units ("per 1K tokens" is 1,000; ten pictures are 10)
    places    decimal places as written, which say how far it is rounded
    things    numbers of things that the text names nearby; the amount may be for one of them
    literal   the digits as they stand in the text ("0,165", "six"), at `digits` in the source
    """

    amount: Decimal
    currency: str
    unit: str = ""
    count: Decimal = Decimal(1)
    places: int = 0
    literal: str = ""
    digits: Span = Span(0, 0)
    scale: Decimal = Decimal(1)
    approximate: bool = False
    at_least: bool = False
    total: bool = False
    things: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class ApiUse:
    """An identifier in a field of an API call, or in prose that tells readers to put it there.

    call       as written ("client.responses.create"), "" for raw HTTP and prose
    host       of the request; "" means the vendor's own client or address
    path       of a raw HTTP call, or named in prose
    field      dotted path inside the request's body: "model", "tools[].model"
    syntax     the programming language; "" in prose
    call_span  the call, in the source
    shape      what a fix needs to know of the syntax around the literal, by the code reader that made it
    """

    identifier: str
    field: str
    call: str = ""
    host: str = ""
    path: str = ""
    syntax: str = ""
    call_span: Span | None = None
    shape: Mapping[str, str] = default(default_factory=dict)


@dataclass(frozen=True)
class Identifier:
    """An identifier as written: a dated snapshot, a model name in an option or a default."""

    text: str


@dataclass(frozen=True)
class Ending:
    """The day or month in which something is said to end, from `first` to `last`; `at_least`: it lasts until then."""

    first: date
    last: date
    at_least: bool = False


Value = Quantity | ApiUse | Identifier | Ending


@dataclass(frozen=True)
class Claim:
    """entity + predicate + value + polarity, with modality, time and place. It does not depend on the day.

    predicate   a key of the pack's wording ("available", "newest", "price", ...)
    entity      id of the entity that it is about
    span        the shortest source text that carries it
    text        the visible text of that span
    polarity    False where the claim is denied ("is not available")
    conditions  what limits it: {"meter": "image output", "size": "1024x1536", "quality": "high"}
    language    of the text around it: "en", "zh", ...
    sentence    the source span of the whole sentence; None in cells, attributes and code
    related     other places that the claim rests on: the header cell, the call that takes the constant
    undecided   why it cannot be judged; "" where it can
    """

    predicate: str
    entity: str
    block: Block
    span: Span
    text: str
    polarity: bool = True
    modality: Modality = Modality.ASSERTED
    time: Time = NOW
    value: Value | None = None
    conditions: Mapping[str, str] = default(default_factory=dict)
    language: str = "en"
    confidence: Confidence = Confidence.HIGH
    sentence: Span | None = None
    related: tuple[Span, ...] = ()
    undecided: str = ""

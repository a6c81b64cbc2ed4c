"""Claims that code makes: which identifier it puts into which field of which call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from freshlint.claim import ApiUse, Claim, Identifier, Modality
from freshlint.document.code import (
    UNKNOWN_HOST,
    Address,
    Bindings,
    CodeCall,
    CodeView,
    FieldLiteral,
    LiteralRole,
    Spot,
    ambient_address,
    find_syntax,
    lacks_address,
    outline_call,
    read_address,
    read_code,
)
from freshlint.document.model import Block, Document, Kind
from freshlint.language.code_labels import labels_answer, labels_before, labels_refused, labels_wrong
from freshlint.language.mentions import Mention
from freshlint.source import Span

_CALLED_WITH = frozenset(
    {LiteralRole.ARGUMENT, LiteralRole.OPTION, LiteralRole.ASSIGNMENT, LiteralRole.DEFAULT, LiteralRole.FLAG}
)
_SHELLS = frozenset({"bash", "shell", "sh", "zsh", "console", "powershell"})
_FAMILIES = {"jsx": "javascript", "tsx": "javascript", "typescript": "javascript"}
_SETTINGS = frozenset({"shell", "ini", "powershell"})
_PATH = re.compile(r"https?://[^\s`\"'<>)]+|(?<![\w/.])/v\d+(?:/[\w-]+)+")
_HIDDEN_HOST = "the address of the request is in a variable that is not shown"


class Finder(Protocol):
    """What finds entities in a text: language/mentions.py's index."""

    def find(self, text: str) -> list[Mention]:
        """The mentions, in order."""


class _Listing(NamedTuple):
    """A code block of the page, read; `ambient` is the host to which its section's settings send clients."""

    number: int
    block: Block
    view: CodeView
    ambient: str = ""


def code_claims(document: Document, index: Finder) -> Iterator[Claim]:
    """`api-field`, `code-identifier` and `snapshot` claims of a page's code blocks."""
    blocks = [block for block in document.blocks if block.kind is Kind.CODE]
    if not any(index.find(block.text) for block in blocks):
        return
    reader = _Reader(index, _read_all(blocks), document.language or "en")
    for listing in reader.listings:
        yield from reader.api_fields(listing)
        yield from reader.identifiers(listing)


def _read_all(blocks: list[Block]) -> list[_Listing]:
    known: dict[str, Bindings] = {}
    listings = []
    ambient = ""
    section: tuple[Block, ...] = ()
    for number, block in enumerate(blocks):
        syntax = find_syntax(block.syntax)
        family = _FAMILIES.get(syntax.id, syntax.id) if syntax else ""
        view = read_code(block.text, block.syntax, known.get(family), number, named_address(block))
        if family:
            known[family] = view.bindings
        below = block.headings[: len(section)] == section
        listings.append(_Listing(number, block, view, ambient if below else ""))
        address = ambient_address(view.bindings, number, shell=view.syntax in _SETTINGS)
        if address is not None:
            ambient, section = address.host, block.headings
    return listings


def named_address(block: Block) -> Address | None:
    """Where the page says that a JSON body goes: "Body of POST /v1/responses:"."""
    for beside in (block.lead, *reversed(block.headings[-1:])):
        found = _PATH.search(beside.text) if beside else None
        if beside is None or found is None:
            continue
        if labels_answer(_PATH.sub(" ", beside.text)):
            return None
        named = found[0].rstrip(".,:;!?")
        return read_address(named) or Address("", named)
    return None


def identified(value: str, index: Finder) -> Mention | None:
    """The mention, where a literal is an entity's id, or the id and a day, and nothing else."""
    if not value or len(value) > 120 or any(char.isspace() for char in value):
        return None
    found = index.find(value)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(value)):
        return None
    mention = found[0]
    exact = mention.text == mention.entity or (mention.snapshot and value.startswith(mention.entity))
    return mention if exact else None


class _Reader:
    def __init__(self, index: Finder, listings: list[_Listing], language: str) -> None:
        self.index = index
        self.listings = listings
        self.language = language

    def api_fields(self, listing: _Listing) -> Iterator[Claim]:
        """One claim for each literal that a call takes in a field."""
        uses: dict[tuple[object, ...], list[tuple[CodeCall, FieldLiteral, Mention]]] = {}
        for call, field, mention in self._candidates(listing):
            key = (field.spot, field.field, call.host, call.path, "" if call.path else call.callee)
            uses.setdefault(key, []).append((call, field, mention))
        for same in uses.values():
            yield self._api_field(listing, same)

    def _api_field(self, listing: _Listing, same: list[tuple[CodeCall, FieldLiteral, Mention]]) -> Claim:
        """What calls of one kind do with one literal."""
        call, field, mention = same[0]
        spans = tuple(dict.fromkeys(self._span(other.spot) for other, _, _ in same))
        use = ApiUse(
            mention.text,
            field.field,
            call=call.callee,
            host=call.host or ("" if call.path else listing.ambient),
            path=call.path,
            syntax=listing.view.syntax,
            call_span=spans[0],
            shape={"default": "true"} if field.default else {},
        )
        modalities = {self._modality(listing, other, field.spot) for other, _, _ in same}
        return Claim(
            "api-field",
            mention.entity,
            self.listings[field.spot.block].block,
            self._span(field.spot),
            self._text(field.spot),
            modality=min(modalities, key=lambda one: one is Modality.COUNTER_EXAMPLE),
            value=use,
            language=self.language,
            related=spans if field.via else (),
            undecided=_HIDDEN_HOST if call.host == UNKNOWN_HOST else "",
        )

    def _candidates(self, listing: _Listing) -> Iterator[tuple[CodeCall, FieldLiteral, Mention]]:
        """Calls that may be an API's, with their identifying literals; the most telling of nested ones."""
        found = [
            (call, field, mention)
            for call in listing.view.calls
            for field in call.fields
            if (mention := identified(field.value, self.index)) is not None
        ]
        outlined = list(self._outlined(listing, found))
        found = [one for one in found if not any(_overlap(one[1].spot, f.spot) for _, f, _ in outlined)]
        yield from outlined
        for call, field, mention in found:
            others = [
                (c, f) for c, f, _ in found if f.spot == field.spot and c is not call and _nested(c, call)
            ]
            if not call.path and ("." not in call.callee and not call.host and not field.via):
                continue
            if not call.path and any(other.path for other, _ in others):
                continue
            if not field.field and any(f.spot == field.spot and f.field for _, f, _ in found):
                continue
            yield call, field, mention

    def _outlined(
        self, listing: _Listing, found: list[tuple[CodeCall, FieldLiteral, Mention]]
    ) -> Iterator[tuple[CodeCall, FieldLiteral, Mention]]:
        """Fields of a block's one request that no call of the parsed code takes."""
        call = outline_call(listing.block.text, listing.number)
        for field in call.fields if call else ():
            mention = identified(field.value, self.index)
            takers = [c for c, f, _ in found if _overlap(f.spot, field.spot) and ("." in c.callee or c.path)]
            if call and mention and all(map(lacks_address, takers)):
                yield call, field, mention

    def identifiers(self, listing: _Listing) -> Iterator[Claim]:
        """Each literal that is an identifier, once, for what no field decides: its status, its snapshot."""
        asks = any(call.path for call in listing.view.calls)
        answer = not asks and (listing.view.syntax == "json" or _shown_as_output(listing.block))
        shell = listing.view.syntax in _SHELLS
        used = {field.spot: field for call in listing.view.calls for field in call.fields}
        places = {literal.spot: (literal.value, literal.role) for literal in listing.view.literals}
        for spot, field in used.items():
            if not any(other != spot and spot.contains(other) for other in places):
                places.setdefault(spot, (field.value, LiteralRole.ARGUMENT))
        done: list[Spot] = []
        for spot, (value, role) in sorted(places.items()):
            mention = identified(value, self.index)
            if mention is None or spot.block != listing.number or any(map(spot.contains, done)):
                continue
            done.append(spot)
            call = next((c for c in listing.view.calls if any(f.spot == spot for f in c.fields)), None)
            modality = self._modality(listing, call, spot)
            if mention.snapshot:
                yield self._identifier("snapshot", listing, mention, spot, modality)
            # A bare word of a command line may be its output ("Chatting with X"); a flag's value is not.
            told = shell and role is LiteralRole.ARGUMENT and spot not in used
            if role in _CALLED_WITH and not answer and not told:
                yield self._identifier("code-identifier", listing, mention, spot, modality)

    def _identifier(
        self, predicate: str, listing: _Listing, mention: Mention, spot: Spot, modality: Modality
    ) -> Claim:
        return Claim(
            predicate,
            mention.entity,
            listing.block,
            self._span(spot),
            self._text(spot),
            modality=modality,
            value=Identifier(mention.text),
            language=self.language,
        )

    def _span(self, spot: Spot) -> Span:
        return self.listings[spot.block].block.inline.span(spot.start, spot.end)

    def _text(self, spot: Spot) -> str:
        return self.listings[spot.block].block.text[spot.start : spot.end]

    def _modality(self, listing: _Listing, call: CodeCall | None, literal: Spot) -> Modality:
        if call is not None and call.refused:
            return Modality.COUNTER_EXAMPLE
        places = [(listing, call.spot)] if call else []
        if not call or literal.block != call.spot.block:
            places.append((self.listings[literal.block], literal))
        wrong = any(_shown_as_wrong(place.block) or _commented(place, spot) for place, spot in places)
        return Modality.COUNTER_EXAMPLE if wrong else Modality.ASSERTED


def _overlap(one: Spot, other: Spot) -> bool:
    return one.block == other.block and one.start < other.end and other.start < one.end


def _nested(inner: CodeCall, outer: CodeCall) -> bool:
    """Whether one call stands in the other, or both in one chain."""
    return outer.spot.contains(inner.spot) or inner.spot.contains(outer.spot)


def _shown_as_output(block: Block) -> bool:
    """Whether the page introduces a code block as what a program printed or a server answered."""
    lead = block.lead.text.strip() if block.lead is not None else ""
    return lead.endswith((":", "：")) and labels_answer(lead.splitlines()[-1])


def _shown_as_wrong(block: Block) -> bool:
    """Whether the page introduces a code block as one not to copy, or as the old half of a change."""
    if block.lead is not None and block.lead.kind is not Kind.HEADING and block.lead.text.strip():
        lead = block.lead.text
        if labels_wrong(lead):
            return True
    labels = [label.block.text for label in block.labels]
    headings = [heading.text for heading in block.headings]
    if any(map(labels_before, (*labels, *headings))):
        # What stands below "Before" is old, however it is divided ("Before", "Python").
        return True
    short = [text for text in (*labels, *headings[-1:]) if len(text) <= 80 and len(text.split()) <= 8]
    return any(map(labels_wrong, short))


def _commented(place: _Listing, spot: Spot) -> bool:
    """Whether a comment above the code, on its lines or right after it says that it is wrong."""
    text = place.block.text
    first = text.rfind("\n", 0, spot.start) + 1
    last = text.find("\n", spot.end)
    last = len(text) if last < 0 else last
    following = text.find("\n", last + 1)
    following = len(text) if following < 0 else following
    above: list[Spot] = []
    for comment in place.view.comments:
        words = text[comment.start : comment.end]
        own_line = not text[text.rfind("\n", 0, comment.start) + 1 : comment.start].strip()
        if comment.end <= first and own_line:
            above.append(comment)
            continue
        beside = first <= comment.start < last and (labels_wrong(words) or labels_refused(words))
        after = own_line and last < comment.start <= following and labels_refused(words)
        if beside or after:
            return True
    return _above_says_wrong(text, above, first)


def _above_says_wrong(text: str, above: list[Spot], code: int) -> bool:
    """The nearest comment above decides; over a blank line only where it is a short label."""
    if not above:
        return False
    run = [above[-1]]
    for comment in reversed(above[:-1]):
        if text[comment.end : run[-1].start].strip(" \t\r\n") or "\n\n" in text[comment.end : run[-1].start]:
            break
        run.append(comment)
    words = " ".join(text[comment.start : comment.end].strip("#/*<!-> \t") for comment in reversed(run))
    apart = "\n\n" in text[run[0].end : code]
    if apart and len(words.split()) > 6:
        return False
    return labels_wrong(words)

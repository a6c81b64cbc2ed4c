"""All claims of a page, in source order. They do not depend on the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from freshlint.claim import Claim
from freshlint.document.model import Block, Document, Kind
from freshlint.language.answers import Answers
from freshlint.language.api_claims import ApiClaims
from freshlint.language.api_names import ApiName
from freshlint.language.code_claims import code_claims
from freshlint.language.code_prices import code_price_claims
from freshlint.language.data import Lexicons
from freshlint.language.endings import Endings
from freshlint.language.frame import AVAILABLE, PENDING, RELEASE_DATE, SETTLED_QUESTION, WATCH
from freshlint.language.identifiers import Identifiers
from freshlint.language.meaning import entry_time
from freshlint.language.mentions import MentionIndex
from freshlint.language.money_words import money_words
from freshlint.language.newest import Newest
from freshlint.language.normal import fold
from freshlint.language.page import Page
from freshlint.language.prices import price_claims
from freshlint.language.reach import within_reach
from freshlint.language.recommendations import RECOMMENDED, Recommendations
from freshlint.language.remarks import COMMENT, remarks
from freshlint.language.sayings import Sayings
from freshlint.language.states import States
from freshlint.source import Span

_STATES = frozenset({AVAILABLE, PENDING, RELEASE_DATE, WATCH, SETTLED_QUESTION, RECOMMENDED})


def extract_claims(
    document: Document, index: MentionIndex, lexicons: Lexicons, apis: Sequence[ApiName] = ()
) -> tuple[Claim, ...]:
    """The claims of a page about the index's entities. `apis` are the names of the APIs that facts speak of."""
    if not index.find(document.source.text) and not _named_in_blocks(document, index):
        return ()
    page = Page(document, index, lexicons)
    reached = within_reach(page)
    claims = [
        claim for block in document.blocks for claim in _block_claims(page, block, id(block) in reached)
    ]
    fields = ApiClaims(page, apis)
    claims = [claim for claim in claims if not (_denied(claim) and fields.is_of_a_field(claim))]
    claims += [claim for block in document.blocks for claim in fields.claims(block)]
    claims += [_dated(page, claim) for claim in code_claims(document, index)]
    claims += [claim for block in document.blocks for claim in code_price_claims(page, block)]
    return tuple(sorted(_distinct(sorted(claims, key=_precedence)), key=_place))


def _named_in_blocks(document: Document, index: MentionIndex) -> bool:
    """Names that markup or entities split in the source are whole in the blocks' text."""
    return any(index.find(block.text) for block in document.blocks)


def _block_claims(page: Page, block: Block, reached: bool) -> Iterator[Claim]:
    """`reached`: something says what the block may be about. A price may also be of what the page names most."""
    if block.kind is Kind.CODE:
        yield from _remarked(page, block)
    elif block.text.strip():
        if reached:
            yield from _prose_claims(page, block)
        elif page.subject is not None:
            yield from price_claims(page, block)


def _prose_claims(page: Page, block: Block) -> Iterator[Claim]:
    states = States(page)
    answered = tuple(Answers(page, states).claims(block))
    yield from answered
    ends = tuple(Endings(page).claims(block))
    yield from ends
    for claim in states.claims(block, answered):
        denied = claim.predicate == AVAILABLE and not claim.polarity
        if not (denied and any(claim.span.overlaps(end.span) for end in ends)):
            # What ends on a day is not said to be gone today.
            yield claim
    yield from Newest(page).claims(block)
    yield from Identifiers(page).claims(block)
    yield from Recommendations(page).claims(block)
    yield from Sayings(page).claims(block)
    yield from price_claims(page, block)


def _remarked(page: Page, block: Block) -> Iterator[Claim]:
    """What the comments of a code block say; it is the code block's claim. It takes a name or money to say any."""
    if not page.mentions(block) and not _names_money(page, block):
        return
    for remark in remarks(block):
        named = bool(page.mentions(remark)) and remark.container[-1] == COMMENT
        for claim in _prose_claims(page, remark) if named else price_claims(page, remark):
            yield replace(claim, block=block)


def _names_money(page: Page, block: Block) -> bool:
    folded = fold(block.text)
    return any(money_words(language).names_currency(folded) for language in {page.language, "en"})


def _denied(claim: Claim) -> bool:
    return claim.predicate == AVAILABLE and not claim.polarity


def _dated(page: Page, claim: Claim) -> Claim:
    """Code in a dated entry is about that entry's day; code for another platform, about that platform."""
    when = entry_time(page, claim.block) or claim.time
    platform = _platform(page, claim)
    return replace(claim, time=when, conditions={**claim.conditions, **platform})


def _platform(page: Page, claim: Claim) -> dict[str, str]:
    """The platform that a code block, or what introduces it, names: "AzureOpenAI(...)"."""
    block = claim.block
    around = [block, *block.headings[-1:], *([block.lead] if block.lead else [])]
    said = " ".join(fold(other.text) for other in around)
    for value, terms in page.lexicons.vocabulary.conditions.get("platform", {}).items():
        named = any(fold(term) in said for words in terms.values() for term in words)
        if named and value != page.index.by_id[claim.entity].platform:
            return {"platform": value}
    return {}


def _distinct(claims: list[Claim]) -> Iterator[Claim]:
    """One claim of a predicate for a place: of two that overlap, the one read first, which spans more."""
    kept: dict[int, list[Claim]] = {}
    for claim in claims:
        near = kept.setdefault(id(claim.block), [])
        if not any(_same(claim, other) for other in near):
            near.append(claim)
            yield claim


def _place(claim: Claim) -> tuple[Span, str]:
    return claim.span, claim.predicate


def _precedence(claim: Claim) -> tuple[bool, Span, str]:
    """That something can be had says more than that it is presented as usable."""
    return claim.predicate == RECOMMENDED, *_place(claim)


def _same(claim: Claim, other: Claim) -> bool:
    return (
        claim.block is other.block
        and claim.entity == other.entity
        and claim.value is None
        and other.value is None
        and _says_what(claim) == _says_what(other)
        and claim.span.overlaps(other.span)
    )


def _says_what(claim: Claim) -> str:
    """Claims of one kind over the same words are one claim: that it can be had, and that it can be used."""
    return "state" if claim.predicate in _STATES else claim.predicate

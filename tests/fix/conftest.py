"""What the tests of fixes share: articles with their stale parts between ⟦ and ⟧, and facts about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from freshlint.citation import Style
from freshlint.claim import Claim, Identifier, Quantity
from freshlint.document.html import read_html
from freshlint.document.markdown import read_markdown
from freshlint.document.model import Block, Document
from freshlint.facts.fact import Aspect, Citation, Fact, PriceValue, StatusValue
from freshlint.finding import Fix
from freshlint.fix.apply import EditSet, apply_edits
from freshlint.fix.draft import Stale
from freshlint.fix.place import text_range
from freshlint.fix.statements import Wording, read_statements
from freshlint.fix.writer import FixOptions, write_fixes
from freshlint.rule import FixIntent, Judgement, Restate, SwapAmount, SwapText, Verdict
from freshlint.source import Source, Span

WORDINGS = Path(__file__).parents[2] / "rules/freshlint_rules/wording/statements"
_MARKED = re.compile("⟦(.*?)⟧", re.S)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Facts:
    """Facts about the models Brush 1 and Brush 2, seen on their vendor's pages on June 2, 2026."""

    pricing = Citation("Brush pricing", "https://brush.example/pricing", None, date(2026, 6, 2))
    page = Citation("Brush 2 page", "https://brush.example/brush-2", date(2026, 6, 1), date(2026, 6, 2))

    def price(self, amount: str, count: int = 1_000_000, unit: str = "token") -> SwapAmount:
        """A price in US dollars."""
        value = PriceValue("output", Decimal(amount), "USD", f"{count} {unit}s", unit, Decimal(count))
        return SwapAmount(self._fact(Aspect.PRICE, value, self.pricing))

    def per_image(self, amount: str) -> SwapAmount:
        """A price of one image."""
        return self.price(amount, 1, "image")

    def released(self, **params: str) -> Restate:
        """Brush 2 came out on June 1, 2026."""
        return Restate("released", {"name": "Brush 2", "date": "2026-06-01", "kind": "model", **params})

    def release_known(self) -> Restate:
        """The day is no secret."""
        return Restate("release_known", {"name": "Brush 2", "date": "2026-06-01"})

    def superseded(self) -> Restate:
        """Brush 2 is the newest."""
        return Restate("superseded", {"name": "Brush 1", "newer": "Brush 2", "date": "2026-06-01"})

    def release(self) -> Fact:
        """The row of the release."""
        return self._fact(Aspect.STATUS, StatusValue("released"), self.page)

    def _fact(self, aspect: Aspect, value: PriceValue | StatusValue, citation: Citation) -> Fact:
        return Fact(
            "brush-2", aspect, "brush-2/x", value, citation.since, None, citation.verified, citation=citation
        )


@dataclass(frozen=True)
class Article:
    """An article with its stale claims marked, and what the rules want said about each, in order."""

    document: Document
    stale: tuple[Stale, ...]
    reread: Callable[[Source], Document]
    wordings: dict[str, Wording]
    style: Style = Style.INLINE

    def fixes(self) -> list[Fix | None]:
        """The fix of each claim."""
        return write_fixes(
            self.document, self.stale, FixOptions(style=self.style), self.wordings, self.reread
        )

    def fixed(self) -> str:
        """The text with every fix made that can be made together with those before it."""
        chosen = EditSet()
        made = [fix for fix in self.fixes() if fix and fix.edits and chosen.add(fix.edits)]
        return apply_edits(self.document.source.text, [edit for fix in made for edit in fix.edits])

    def resting_on(self, **changes: object) -> Article:
        """The same article, where the facts of its claims differ."""

        def changed(stale: Stale) -> Stale:
            facts = tuple(msgspec.structs.replace(fact, **changes) for fact in stale.judgement.facts)
            intent = stale.intent
            if isinstance(intent, SwapAmount):
                intent = SwapAmount(facts[0])
            return Stale(stale.claim, replace(stale.judgement, facts=facts), intent)

        return replace(self, stale=tuple(changed(stale) for stale in self.stale))


Reader = Callable[..., Article]


@pytest.fixture(scope="session")
def wordings() -> dict[str, Wording]:
    """The wordings that ship."""
    return read_statements((path.stem, path.read_bytes()) for path in WORDINGS.glob("*.yaml"))


@pytest.fixture
def facts() -> Facts:
    """What is known of Brush 1 and 2."""
    return Facts()


@pytest.fixture
def markdown(facts: Facts, wordings: dict[str, Wording]) -> Reader:
    """Reads a marked Markdown article."""
    return _reader(facts, wordings, "a.md", read_markdown)


@pytest.fixture
def page(facts: Facts, wordings: dict[str, Wording]) -> Reader:
    """Reads a marked HTML page."""
    return _reader(facts, wordings, "a.html", read_html)


def _reader(
    facts: Facts, wordings: dict[str, Wording], path: str, read: Callable[[Source], Document]
) -> Reader:
    def article(marked: str, *intents: FixIntent | None, language: str = "en") -> Article:
        text, spans = _unmarked(marked)
        document = read(Source(path, text))
        assert len(spans) == len(intents)
        stale = [
            Stale(_claim(document, span, intent, language), _judgement(facts, intent), intent)
            for span, intent in zip(spans, intents, strict=True)
        ]
        return Article(document, tuple(stale), read, wordings)

    return article


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    spans, shift = [], 0
    for found in _MARKED.finditer(marked):
        start = found.start() - shift
        spans.append(Span(start, start + len(found[1])))
        shift += 2
    return _MARKED.sub(r"\1", marked), spans


def _claim(document: Document, span: Span, intent: FixIntent | None, language: str) -> Claim:
    text = document.source.text[span.start : span.end]
    block = _block(document.blocks, span)
    value: Quantity | Identifier | None = None
    if isinstance(intent, SwapAmount):
        value = _quantity(block, span, intent.fact.value)
    elif isinstance(intent, SwapText):
        value = Identifier(text)
    return Claim("x", "brush-2", block, span, text, value=value, language=language)


def _block(blocks: Sequence[Block], span: Span) -> Block:
    return next(block for block in reversed(blocks) if block.span.contains(span))


def _quantity(block: Block, span: Span, price: object) -> Quantity:
    place = text_range(block.inline, span)
    assert place is not None
    found = _DIGITS.search(block.text, *place)
    assert found is not None
    assert isinstance(price, PriceValue)
    literal = found[0]
    places = len(literal.partition(".")[2] or literal.partition(",")[2])
    digits = block.inline.span(*found.span())
    return Quantity(
        Decimal(literal.replace(",", ".")), "USD", price.unit, price.count, places, literal, digits
    )


def _judgement(facts: Facts, intent: FixIntent | None) -> Judgement:
    fact = intent.fact if isinstance(intent, SwapAmount) else facts.release()
    return Judgement(Verdict.STALE, (fact,), expected="what holds")

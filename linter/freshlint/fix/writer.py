"""From the stale claims of a page to its fixes: the one entry of this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from freshlint.citation import Style, comment_citation
from freshlint.claim import Claim
from freshlint.document.model import Block, Document, Kind
from freshlint.finding import Applicability, Edit, Fix
from freshlint.fix.apply import apply_edits
from freshlint.fix.cite import Cite, chosen_place, cite_in_prose, cite_under_table, links_to, takes_citation
from freshlint.fix.draft import Draft, Stale, citation_words
from freshlint.fix.escape import escape_comment
from freshlint.fix.footnote import FOOTNOTE_FORMS, Footnotes
from freshlint.fix.names import alike, as_written
from freshlint.fix.restate import Item, restate_block
from freshlint.fix.rewrite import Rewrite
from freshlint.fix.statements import Statements, wording_for
from freshlint.fix.swap import swap_draft
from freshlint.fix.verify import Reread, Verifier
from freshlint.rule import Advise, Reroute, Restate, SwapAmount, SwapText
from freshlint.source import Source


@dataclass(frozen=True)
class FixOptions:
    """What the user chose: how prose cites; `citation_in_code` puts the source of a code fix in a comment."""

    citation_in_code: bool = True
    style: Style = Style.INLINE


class _Attempt(NamedTuple):
    """A fix that is complete but not yet tried."""

    applicability: Applicability
    rewrites: tuple[Rewrite, ...]
    advice: str = ""


def write_fixes(
    document: Document,
    stale: Sequence[Stale],
    options: FixOptions,
    statements: Statements,
    reread: Reread,
) -> list[Fix | None]:
    """The fix of each stale claim of a page, in their order; None where its rule has nothing to say.

    Pure. `reread` reads a changed source as the page was read: fixes are tried together, and one that would
    change anything but its own words becomes advice. Fixes may share edits; an edit made twice counts once.
    """
    drafts = _drafts(document, stale, statements)
    cited = _citations(document, drafts, options.style)
    attempts = {number: _assembled(drafts, cited, number) for number in drafts}
    attempts = {n: attempt for n, attempt in attempts.items() if _changes(document.source, attempt)}
    for number, entry in enumerate(stale):
        if isinstance(entry.intent, Reroute) and (
            rerouted := _rerouted(document, entry, options, statements)
        ):
            attempts[number] = rerouted
    harmless = _harmless(document, attempts, reread)
    return [_fix(entry, harmless.get(number)) for number, entry in enumerate(stale)]


def _drafts(document: Document, stale: Sequence[Stale], statements: Statements) -> dict[int, Draft]:
    drafts: dict[int, Draft] = {}
    restated: dict[Block, list[Item]] = {}
    for number, entry in enumerate(stale):
        wording, citation = wording_for(statements, entry.claim.language), entry.citation
        if isinstance(entry.intent, SwapAmount | SwapText):
            if draft := swap_draft(document.source, entry, wording):
                drafts[number] = draft
        elif (
            isinstance(entry.intent, Restate)
            and wording
            and citation
            and entry.claim.block.kind is not Kind.CODE
        ):
            item = Item(
                number,
                entry.claim,
                entry.intent,
                wording,
                citation,
                _spoken(document, entry.claim, entry.intent),
            )
            restated.setdefault(entry.claim.block, []).append(item)
    for block, items in restated.items():
        said = restate_block(document.source, block, items)
        for item in items:
            if (result := said.get(item.number)) is not None:
                words = citation_words(item.wording)
                drafts[item.number] = Draft(
                    stale[item.number], item.citation, words, Applicability.UNSAFE, *result
                )
    return drafts


def _spoken(document: Document, claim: Claim, intent: Restate) -> dict[str, str]:
    """The names among a statement's params, as the article spells them; one that it lacks, in the other's style."""
    spoken: dict[str, str] = {}
    for key in ("name", "newer"):
        if name := intent.params.get(key):
            names = intent.names.get(key, (name,))
            written = as_written(names, claim.block, document)
            spoken[key] = written or alike(spoken.get("name", name), names) or name
    return spoken


def _citations(
    document: Document, drafts: Mapping[int, Draft], style: Style
) -> dict[int, tuple[Rewrite, ...]]:
    """The rewrites that cite the source of a draft, by the draft's number."""
    footnotes = Footnotes(document) if style is Style.FOOTNOTE else None
    by_block: dict[Block, list[int]] = {}
    for number, draft in drafts.items():
        by_block.setdefault(draft.stale.claim.block, []).append(number)
    cited: dict[int, tuple[Rewrite, ...]] = {}
    for block, numbers in by_block.items():
        if block.kind is Kind.CELL:
            for number in numbers:
                if note := cite_under_table(document, block, _wish(drafts[number]), style):
                    cited[number] = (note,)
        elif takes_citation(block):
            noting = footnotes if block.form in FOOTNOTE_FORMS else None
            of_block = {number: drafts[number] for number in numbers}
            cited.update(_cited_in_prose(document.source, block, of_block, style, noting))
    return cited


def _cited_in_prose(
    source: Source, block: Block, drafts: Mapping[int, Draft], style: Style, footnotes: Footnotes | None
) -> dict[int, tuple[Rewrite, ...]]:
    changed = [rewrite.edit for draft in drafts.values() for rewrite in draft.rewrites]
    by_address: dict[str, list[int]] = {}
    for number, draft in drafts.items():
        by_address.setdefault(draft.citation.url, []).append(number)
    cited: dict[int, tuple[Rewrite, ...]] = {}
    for url, numbers in by_address.items():
        wish = chosen_place([_wish(drafts[number]) for number in numbers])
        if wish is None:
            continue
        if footnotes is not None and not links_to(block, url, changed):
            cited.update(dict.fromkeys(numbers, footnotes.cite(block, wish, changed)))
        elif rewrite := cite_in_prose(source, block, wish, changed, style):
            cited.update(dict.fromkeys(numbers, (rewrite,)))
    return cited


def _wish(draft: Draft) -> Cite:
    return Cite(draft.citation, draft.words, draft.anchor, draft.applicability is Applicability.SAFE)


def _assembled(
    drafts: Mapping[int, Draft], cited: Mapping[int, tuple[Rewrite, ...]], number: int
) -> _Attempt:
    """A draft with its citation, and with the draft that it needs."""
    draft = drafts[number]
    rewrites = [*draft.rewrites, *cited.get(number, ())]
    if draft.needs is not None:
        rewrites += _assembled(drafts, cited, draft.needs).rewrites
    return _Attempt(draft.applicability, tuple(rewrites))


def _changes(source: Source, attempt: _Attempt) -> bool:
    """Whether the page would read otherwise: a fix that writes what stands there already is none."""
    edits = [rewrite.edit for rewrite in attempt.rewrites]
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    before = source.text[start:end]
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    return apply_edits(before, moved) != before


def _rerouted(
    document: Document, stale: Stale, options: FixOptions, statements: Statements
) -> _Attempt | None:
    # Imported here: only pages with code need it.
    from freshlint.fix.code import reroute_edits

    if stale.citation is None or not isinstance(stale.intent, Reroute):
        return None
    words = citation_words(wording_for(statements, stale.claim.language))
    comment = escape_comment(comment_citation(stale.citation, words)) if options.citation_in_code else None
    fix = reroute_edits(stale.claim, stale.intent, document.source, comment)
    if fix is None:
        return None
    block = stale.claim.block
    return _Attempt(
        fix.applicability, tuple(Rewrite(edit, block, opaque=True) for edit in fix.edits), fix.advice
    )


def _harmless(document: Document, attempts: Mapping[int, _Attempt], reread: Reread) -> dict[int, _Attempt]:
    """The attempts that leave the rest of the page alone; those that exclude each other are tried apart."""
    verifier = Verifier(document, reread)
    # Safe ones first: where two exclude each other, they are the likelier to be made.
    numbers = sorted(
        attempts, key=lambda number: (attempts[number].applicability is not Applicability.SAFE, number)
    )
    edited = [number for number in numbers if attempts[number].rewrites]
    kept = {edited[at] for at in verifier.surviving([attempts[number].rewrites for number in edited])}
    return {
        number: attempts[number]
        for number in numbers
        if number in kept or not attempts[number].rewrites or verifier.holds(attempts[number].rewrites)
    }


def _fix(stale: Stale, attempt: _Attempt | None) -> Fix | None:
    if attempt is not None:
        edits = tuple(sorted({rewrite.edit for rewrite in attempt.rewrites}))
        return Fix(attempt.applicability, edits, attempt.advice)
    match stale.intent:
        case None:
            return None
        case Advise(text):
            return Fix(Applicability.MANUAL, advice=text)
        case Reroute(model, tool, notes):
            return Fix(Applicability.MANUAL, advice=notes or f"call {model} with the tool {tool}")
    return Fix(Applicability.MANUAL, advice=_by_hand(stale))


def _by_hand(stale: Stale) -> str:
    if stale.citation is None:
        return "no verified source says what to write: confirm the fact first, then change this by hand"
    expected = stale.judgement.expected
    return f"change this by hand to say: {expected}" if expected else "change this by hand"

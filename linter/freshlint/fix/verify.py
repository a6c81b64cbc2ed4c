"""Whether a page with its fixes made still reads as it did, but for the words that were to change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from freshlint.document.model import Block, Document
from freshlint.finding import Edit
from freshlint.fix.apply import apply_edits
from freshlint.fix.place import PROSE
from freshlint.fix.rewrite import Rewrite
from freshlint.source import Source

Reread = Callable[[Source], Document]


class Verifier:
    """Reads a page again with rewrites made, and compares block by block."""

    def __init__(self, document: Document, reread: Reread) -> None:
        self._document, self._reread = document, reread

    def surviving(self, fixes: Sequence[tuple[Rewrite, ...]]) -> list[int]:
        """The positions of the fixes that can be made together without harm; the first ones go first.

        The page is read once where all is well; only else are the fixes tried in halves.
        """
        kept: list[int] = []
        self._keep(fixes, list(range(len(fixes))), kept)
        return kept

    def _keep(self, fixes: Sequence[tuple[Rewrite, ...]], trying: list[int], kept: list[int]) -> None:
        if not trying:
            return
        if self.holds(rewrite for number in [*kept, *trying] for rewrite in fixes[number]):
            kept += trying
        elif len(trying) > 1:
            middle = len(trying) // 2
            self._keep(fixes, trying[:middle], kept)
            self._keep(fixes, trying[middle:], kept)

    def holds(self, rewrites: Iterable[Rewrite]) -> bool:
        """Whether the page with these rewrites has the same blocks, the words meant, and no new problem."""
        made = sorted(set(rewrites), key=lambda rewrite: rewrite.edit)
        try:
            text = apply_edits(self._document.source.text, [rewrite.edit for rewrite in made])
        except ValueError:
            return False
        after = self._reread(replace(self._document.source, text=text))
        if len(after.problems) > len(self._document.problems):
            return False
        blocks = _without_notes(after.blocks, made)
        return blocks is not None and self._same(blocks, made)

    def _same(self, blocks: Sequence[Block], made: Sequence[Rewrite]) -> bool:
        if len(blocks) != len(self._document.blocks):
            return False
        by_block: dict[Block, list[Rewrite]] = {}
        for rewrite in made:
            if rewrite.block is not None:
                by_block.setdefault(rewrite.block, []).append(rewrite)
        return all(
            _alike(old, new, by_block.get(old, ()))
            for old, new in zip(self._document.blocks, blocks, strict=True)
        )


def _alike(old: Block, new: Block, made: Sequence[Rewrite]) -> bool:
    if (old.kind, old.key, old.cell is None) != (new.kind, new.key, new.cell is None):
        return False
    if any(rewrite.opaque for rewrite in made):
        return True
    changes = [Edit(rewrite.start, rewrite.end, rewrite.visible) for rewrite in made]
    try:
        return _words(apply_edits(old.text, changes)) == _words(new.text)
    except ValueError:
        return False


def _words(text: str) -> str:
    return " ".join(text.split())


def _without_notes(blocks: Sequence[Block], made: Sequence[Rewrite]) -> list[Block] | None:
    """The blocks but for the paragraphs that were added; None where one is missing."""
    starts = [block.span.start for block in blocks]
    in_order = all(one <= other for one, other in pairwise(starts))
    notes: set[int] = set()
    shift = 0
    for rewrite in made:
        edit = rewrite.edit
        if rewrite.block is None:
            start, end = edit.start + shift, edit.start + shift + len(edit.text)
            near = (
                range(bisect_left(starts, start), bisect_right(starts, end))
                if in_order
                else range(len(blocks))
            )
            added = [
                number
                for number in near
                if number not in notes and start <= starts[number] and blocks[number].span.end <= end
            ]
            told = [blocks[number].text for number in added if blocks[number].kind in PROSE]
            if [_words(text) for text in told] != [_words(rewrite.visible)]:
                return None
            notes.add(added[0])
        shift += len(edit.text) - (edit.end - edit.start)
    return [block for number, block in enumerate(blocks) if number not in notes]

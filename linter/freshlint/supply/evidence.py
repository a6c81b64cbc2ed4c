"""Whether the text that proves a fact stands on a page, and what stands there in its place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_LIKE = 0.5
_SHOWN = 200


def stands_in(evidence: str, lines: Sequence[str]) -> bool:
    """Whether a page says it, as whole words: "$30" does not stand in "$300" or "$30.50"."""
    wanted = _plain(evidence)
    # Only letters of the alphabet end words: Chinese and Japanese write numbers and names amid their signs.
    before = r"(?<![0-9A-Za-z_])(?<!\d[.,])" if wanted[:1].isalnum() else ""
    after = r"(?![0-9A-Za-z_]|[.,]\d)" if wanted[-1:].isalnum() else ""
    return re.search(before + re.escape(wanted) + after, _plain(" ".join(lines))) is not None


def found_instead(evidence: str, lines: Sequence[str]) -> str:
    """The page's line that shares most words with the evidence, at least half of them; "" where none does."""
    wanted = Counter(_words(evidence))
    total = sum(wanted.values())
    best, best_share = "", 0.0
    for line in lines:
        words = Counter(_words(line))
        share = sum((wanted & words).values()) / total if total else 0.0
        # Of lines that share as much, the shortest says it most plainly.
        if share > best_share or (share == best_share and best and len(line) < len(best)):
            best, best_share = line, share
    return best[:_SHOWN] if best_share >= _LIKE else ""


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_plain(text))]

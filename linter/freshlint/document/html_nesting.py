"""Which elements are open: the ends that HTML lets authors leave out, and the ones they forgot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import cast

from bs4 import BeautifulSoup

from freshlint.document.html_elements import END_FENCES, END_OPTIONAL, ENDS, HEADINGS, SCOPES
from freshlint.document.html_tree import PlacedTag
from freshlint.source import Span

# As deep as browsers nest elements.
DEEPEST = 512


class Nesting:
    """Opens and closes elements of a Beautiful Soup tree. Every step costs the elements that it closes."""

    def __init__(self, soup: BeautifulSoup, problem: Callable[[int, str], None]) -> None:
        self._soup = soup
        self._problem = problem
        self._open: list[PlacedTag] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._too_deep: Counter[str] = Counter()
        self._is_too_deep = False
        self._forgotten: defaultdict[str, list[int]] = defaultdict(list)

    def open(
        self, name: str, attributes: dict[str, str], values: dict[str, Span], span: Span, *, empty: bool
    ) -> None:
        """Add an element, after the elements that its start tag ends."""
        for names, fence in ENDS.get(name, ()):
            self._close_nearest(names, fence, span.start, span.start)
        if self._open and (
            (name in HEADINGS and self._open[-1].name in HEADINGS) or name == "a" == self._open[-1].name
        ):
            self._pop(len(self._open) - 1, span.start, span.start)
        if len(self._open) >= DEEPEST and not empty:
            if not self._is_too_deep:
                self._problem(
                    span.start, f"elements are nested more than {DEEPEST} deep: read without the deeper ones"
                )
            self._is_too_deep = True
            self._too_deep[name] += name not in END_OPTIONAL
            return
        tag = cast(PlacedTag, self._soup.handle_starttag(name, None, None, attributes))
        tag.start, tag.inner = span
        tag.outer = tag.end = span.end
        tag.values = values
        if empty:
            self._soup.popTag()
        else:
            self._places[name].append(len(self._open))
            self._open.append(tag)

    def close(self, name: str, outer: int, end: int) -> None:
        """Close the nearest open element of this name with the end tag at [outer, end)."""
        if self._too_deep[name]:
            self._too_deep[name] -= 1
            return
        closed = self._close_nearest((name,), END_FENCES.get(name, SCOPES - {name}), outer, end)
        # An end tag after all, only too late: elements overlap.
        if not closed and self._forgotten[name]:
            self._forgotten[name].pop()

    def finish(self, end: int, *, fragment: bool) -> None:
        """Close what is still open, and tell what was forgotten."""
        if fragment:
            self._pop(0, end, end, forgiving=True)
            return
        self._pop(0, end, end)
        for name, starts in self._forgotten.items():
            for start in starts:
                self._problem(start, f"<{name}> is not closed")

    def _close_nearest(self, names: Iterable[str], fence: Iterable[str], outer: int, end: int) -> bool:
        nearest = self._nearest(names)
        if nearest < 0 or self._nearest(fence) > nearest:
            return False
        self._pop(nearest, outer, end)
        return True

    def _nearest(self, names: Iterable[str]) -> int:
        """The index of the innermost open element of these names; -1 without one."""
        nearest = -1
        for name in names:
            places = self._places.get(name)
            if places and places[-1] > nearest:
                nearest = places[-1]
        return nearest

    def _pop(self, down_to: int, outer: int, end: int, *, forgiving: bool = False) -> None:
        """Close the open elements down to an index; only that one owns the end tag."""
        while len(self._open) > down_to:
            tag = self._open.pop()
            self._places[tag.name].pop()
            self._soup.popTag()
            is_last = len(self._open) == down_to
            tag.outer, tag.end = outer, end if is_last else outer
            owned = is_last and end > outer
            if not owned and not forgiving and tag.name not in END_OPTIONAL:
                self._forgotten[tag.name].append(tag.start)

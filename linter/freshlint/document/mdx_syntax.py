"""Where JSX tags, `{expressions}` and import/export statements of MDX begin and end.

This finds the ends, in one pass and without recursion; it does not check the code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Names of values that no reader sees as words.
TECHNICAL_NAMES = {
    *("class", "classname", "color", "colour", "height", "href", "icon", "id", "image", "img", "key", "lang"),
    *("language", "layout", "link", "path", "ref", "rel", "role", "size", "slug", "src", "style", "target"),
    *("to", "type", "url", "variant", "width"),
}
_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z_$][\w$.:-]*)?")
_ATTRIBUTE = re.compile(r"\s+([A-Za-z_$][\w$.:-]*)(?:\s*(=)\s*)?|\s*(?=\{)")
_TAG_END = re.compile(r"\s*(/?)\s*>")
_CODE = re.compile(r"""["'`{}()\[\]]|//|/\*|\n[ \t]*(?:\n|\Z)""")
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.S)
_QUOTED = {'"': re.compile(r'"(?:[^"\\\n]|\\.)*"', re.S), "'": re.compile(r"'(?:[^'\\\n]|\\.)*'", re.S)}
_CLOSES = {"}": ("{", "${"), ")": ("(",), "]": ("[",)}
# What is never closed is looked for up to the end of its text or line: after so many characters, as a multiple
# of the text's, brackets and quotes are text.
_MOST_LOOKED_AT = 20


class Attribute(NamedTuple):
    """An attribute whose value stands at text[start:end], within its quotes or its braces."""

    name: str
    is_expression: bool
    start: int
    end: int


class Tag(NamedTuple):
    """A JSX tag at text[start:end]; fragments have no name."""

    name: str
    closing: bool
    self_closing: bool
    start: int
    end: int
    attributes: tuple[Attribute, ...]


class Scanner:
    """Finds the ends of JSX, JavaScript and comments in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = _MOST_LOOKED_AT * len(text)
        self._last: dict[str, int] = {}

    def comment(self, start: int, end: int) -> int | None:
        """Where the HTML comment ends that begins at `start`; None if nothing closes it."""
        return self._after("-->", start + 4, end)

    def element(self, tag: Tag, end: int) -> int | None:
        """Where the end tag of an element ends that holds no other of its name; None without one."""
        return self._after(f"</{tag.name}>", tag.end, end)

    def tag(self, start: int, end: int) -> Tag | None:
        """The tag that begins at `start`, if one does."""
        opening = _TAG.match(self._text, start, end)
        if opening is None:
            return None
        at = opening.end()
        attributes: list[Attribute] = []
        while (closing := _TAG_END.match(self._text, at, end)) is None:
            after = self._attribute(at, end, attributes) if opening[2] else None
            if after is None:
                return None
            at = after
        return Tag(
            opening[2] or "", bool(opening[1]), bool(closing[1]), start, closing.end(), tuple(attributes)
        )

    def _attribute(self, at: int, end: int, attributes: list[Attribute]) -> int | None:
        found = _ATTRIBUTE.match(self._text, at, end)
        if found is None:
            return None
        at = found.end()
        if found[1] and not found[2]:
            return at
        if at >= end:
            return None
        if self._text[at] == "{":
            after = self.expression(at, end)
            if after is not None and found[1]:
                attributes.append(Attribute(found[1], True, at + 1, after - 1))
            return after
        after = self._after(self._text[at], at + 1, end) if self._text[at] in "\"'" else None
        if after is not None:
            attributes.append(Attribute(found[1], False, at + 1, after - 1))
        return after

    def expression(self, start: int, end: int) -> int | None:
        """Where the expression ends whose `{` stands at `start`; None if nothing closes it."""
        return self._skip(start, end, False) if self._left > 0 else None

    def statement(self, start: int, end: int) -> int:
        """Where the statement ends that begins at `start`: at an empty line outside all brackets."""
        after = self._skip(start, end, True)
        return end if after is None else after

    def _after(self, closing: str, start: int, end: int) -> int | None:
        """The end of the next occurrence of a closing mark."""
        if closing not in self._last:
            self._last[closing] = self._text.rfind(closing)
        if start > self._last[closing]:
            return None
        found = self._text.find(closing, start, end)
        if found < 0:
            self._left -= end - start
            return None
        return found + len(closing)

    def _skip(self, start: int, end: int, is_statement: bool) -> int | None:
        text = self._text
        stack: list[str] = []
        at = start
        while True:
            in_template = bool(stack) and stack[-1] == "`"
            found = (_TEMPLATE if in_template else _CODE).search(text, at, end)
            if found is None:
                self._left -= end - start
                return None
            at, mark = found.end(), found[0]
            if in_template:
                if mark == "`":
                    stack.pop()
                elif mark == "${":
                    stack.append(mark)
            elif mark in "{([`":
                stack.append(mark)
            elif mark in _CLOSES:
                _close(stack, mark)
                if not stack and not is_statement:
                    return at
            elif mark[0] == "\n":
                if is_statement and not stack:
                    return found.start()
                at = found.start() + 1
            else:
                at = self._after_quoted(found.start(), end, mark)

    def _after_quoted(self, at: int, end: int, mark: str) -> int:
        """The end of the string or comment that the mark begins; an apostrophe in JSX text begins none."""
        after = at + len(mark)
        if mark == "/*":
            return self._after("*/", after, end) or after
        newline = self._text.find("\n", at, end)
        newline = end if newline < 0 else newline
        if mark == "//":
            return after if at and self._text[at - 1] == ":" else newline
        quoted = _QUOTED[mark].match(self._text, at, end) if self._left > 0 else None
        if quoted is None:
            self._left -= newline - at
            return after
        return quoted.end()


def _close(stack: list[str], mark: str) -> None:
    """Leave the bracket that a closing one belongs to, and what stands open within it."""
    if mark == "}":
        while stack and stack[-1] in "([":
            stack.pop()
    if stack and stack[-1] in _CLOSES[mark]:
        stack.pop()

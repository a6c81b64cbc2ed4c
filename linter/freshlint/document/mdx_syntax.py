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
# Every unclosed bracket is looked for up to the end of the text: after so many, brackets are text.
_MOST_UNCLOSED = 20


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
    """Finds the ends of JSX and JavaScript in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unclosed = 0

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
        if self._text[at] not in "\"'" or self._unclosed >= _MOST_UNCLOSED:
            return None
        closing = self._text.find(self._text[at], at + 1, end)
        if closing < 0:
            self._unclosed += 1
            return None
        attributes.append(Attribute(found[1], False, at + 1, closing))
        return closing + 1

    def expression(self, start: int, end: int) -> int | None:
        """Where the expression ends whose `{` stands at `start`; None if nothing closes it."""
        if self._unclosed >= _MOST_UNCLOSED:
            return None
        after = self._skip(start, end, False)
        self._unclosed += after is None
        return after

    def statement(self, start: int, end: int) -> int:
        """Where the statement ends that begins at `start`: at an empty line outside all brackets."""
        after = self._skip(start, end, True)
        return end if after is None else after

    def _skip(self, at: int, end: int, is_statement: bool) -> int | None:
        text = self._text
        stack: list[str] = []
        while True:
            in_template = bool(stack) and stack[-1] == "`"
            found = (_TEMPLATE if in_template else _CODE).search(text, at, end)
            if found is None:
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
                at = _after_quoted(text, found.start(), end, mark)


def _close(stack: list[str], mark: str) -> None:
    """Leave the bracket that a closing one belongs to, and what stands open within it."""
    if mark == "}":
        while stack and stack[-1] in "([":
            stack.pop()
    if stack and stack[-1] in _CLOSES[mark]:
        stack.pop()


def _after_quoted(text: str, at: int, end: int, mark: str) -> int:
    """The end of the string or comment that begins with the mark; an apostrophe in JSX text begins none."""
    if mark == "//":
        newline = -1 if at and text[at - 1] == ":" else text.find("\n", at, end)
        return newline if newline >= 0 else at + 2
    if mark == "/*":
        closing = text.find("*/", at + 2, end)
        return closing + 2 if closing >= 0 else at + 2
    quoted = _QUOTED[mark].match(text, at, end)
    return quoted.end() if quoted else at + 1

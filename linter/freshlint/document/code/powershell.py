"""PowerShell, for which there is no grammar: variables, hashtables, strings and commands with parameters."""

from __future__ import annotations

import re

from freshlint.document.code.curl import SENDERS, request_arguments
from freshlint.document.code.expression import (
    Assign,
    Call,
    Entry,
    Expression,
    Group,
    Joined,
    Member,
    Name,
    Record,
    Sequence,
    Spot,
    Text,
)
from freshlint.document.code.strings import cut, plain_text

_TOKEN = re.compile(
    r"""(?P<space>(?:[ \t]|`\r?\n)+)
    |(?P<comment><\#.{0,8000}?\#>|\#[^\r\n]*)
    |(?P<end>\r?\n|;)
    |(?P<here>@(?P<hq>["'])[ \t]*\r?\n(?P<body>.{0,8000}?)\r?\n[ \t]*(?P=hq)@)
    |(?P<double>"(?:[^"`]|`.|"")*")
    |(?P<single>'(?:[^']|'')*')
    |(?P<open>@\{|@\(|\$\(|[({])
    |(?P<close>[)}])
    |(?P<variable>\$\{[^}\r\n]*\}|\$(?:\w+:)?\w+|\$_)
    |(?P<splat>@\w+)
    |(?P<type>\[[A-Za-z_][\w.\[\]]*\])
    |(?P<dot>(?:\.|::)(?=\w))
    |(?P<parameter>--?[A-Za-z][\w-]*:?(?=[\s"'$@({]|$))
    |(?P<mark>\|\||&&|\?\?|[|,=+])
    |(?P<word>[^\s"'$@(){};|,=]+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_HOLE = re.compile(r"\$\(\s*(?P<sub>\$[\w:.]+)\s*\)|\$\{(?P<braced>[^}]*)\}|(?P<plain>\$(?:env:)?\w+)")
_DEEPEST = 60


def read_powershell(text: str, block: int = 0) -> tuple[Expression, tuple[Spot, ...]]:
    """A script's expressions and the places of its comments."""
    reader = _Reader(text, block)
    statements = reader.statements("")
    return Group(Spot(0, len(text), block), tuple(statements)), tuple(reader.comments)


class _Reader:
    def __init__(self, text: str, block: int) -> None:
        self.text, self.block = text, block
        self.comments: list[Spot] = []
        self.tokens: list[re.Match[str]] = []
        for found in _TOKEN.finditer(text):
            if found.lastgroup == "comment" or found["comment"]:
                self.comments.append(Spot(*found.span(), block))
            elif not found["space"]:
                self.tokens.append(found)
        self.at = 0
        self.depth = 0

    def _peek(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _is(self, value: str) -> bool:
        token = self._peek()
        return token is not None and token[0] == value

    def statements(self, closing: str) -> list[Expression]:
        """Statements up to a closing bracket, which is taken too."""
        found: list[Expression] = []
        while (token := self._peek()) is not None:
            if token["close"]:
                self.at += 1
                if token[0] == closing:
                    break
            elif token["end"]:
                self.at += 1
            else:
                before = self.at
                found.append(self._pipeline())
                self.at = max(self.at, before + 1)
        return found

    def _pipeline(self) -> Expression:
        """value | ConvertTo-Json is the value; value | Send-Something is a command with that input."""
        start = self.at
        first = self._statement()
        found = [first]
        while self._is("|"):
            self.at += 1
            while (token := self._peek()) is not None and token["end"]:
                self.at += 1
            following = self._statement()
            if isinstance(following, Call) and "Invoke" in getattr(following.function, "name", ""):
                found.append(
                    Call(following.spot, following.function, (*following.arguments, Entry("body", first)))
                )
        if len(found) == 1:
            return first
        return Group(self._spot(start), tuple(found))

    def _spot(self, start: int) -> Spot:
        last = self.tokens[max(self.at - 1, start)]
        return Spot(self.tokens[start].start(), last.end(), self.block)

    def _statement(self) -> Expression:
        start = self.at
        token = self._peek()
        if token is None or token["end"] or token["close"] or self.depth > _DEEPEST:
            return Group(Spot(0, 0, self.block), ())
        if token["word"]:
            return self._command()
        while (cast := self._peek()) is not None and cast["type"] and self._next_is("variable"):
            self.at += 1
        value = self._value()
        if self._is("=") and isinstance(value, Name | Member):
            self.at += 1
            given = self._pipeline()
            return Assign(self._spot(start), _path(value), given)
        return value

    def _next_is(self, group: str) -> bool:
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return following is not None and following[group] is not None

    def _command(self) -> Expression:
        """A command's name, parameters with their values, and positional arguments."""
        start = self.at
        name = self.tokens[self.at]
        self.at += 1
        function = Name(Spot(*name.span(), self.block), name[0])
        entries: list[Entry] = []
        while (token := self._peek()) is not None and not (token["end"] or token["close"] or token[0] == "|"):
            if token["parameter"]:
                self.at += 1
                following = self._peek()
                bare = following is None or following["end"] or following["parameter"] or following[0] == "|"
                value = Group(Spot(*token.span(), self.block), ()) if bare else self._value()
                entries.append(Entry(token[0].rstrip(":"), value))
            elif token["splat"]:
                self.at += 1
                entries.append(Entry("", Name(Spot(*token.span(), self.block), "$" + token[0][1:]), True))
            else:
                entries.append(Entry("", self._value()))
        program = name[0].rsplit("/", 1)[-1].lower()
        if program in SENDERS:
            entries = list(request_arguments(program, tuple(entries), None))
        return Call(self._spot(start), function, tuple(entries))

    def _value(self) -> Expression:
        """One value with what hangs on it: members, calls, items after commas, + and ??."""
        start = self.at
        self.depth += 1
        value = self._primary()
        while (token := self._peek()) is not None:
            touching = token.start() == self.tokens[self.at - 1].end()
            if token["dot"]:
                value = self._member(value, start)
            elif token[0] == "(" and touching and isinstance(value, Member):
                self.at += 1
                value = Call(value.spot, value, tuple(Entry("", one) for one in self._items(")")))
            elif token[0] in ("+", "??", ","):
                self.at += 1
                right = self._primary()
                joined = Joined if token[0] == "+" else None
                spot = self._spot(start)
                value = Joined(spot, (value, right)) if joined else Sequence(spot, (value, right))
            else:
                break
        self.depth -= 1
        return value

    def _member(self, owner: Expression, start: int) -> Expression:
        self.at += 1
        name = self._peek()
        self.at += 1
        word = name[0] if name is not None else ""
        return Member(self._spot(start), owner, word)

    def _primary(self) -> Expression:
        token = self._peek()
        if token is None:
            return Group(Spot(0, 0, self.block), ())
        spot = Spot(*token.span(), self.block)
        self.at += 1
        if self.depth > _DEEPEST:
            return Group(spot, ())
        if token["double"] or token["single"] or token["here"]:
            return self._string(token, spot)
        if token["variable"]:
            return Name(spot, token[0])
        if token[0] == "@{":
            return self._hashtable(spot)
        if token[0] == "@(":
            return Sequence(spot, tuple(self._items(")")))
        if token["open"]:
            self.depth += 1
            inside = tuple(self.statements("}" if token[0] == "{" else ")"))
            self.depth -= 1
            return inside[0] if len(inside) == 1 else Group(spot, inside)
        if token["type"]:
            if (following := self._peek()) is not None and not following["dot"] and not following["end"]:
                return self._primary()
            return Name(spot, token[0].strip("[]"))
        return plain_text(self.text, spot) if token["word"] else Group(spot, ())

    def _items(self, closing: str) -> list[Expression]:
        found: list[Expression] = []
        for one in self.statements(closing):
            found.extend(one.items if isinstance(one, Sequence) and one.spot.start != one.spot.end else [one])
        return found

    def _hashtable(self, spot: Spot) -> Expression:
        start = self.at - 1
        entries = []
        while (token := self._peek()) is not None and token[0] != "}":
            following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
            if following is not None and following[0] == "=" and not token["end"]:
                self.at += 2
                while (blank := self._peek()) is not None and blank["end"]:
                    self.at += 1
                entries.append(Entry(token[0].strip("\"'"), self._pipeline()))
            else:
                self.at += 1
        self.at += 1
        return Record(self._spot(start) if self.at <= len(self.tokens) else spot, tuple(entries))

    def _string(self, token: re.Match[str], spot: Spot) -> Expression:
        inside = token.span("body") if token["here"] else (token.start() + 1, token.end() - 1)
        body = plain_text(self.text, Spot(*inside, self.block))
        literal = Text(spot, body.value, body.at, spot)
        if token["single"] or token["hq"] == "'":
            return literal
        if '"' not in body.value and "`" not in body.value and "$" not in body.value:
            return literal
        return self._filled(literal) if "$" in body.value else _unescaped(literal)

    def _filled(self, literal: Text) -> Expression:
        parts: list[Expression] = []
        at = 0
        for hole in _HOLE.finditer(literal.value):
            parts.append(_unescaped(cut(literal, at, hole.start())))
            name = hole["sub"] or hole["plain"] or "$" + hole["braced"]
            place = cut(literal, hole.start(), hole.end()).spot
            parts.append(Name(place, name))
            at = hole.end()
        parts.append(_unescaped(cut(literal, at, len(literal.value))))
        return Joined(literal.spot, tuple(parts))


def _unescaped(text: Text) -> Text:
    """Backtick escapes and doubled quotes resolved."""
    characters, at, index = [], [], 0
    while index < len(text.value):
        step = 2 if text.value[index] == "`" or text.value[index : index + 2] == '""' else 1
        characters.append(text.value[index : index + step][-1:])
        at.append(text.at[index])
        index += step
    return Text(text.spot, "".join(characters), (*at, text.at[-1]), text.literal)


def _path(value: Name | Member) -> str:
    if isinstance(value, Name):
        return value.name
    outer = _path(value.object) if isinstance(value.object, Name | Member) else ""
    return f"{outer}.{value.name}"

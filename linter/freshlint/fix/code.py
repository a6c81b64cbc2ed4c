"""Reroute a call: the field gets the model that it takes, and the identifier moves into the API's tool.

Done where the syntax of the request is plain: keyword arguments, dictionaries, objects, arrays, hashes, JSON in
a file, in a string or in a curl command. Everything else gets advice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from freshlint.claim import ApiUse, Claim
from freshlint.document.code.entries import Place, find_entries
from freshlint.document.code.expression import Entry, Record, Sequence, Spot, Text
from freshlint.document.code.names import snake
from freshlint.document.code.nodes import count_errors
from freshlint.document.code.read import Program, parse_code, read_code
from freshlint.document.code.view import CodeCall
from freshlint.document.model import Block, Form
from freshlint.finding import Applicability, Edit, Fix
from freshlint.fix.apply import apply_edits
from freshlint.language.code_claims import named_address
from freshlint.rule import Reroute
from freshlint.source import Source

_PLAIN_FORMS = frozenset({Form.CODE, Form.MARKDOWN, Form.MDX, Form.HTML})
_INDENT = re.compile(r"[ \t>]*")


@dataclass(frozen=True)
class _Style:
    """How a language writes a list of one record; `gap` stands before a new entry."""

    mark: str
    open_list: str = "["
    close_list: str = "]"
    open_record: str = "{"
    close_record: str = "}"
    pad: str = ""
    separator: str = ", "
    gap: str = " "
    quoted_keys: bool = False
    argument_mark: str = ""


_JSON = _Style(": ", quoted_keys=True)
_STYLES = {
    "python": _Style(": ", quoted_keys=True, argument_mark="="),
    "javascript": _Style(": ", pad=" "),
    "jsx": _Style(": ", pad=" "),
    "typescript": _Style(": ", pad=" "),
    "tsx": _Style(": ", pad=" "),
    "ruby": _Style(": ", pad=" "),
    "php": _Style(" => ", open_record="[", close_record="]", quoted_keys=True, argument_mark=": "),
    "powershell": _Style(
        " = ", open_list="@(", close_list=")", open_record="@{ ", close_record=" }", separator="; "
    ),
    "json": _JSON,
}


class _Change(NamedTuple):
    """Replace text[start:end] of the block; a line break in `text` gets the indentation of the line."""

    start: int
    end: int
    text: str


def reroute_edits(claim: Claim, intent: Reroute, source: Source, cite: str | None = None) -> Fix | None:
    """The edits that move a claim's identifier from its field into the tool; advice where they are not plain.

    `cite` is a citation, escaped, for a comment on the changed line where the language has such comments.
    None where the claim is not about code.
    """
    use = claim.value
    if not isinstance(use, ApiUse) or not use.syntax:
        return None
    by_hand = Fix(Applicability.MANUAL, advice=_advice(use, intent))
    block = claim.block
    program = parse_code(block.text, block.syntax, address=named_address(block))
    literal = _literal(block, claim)
    if program is None or literal is None or block.form not in _PLAIN_FORMS:
        return by_hand
    places = _places(program, claim, literal)
    if any(isinstance(place.entry.value, Text) for place in places) and _shared(block, literal):
        return by_hand
    changes = [change for place in places for change in _changes(program, place, use, intent)]
    if not changes or not _holds(block, program, changes, use, intent):
        return by_hand
    if cite:
        noted = [*changes, *_comment(program, changes, cite)]
        if len(noted) > len(changes) and _holds(block, program, noted, use, intent):
            changes = noted
    edits = tuple(_edit(block, source, change) for change in changes)
    return Fix(Applicability.UNSAFE, edits, intent.notes)


def _advice(use: ApiUse, intent: Reroute) -> str:
    what = f"Set {use.field or 'the model'} to {intent.model} and name {use.identifier} in the {intent.tool} tool."
    return f"{what} {intent.notes}".strip()


def _literal(block: Block, claim: Claim) -> Spot | None:
    """The claim's place in its block's text."""
    at = -1
    while (at := block.text.find(claim.text, at + 1)) >= 0:
        if block.inline.span(at, at + len(claim.text)) == claim.span:
            return Spot(at, at + len(claim.text))
    return None


def _places(program: Program, claim: Claim, literal: Spot) -> list[Place]:
    """The entries to change: those in the calls of the claim, else the only one there is."""
    if not isinstance(claim.value, ApiUse):
        return []
    places = find_entries(program, snake(claim.value.field.split(".")[-1]), literal)
    inline = claim.block.inline
    calls = [span for span in (claim.value.call_span, *claim.related) if span is not None]
    inside = [
        place
        for place in places
        if any(
            span.contains(inline.span(place.entry.value.spot.start, place.entry.value.spot.end))
            for span in calls
        )
    ]
    return inside or (list(places) if len(places) == 1 else [])


def _shared(block: Block, literal: Spot) -> bool:
    """Whether the literal is a field of several requests, which a change of it would all change."""
    view = read_code(block.text, block.syntax, address=named_address(block))
    takers = [call for call in view.calls if any(field.spot == literal for field in call.fields)]
    outer = [call for call in takers if not any(_within(call, other) for other in takers)]
    # json.dumps and bytes.NewReader hand a body on; an SDK's method is client.api.verb.
    requests = {
        call.path or call.callee
        for call in outer
        if call.path or (call.callee.count(".") > 1 and not call.host)
    }
    return len(requests) > 1


def _within(call: CodeCall, other: CodeCall) -> bool:
    return other is not call and other.spot.contains(call.spot) and other.spot != call.spot


def _changes(program: Program, place: Place, use: ApiUse, intent: Reroute) -> list[_Change]:
    """The model in the field, and the identifier in the tool; none where the shape is not understood."""
    style = _JSON if place.quoted or program.syntax.id == "http" else _STYLES.get(program.syntax.id)
    if program.syntax.id == "rust" and place.mark == ":" and place.key_quote and not place.called:
        style = _JSON
    if style is None:
        return []
    value = place.entry.value
    if style is _JSON and program.code[value.spot.start - 1] == ":":
        style = replace(_JSON, mark=":", separator=",", gap="")
    written = program.code[value.spot.start : value.spot.end]
    if isinstance(value, Text):
        quote = re.match(r"\\?[\"'`]|", written)
        marks = quote[0] if quote else ""
        if not marks:
            return []
        identifier = f"{marks}{use.identifier}{marks}"
    else:
        marks = place.key_quote or _usual_quote(program.code)
        identifier = written
    key = "" if place.mark else f"{place.entry.key}{style.mark}"
    model = _Change(value.spot.start, value.spot.end, f"{key}{marks}{intent.model}{marks}")
    tools = next((entry for entry in place.siblings if snake(entry.key) == "tools"), None)
    if any(entry.spread for entry in place.siblings) and tools is None:
        return []
    writer = _Writer(program, place, style, marks, identifier, intent.tool)
    if tools is None:
        return [model._replace(text=model.text + writer.new_entry())]
    inside = writer.in_tools(tools)
    return [model, *inside] if inside is not None else []


def _usual_quote(code: str) -> str:
    return "'" if code.count("'") > code.count('"') else '"'


@dataclass(frozen=True)
class _Writer:
    """Writes the tool in the style of the request around it."""

    program: Program
    place: Place
    style: _Style
    quote: str
    identifier: str
    tool: str

    def new_entry(self) -> str:
        """What follows the model's entry: `, tools=[...]`, on a line of its own where the model has one."""
        style, quoted = self.style, self.place.key_quote
        key = f"{quoted}tools{quoted}"
        mark = style.mark
        if self.place.called and style.argument_mark:
            mark, key = style.argument_mark, "tools"
        elif self.place.mark == "=>":
            mark = " => "
        listed = f"{style.open_list}{self._record()}{style.close_list}"
        own_line = self._own_line()
        separator = style.separator.rstrip() if not (own_line and style.separator == "; ") else ""
        return f"{separator}{chr(10) if own_line else style.gap}{key}{mark}{listed}"

    def in_tools(self, tools: Entry) -> list[_Change] | None:
        """Changes to the tools that are there; None where they are no plain list."""
        if not isinstance(tools.value, Sequence):
            return None
        for item in tools.value.items:
            entries = {snake(entry.key): entry for entry in item.entries} if isinstance(item, Record) else {}
            kind = entries.get("type")
            if kind is None or not isinstance(kind.value, Text) or kind.value.value != self.tool:
                continue
            if "model" in entries:
                return []
            at = kind.value.spot.end
            separator = self.style.separator
            return [_Change(at, at, f"{separator}{self._pair('model', self.identifier)}")]
        if not tools.value.items:
            return None
        at = tools.value.items[-1].spot.end
        return [_Change(at, at, f", {self._record()}")]

    def _record(self) -> str:
        style = self.style
        pairs = (
            self._pair("type", f"{self.quote}{self.tool}{self.quote}"),
            self._pair("model", self.identifier),
        )
        inside = style.separator.join(pairs)
        return f"{style.open_record}{style.pad}{inside}{style.pad}{style.close_record}"

    def _pair(self, key: str, value: str) -> str:
        quote = (self.place.key_quote or self.quote) if self.style.quoted_keys else self.place.key_quote
        mark = " => " if self.place.mark == "=>" and not self.style.quoted_keys else self.style.mark
        return f"{quote}{key}{quote}{mark}{value}"

    def _own_line(self) -> bool:
        code, place = self.program.code, self.place
        line = code.rfind("\n", 0, place.key_start) + 1
        after = code[place.entry.value.spot.end :].split("\n", 1)[0].strip()
        alone = not code[line : place.key_start].strip()
        return alone and bool(re.fullmatch(r"[,;]?\s*(?:(?:#|//).*)?", after))


def _comment(program: Program, changes: list[_Change], cite: str) -> list[_Change]:
    """The citation at the end of the line that names the model, where a comment may stand there."""
    mark, label = program.syntax.comment, program.syntax.id
    if not mark or label in ("json", "shell", "http"):
        return []
    end = program.code.find("\n", changes[0].end)
    end = len(program.code) if end < 0 else end
    end -= program.code[:end].endswith("\r")
    line = program.code[program.code.rfind("\n", 0, changes[0].start) + 1 : end]
    if line.rstrip().endswith(("\\", "`")) or any(
        changes[0].end <= spot.start < end for spot in program.comments
    ):
        return []
    return [_Change(end, end, f"  {mark} {cite}")]


def _holds(block: Block, program: Program, changes: list[_Change], use: ApiUse, intent: Reroute) -> bool:
    """Whether the changed block parses as well as before and says what was meant."""
    text = _applied(block.text, changes)
    syntax = program.syntax
    if syntax.grammar and count_errors(_applied(program.code, changes), syntax) > count_errors(
        program.code, syntax
    ):
        return False
    comments = sum("\n" not in change.text and change.start == change.end for change in changes[1:])
    before = _fields(block.text, block)
    after = _fields(text, block)
    again = parse_code(text, block.syntax, address=named_address(block))
    if again is None or len(again.comments) > len(program.comments) + comments:
        return False
    moved = after.count((use.field, use.identifier)) < before.count((use.field, use.identifier))
    return moved and (use.field, intent.model) in after and ("tools[].model", use.identifier) in after


def _fields(text: str, block: Block) -> list[tuple[str, str]]:
    view = read_code(text, block.syntax, address=named_address(block))
    return [(field.field, field.value) for call in view.calls for field in call.fields]


def _applied(text: str, changes: list[_Change]) -> str:
    edits = [Edit(c.start, c.end, _indented(c, text, "\n")) for c in changes]
    return apply_edits(text, edits)


def _indented(change: _Change, text: str, newline: str, prefix: str | None = None) -> str:
    if "\n" not in change.text:
        return change.text
    if prefix is None:
        line = text.rfind("\n", 0, change.start) + 1
        found = _INDENT.match(text, line)
        prefix = found[0] if found else ""
    return change.text.replace("\n", newline + prefix)


def _edit(block: Block, source: Source, change: _Change) -> Edit:
    """A change of the block's text as an edit of the source, each new line behind the prefix of its line."""
    if change.start < change.end:
        start, end = block.inline.span(change.start, change.end)
    else:
        start = end = block.inline.span(change.start - 1, change.start).end
    line = source.position(start).line
    newline = (
        "\r\n"
        if source.text[: source.line_starts[line] if line < len(source.line_starts) else None].endswith(
            "\r\n"
        )
        else "\n"
    )
    found = _INDENT.match(source.line(line))
    return Edit(start, end, _indented(change, block.text, newline, found[0] if found else ""))

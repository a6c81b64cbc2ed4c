"""Strings in the objects and arrays of MDX: exported metadata, properties of components."""

from __future__ import annotations

import re
from functools import partial

from ast_grep_py import SgNode, SgRoot

from freshlint.document.labelling import label_members
from freshlint.document.mdx_syntax import TECHNICAL_NAMES
from freshlint.document.model import Block, Form, Inline, Kind, Run
from freshlint.source import Span

# Literals that people write are not nested deeper.
_DEEPEST = 60
_WRAPPERS = {
    "parenthesized_expression",
    "as_expression",
    "satisfies_expression",
    "non_null_expression",
    "expression_statement",
    "program",
}
_ESCAPE = re.compile(
    r"\\u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|\r\n|.)|\r\n?",
    re.S,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def expression_strings(text: str, span: Span, key: str) -> list[Block]:
    """The strings of the literal that is the expression at text[span]."""
    reader = _LiteralReader(text, span.start - 1)
    reader.visit(SgRoot(f"({text[span.start : span.end]})", "tsx").root(), key)
    return reader.blocks


def exported_strings(text: str, span: Span) -> list[Block]:
    """The strings of the literals that the statements at text[span] give a name."""
    reader = _LiteralReader(text, span.start)
    for statement in SgRoot(text[span.start : span.end], "tsx").root().children():
        if statement.kind() == "export_statement":
            reader.visit_export(statement)
    return reader.blocks


class _LiteralReader:
    """Collects strings; offsets of nodes are `base` less than those of the text."""

    def __init__(self, text: str, base: int) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._base = base
        self._depth = 0

    def visit_export(self, statement: SgNode) -> None:
        for declaration in statement.children():
            for variable in declaration.children():
                name, value = variable.field("name"), variable.field("value")
                if variable.kind() == "variable_declarator" and name is not None and value is not None:
                    self._visit_named(value, name.text())

    def _visit_named(self, value: SgNode, name: str) -> None:
        if value.kind() == "call_expression":
            # defineMetadata({...}), Object.freeze({...})
            arguments = value.field("arguments")
            for argument in arguments.children() if arguments is not None else ():
                self.visit(argument, name, is_page=True)
        else:
            self.visit(value, name, is_page=True)

    def visit(self, node: SgNode, path: str, *, is_page: bool = False) -> Block | None:
        """Take the strings in a literal; the block of a string. A page's own title names nothing."""
        if node.kind() in ("string", "template_string"):
            return self._take_string(node, path)
        if self._depth == _DEEPEST:
            return None
        self._depth += 1
        block = self._visit_within(node, path, is_page)
        self._depth -= 1
        return block

    def _visit_within(self, node: SgNode, path: str, is_page: bool) -> Block | None:
        kind = node.kind()
        if kind in _WRAPPERS:
            inner = next((child for child in node.children() if child.is_named()), None)
            return self.visit(inner, path, is_page=is_page) if inner is not None else None
        if kind == "array":
            for index, item in enumerate(child for child in node.children() if child.is_named()):
                self.visit(item, f"{path}[{index}]")
        elif kind == "object":
            self._visit_object(node, path, is_page)
        return None

    def _visit_object(self, node: SgNode, path: str, is_page: bool) -> None:
        members: dict[str, Block] = {}
        for pair in node.children():
            key, value = pair.field("key"), pair.field("value")
            if pair.kind() != "pair" or key is None or value is None:
                continue
            name = key.text().strip("\"'`")
            block = self.visit(value, f"{path}.{name}")
            if block is not None:
                members[name] = block
        if not is_page:
            label_members(members)

    def _take_string(self, node: SgNode, path: str) -> Block | None:
        name = re.sub(r"\[\d+\]", "", path).rpartition(".")[2].lower()
        if name in TECHNICAL_NAMES or any(
            child.kind() == "template_substitution" for child in node.children()
        ):
            return None
        found = node.range()
        span = Span(self._base + found.start.index + 1, self._base + found.end.index - 1)
        if not self._text[span.start : span.end].strip():
            return None
        block = Block(
            Kind.STRUCTURED_DATA, Form.JS_STRING, span, partial(read_js_string, self._text, span), key=path
        )
        self.blocks.append(block)
        return block


def read_js_string(text: str, span: Span) -> Inline:
    """The value of the string between the quotes around text[span]."""
    runs: list[Run] = []
    parts: list[str] = []
    length, at = 0, span.start
    for found in (*_ESCAPE.finditer(text, *span), None):
        start, end = found.span() if found else (span.end, span.end)
        for piece, first, last, literal in (
            (text[at:start], at, start, True),
            (_decode(found) if found else "", start, end, False),
        ):
            if piece:
                runs.append(Run(length, length + len(piece), first, last, literal))
                parts.append(piece)
                length += len(piece)
        at = end
    return Inline("".join(parts), tuple(runs))


def _decode(found: re.Match[str]) -> str:
    escape = found[0]
    if found["high"]:
        return (
            (chr(int(found["high"], 16)) + chr(int(found["low"], 16)))
            .encode("utf-16", "surrogatepass")
            .decode("utf-16")
        )
    if escape[0] != "\\":
        return "\n"
    if escape[1] in "ux" and len(escape) > 2:
        code = int(escape[2:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    if escape[1] in "\r\n\u2028\u2029":
        return ""
    return _ESCAPES.get(escape[1], escape[1])

"""Strings of YAML front matter, in every style, each character with its place."""

from __future__ import annotations

import bisect
import re
from functools import partial

import yaml

from freshlint.document.frontmatter_data import FrontMatter
from freshlint.document.labelling import label_members
from freshlint.document.model import Block, Comment, Form, Inline, Kind, Problem, Run
from freshlint.source import Span

_FORMS = {
    "'": Form.YAML_SINGLE,
    '"': Form.YAML_DOUBLE,
    "|": Form.YAML_BLOCK,
    ">": Form.YAML_BLOCK,
}
_FOLD = r"[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*[ \t]*"
_ATOMS = {
    Form.YAML_PLAIN: re.compile(_FOLD),
    Form.YAML_SINGLE: re.compile(rf"''|{_FOLD}"),
    Form.YAML_DOUBLE: re.compile(
        rf"\\(?:x[0-9A-Fa-f]{{2}}|u[0-9A-Fa-f]{{4}}|U[0-9A-Fa-f]{{8}}|(?:\r\n?|\n)[ \t]*|.)|{_FOLD}"
    ),
}
_NEWLINE = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*[^\s]")
_COMMENT = re.compile(r"(?:^|(?<=[ \t\r]))#(?=([^\r\n]*))", re.M)
_ESCAPES = dict(zip('0abtnvfre"/\\N_LP \t', '\0\a\b\t\n\v\f\r\x1b"/\\\x85\xa0\u2028\u2029 \t', strict=True))
_BOOLEAN = "tag:yaml.org,2002:bool"
# Booleans to YAML 1.1 alone; site generators show them as the words that they are.
_WORDS = {"yes", "no", "on", "off"}
_STRING = "tag:yaml.org,2002:str"


def read_yaml(text: str, span: Span, front: FrontMatter) -> None:
    """Read text[span] into `front`."""
    inner = text[span.start : span.end]
    try:
        root = yaml.compose(inner, Loader=yaml.CSafeLoader)
        if root is not None:
            _Reader(text, span, front).read(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = span.start + min(mark.index if mark else 0, len(inner))
        front.problems.append(
            Problem(offset, f"front matter is not valid YAML: {error.problem or error.context}")
        )
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        front.problems.append(Problem(span.start, f"front matter is not valid YAML: {reason}"))
    except RecursionError:
        front.problems.append(Problem(span.start, "front matter is nested too deeply to be read"))


class _Reader:
    def __init__(self, text: str, span: Span, front: FrontMatter) -> None:
        self._text = text
        self._inner = span
        self._front = front
        self._seen: set[int] = set()
        self._aliased: set[Span] = set()
        self._scalars: list[Span] = []

    def read(self, root: yaml.Node) -> None:
        self._visit(root, "")
        self._scalars.sort()
        starts = [span.start for span in self._scalars]
        end = 0
        for found in _COMMENT.finditer(self._text, *self._inner):
            before = bisect.bisect_right(starts, found.start()) - 1
            in_scalar = before >= 0 and found.start() < self._scalars[before].end
            if found.start() >= end and not in_scalar:
                self._front.comments.append(Comment(Span(*found.span(1)), found[1]))
                end = found.end(1)

    def _visit(self, node: yaml.Node, path: str) -> Block | None:
        if isinstance(node, yaml.ScalarNode):
            return self._take_scalar(node, path)
        # An alias stands for the node of its anchor, which may even hold it.
        if id(node) in self._seen:
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._visit(item, f"{path}[{index}]")
        elif isinstance(node, yaml.MappingNode):
            self._visit_mapping(node, path)
        return None

    def _visit_mapping(self, node: yaml.MappingNode, path: str) -> None:
        members: dict[str, Block] = {}
        for key, value in node.value:
            self._scalars.append(self._span(key))
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            block = self._visit(value, f"{path}.{name}" if path else name)
            if block is not None:
                members[name] = block
        # A page's own title does not name its description.
        if path:
            label_members(members)

    def _take_scalar(self, node: yaml.ScalarNode, path: str) -> Block | None:
        span = self._span(node)
        if span in self._aliased:
            return None
        self._aliased.add(span)
        self._scalars.append(span)
        self._front.metadata.setdefault(path, node.value)
        is_word = node.tag == _BOOLEAN and node.value.lower() in _WORDS
        if (node.tag != _STRING and not is_word) or not node.value.strip() or path.startswith("freshlint."):
            return None
        form = _FORMS.get(node.style or "", Form.YAML_PLAIN)
        inner = self._content(span, form)
        read = partial(read_scalar, self._text, inner, form, node.value)
        block = Block(Kind.FRONT_MATTER, form, inner, read, key=path)
        self._front.blocks.append(block)
        return block

    def _content(self, span: Span, form: Form) -> Span:
        """A scalar without its quotes or its block header, and without the blanks around it."""
        if form in (Form.YAML_SINGLE, Form.YAML_DOUBLE):
            return Span(span.start + 1, span.end - 1)
        start, end = span
        if form is Form.YAML_BLOCK:
            header = _NEWLINE.search(self._text, start, end)
            start = header.end() if header else start
        while end > start and self._text[end - 1] in " \t\r\n":
            end -= 1
        while start < end and self._text[start] in " \t\r\n":
            start += 1
        return Span(start, end)

    def _span(self, node: yaml.Node) -> Span:
        return Span(self._inner.start + node.start_mark.index, self._inner.start + node.end_mark.index)


def read_scalar(text: str, span: Span, form: Form, value: str) -> Inline:
    """The value of the scalar at text[span], whose quotes or block header lie outside the span.

    A string that does not read as expected is one atom: its place is known, its letters are not.
    """
    value = value.strip(" \n") if form is Form.YAML_BLOCK else value
    read = _block_lines if form is Form.YAML_BLOCK else _flow_runs
    inline = read(text, span, form, value)
    if inline.text == value:
        return inline
    return Inline(value, (Run(0, len(value), *span, False),))


def _flow_runs(text: str, span: Span, form: Form, _: str) -> Inline:
    pieces: list[tuple[str, int, int, bool]] = []
    at = span.start
    for found in _ATOMS[form].finditer(text, *span):
        pieces.append((text[at : found.start()], at, found.start(), True))
        pieces.append((_decode(found[0]), found.start(), found.end(), False))
        at = found.end()
    pieces.append((text[at : span.end], at, span.end, True))
    return _inline(pieces)


def _decode(atom: str) -> str:
    if atom == "''":
        return "'"
    if atom[0] != "\\":
        newlines = len(_NEWLINE.findall(atom))
        return "\n" * (newlines - 1) or " "
    if atom[1] in "\r\n":
        return ""
    if atom[1] in "xuU":
        return chr(int(atom[2:], 16))
    return _ESCAPES.get(atom[1], atom)


def _block_lines(text: str, span: Span, _: Form, value: str) -> Inline:
    """Lines of a literal or folded block: what stands between two of them in the value is one atom."""
    pieces: list[tuple[str, int, int, bool]] = []
    done, at = 0, span.start
    for line in _LINE.finditer(text, *span):
        body = line[0].lstrip(" ") if pieces else line[0]
        found = value.find(body, done)
        if found < 0 or value[done:found].strip(" \n"):
            break
        # Blanks that the value keeps belong to the line, not to its indent.
        kept = len(value[done:found]) - len(value[done:found].rstrip(" ")) if "\n" in value[done:found] else 0
        start = line.end() - len(body) - min(kept, len(line[0]) - len(body))
        between = value[done : found - (line.end() - len(body) - start)]
        if pieces:
            pieces.append((between, at, start, False))
        pieces.append((text[start : line.end()], start, line.end(), True))
        done, at = found + len(body), line.end()
    return _inline(pieces)


def _inline(pieces: list[tuple[str, int, int, bool]]) -> Inline:
    runs: list[Run] = []
    length = 0
    for piece, start, end, literal in pieces:
        if piece:
            runs.append(Run(length, length + len(piece), start, end, literal))
            length += len(piece)
    return Inline("".join(piece for piece, *_ in pieces), tuple(runs))

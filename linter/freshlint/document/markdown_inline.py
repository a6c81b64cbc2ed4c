"""The inline markup of one Markdown block: visible text, its map to the source, and marks."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Callable, Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from freshlint.document.markdown_positions import Environment
from freshlint.document.model import Inline, Mark, MarkKind, Run

# Without one of these a content has no inline markup: most cells and headings.
_MARKUP = re.compile(r"[\n\\`*_\[<&{]|~~")
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)")
_ATTRIBUTE = {
    name: re.compile(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`{{]+))""", re.I)
    for name in ("href", "alt")
}
_JS_STRING = re.compile(r"""\{\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|`([^`\\\n$]*)`)\s*\}""")
_MARK_OF_TOKEN = {
    "strong": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "s": MarkKind.STRIKE,
    "link": MarkKind.LINK,
}
_MARK_OF_TAG = {
    **dict.fromkeys(("strong", "b"), MarkKind.STRONG),
    **dict.fromkeys(("em", "i"), MarkKind.EMPHASIS),
    **dict.fromkeys(("del", "s", "strike"), MarkKind.STRIKE),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
    "a": MarkKind.LINK,
    "q": MarkKind.QUOTE,
    "ins": MarkKind.INSERT,
}
_HIDDEN_TAGS = {"script", "style", "template"}


def read_inline(parser: MarkdownIt, env: Environment, content: str, runs: Sequence[Run]) -> Inline:
    """Parse a block's content, whose characters stand in the source as the runs say."""
    if not _MARKUP.search(content):
        return Inline(content, tuple(runs))
    reader = _InlineReader(content, runs)
    reader.read(parser.inline.parse(content, parser, env, []), 0)
    return reader.finish()


def markup_tokens(parser: MarkdownIt, env: Environment, content: str) -> list[Token]:
    """The inline tokens of a block's content; `map[0]` is where each starts."""
    return parser.inline.parse(content, parser, env, [])


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, with literal ones that follow each other in text and source made one."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if (
            last is not None
            and last.literal
            and run.literal
            and (last.end, last.source_end) == (run.start, run.source_start)
        ):
            result[-1] = Run(last.start, run.end, last.source_start, run.source_end)
        else:
            result.append(run)
    return tuple(result)


class _InlineReader:
    """Collects text, runs and marks from inline tokens. Offsets of tokens are those of the content."""

    def __init__(self, content: str, runs: Sequence[Run]) -> None:
        self._content = content
        self._runs = runs
        self._starts = [run.start for run in runs]
        self._text: list[str] = []
        self._length = 0
        self._out: list[Run] = []
        self._marks: list[Mark] = []
        self._open: dict[str, list[tuple[int, str]]] = {}
        self._hidden = 0

    def read(self, tokens: Iterable[Token], shift: int) -> None:
        """Take the tokens of the content from the offset `shift` on."""
        for token in tokens:
            assert token.map is not None
            at = token.map[0] + shift
            match token.type:
                case "text":
                    self._take_text(token.content, at)
                case "text_special":
                    self._take_special(token, at)
                case "softbreak":
                    self._atom("\n", at, at + 1)
                case "hardbreak":
                    self._atom("\n", at, at + (2 if self._content[at] == "\\" else 1))
                case "code_inline":
                    self._take_code(token, at + len(token.markup))
                case "image":
                    self.read(token.children or (), at + 2)
                case "html_inline":
                    self._take_tag(token.content, at, str.lower)
                case "mdx_tag":
                    self._take_tag(token.content, at, str)
                case "mdx_expression":
                    self._take_expression(token.content, at)
                case _:
                    self._take_nesting(token)

    def finish(self) -> Inline:
        """The whole; what was opened and not closed reaches to the end."""
        for name, opened in self._open.items():
            for _ in range(len(opened)):
                self._close(name)
        marks = sorted(self._marks, key=lambda mark: (mark.start, -mark.end))
        return Inline("".join(self._text), joined(self._out), tuple(marks))

    def _take_text(self, text: str, at: int) -> None:
        if text == self._content[at : at + len(text)]:
            self._literal(at, at + len(text))
        else:
            # The shown address of `<https://...>` is a decoded one.
            self._atom(text, at, self._content.index(">", at))

    def _take_special(self, token: Token, at: int) -> None:
        end = at + len(token.markup)
        if token.content == token.markup:
            self._literal(at, end)
        else:
            self._atom(token.content, at, end)

    def _take_code(self, token: Token, at: int) -> None:
        end = at + len(token.content)
        if self._content[at:end].replace("\n", " ") != token.content:
            at, end = at + 1, end + 1
        start = self._length
        self._literal(at, end)
        self._mark(MarkKind.CODE, start)

    def _take_nesting(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name not in _MARK_OF_TOKEN:
            return
        if token.nesting > 0:
            self._opened(f"*{name}", str(token.attrs.get("href", "")))
        else:
            self._close(f"*{name}")

    def _take_tag(self, tag: str, at: int, case: Callable[[str], str]) -> None:
        found = _TAG.match(tag)
        if found is None:
            return
        closing, name = bool(found[1]), case(found[2])
        if name == "br":
            self._atom("\n", at, at + len(tag))
        elif name == "img":
            self._take_attribute(tag, at)
        elif name in _HIDDEN_TAGS:
            self._hidden = max(0, self._hidden + (-1 if closing else 1))
        elif name not in _MARK_OF_TAG or tag.endswith("/>"):
            return
        elif closing:
            self._close(name)
        else:
            href = _ATTRIBUTE["href"].search(tag)
            self._opened(name, html.unescape(href[href.lastindex or 0]) if href else "")

    def _take_attribute(self, tag: str, at: int) -> None:
        alt = _ATTRIBUTE["alt"].search(tag)
        if alt is None or alt.lastindex is None or not alt[alt.lastindex]:
            return
        value = alt[alt.lastindex]
        start, end = at + alt.start(alt.lastindex), at + alt.end(alt.lastindex)
        if "&" in value or "\n" in value:
            self._atom(html.unescape(value), start, end)
        else:
            self._literal(start, end)

    def _take_expression(self, expression: str, at: int) -> None:
        found = _JS_STRING.fullmatch(expression)
        if found is not None and found.lastindex is not None:
            self._literal(at + found.start(found.lastindex), at + found.end(found.lastindex))

    def _opened(self, name: str, target: str) -> None:
        self._open.setdefault(name, []).append((self._length, target))

    def _close(self, name: str) -> None:
        opened = self._open.get(name)
        if not opened:
            return
        start, target = opened.pop()
        kind = _MARK_OF_TOKEN[name[1:]] if name.startswith("*") else _MARK_OF_TAG[name]
        self._mark(kind, start, target)

    def _mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        if start < self._length:
            self._marks.append(Mark(kind, start, self._length, target))

    def _literal(self, start: int, end: int) -> None:
        index = max(0, bisect.bisect_right(self._starts, start) - 1)
        while index < len(self._runs) and self._runs[index].start < end:
            run = self._runs[index]
            index += 1
            if run.literal:
                first, last = max(run.start, start), min(run.end, end)
                if first < last:
                    shift = run.source_start - run.start
                    self._add(self._content[first:last], first + shift, last + shift, True)
            elif run.start >= start:
                # A line break within a code span is shown as a blank.
                self._add(
                    self._content[run.start].replace("\n", " "), run.source_start, run.source_end, False
                )

    def _atom(self, text: str, start: int, end: int) -> None:
        self._add(text, self._place(start)[0], self._place(end - 1)[1], False)

    def _place(self, offset: int) -> tuple[int, int]:
        run = self._runs[bisect.bisect_right(self._starts, offset) - 1]
        if not run.literal:
            return run.source_start, run.source_end
        at = run.source_start + offset - run.start
        return at, at + 1

    def _add(self, text: str, start: int, end: int, literal: bool) -> None:
        if self._hidden or not text:
            return
        self._out.append(Run(self._length, self._length + len(text), start, end, literal))
        self._text.append(text)
        self._length += len(text)

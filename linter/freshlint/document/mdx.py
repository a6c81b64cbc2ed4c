"""MDX pages: Markdown with components. Prose within components is Markdown; code is passed over.

String properties of components and strings in literals are blocks too: pages keep facts in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from freshlint.document.frontmatter import read_front_matter
from freshlint.document.html_elements import containers
from freshlint.document.html_references import pieces
from freshlint.document.labelling import asks, label_members
from freshlint.document.markdown import page
from freshlint.document.markdown_blocks import BlockReader
from freshlint.document.markdown_html import read_html_block
from freshlint.document.markdown_inline import markup_tokens
from freshlint.document.markdown_positions import placed_parser
from freshlint.document.markdown_rules import directive_rule
from freshlint.document.markdown_text import ParsedText
from freshlint.document.mdx_rules import mdx_rules
from freshlint.document.mdx_syntax import TECHNICAL_NAMES, Attribute, Scanner, Tag
from freshlint.document.model import Block, Comment, Document, Form, Inline, Kind, Problem, Run
from freshlint.source import Source, Span

_COMMENT = re.compile(r"\{\s*/\*(.*?)\*/\s*\}", re.S)
_SPOKEN_HTML = {"alt", "title", "aria-label", "placeholder"}
_HEADING = re.compile(r"h[1-6]")
_KINDS = {
    "li": Kind.LIST_ITEM,
    "summary": Kind.SUMMARY,
    "figcaption": Kind.CAPTION,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
}


def read_mdx(source: Source) -> Document:
    """The blocks of an MDX page. Inline markup is parsed when a block's text is first asked for."""
    front = read_front_matter(source)
    reader = MdxReader(source, ParsedText.of(source.text, front.end), _parser())
    reader.read()
    return page("mdx", source, front, reader)


@cache
def _parser() -> MarkdownIt:
    parser = placed_parser(["table", "strikethrough"], {"tasklists": True, "alerts": True})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(directive_rule)
    parser.use(mdx_rules)
    return parser


class MdxReader(BlockReader):
    """Reads the block tokens of MDX."""

    form = Form.MDX
    cell_form = Form.MDX_CELL

    def __init__(self, source: Source, parsed: ParsedText, parser: MarkdownIt) -> None:
        super().__init__(source, parsed, parser)
        self._takers["mdx_statement"] = self._take_statement
        self._takers["mdx_flow"] = self._take_flow
        self._after: list[Callable[[], None]] = []
        self._element = ""

    def read(self) -> None:
        super().read()
        unclosed = self._env.get("mdx unclosed")
        if unclosed is not None:
            offset = self._parsed.origin(unclosed)
            self.problems.append(Problem(offset, "the `{` is not closed: it was read as text"))
        self.blocks.sort(key=lambda block: block.span)

    def _take_statement(self, token: Token, _: Token | None) -> None:
        start, end = token.meta["span"]
        span = Span(self._parsed.origin(start), self._parsed.origin(end))
        if "export" not in self._parsed.text[start:end] or not _has_string(self._parsed.text[start:end]):
            return
        # Loading a JavaScript parser takes longer than reading most pages.
        from freshlint.document.mdx_literals import exported_strings

        self.blocks.extend(exported_strings(self._source.text, span))

    def _take_flow(self, token: Token, _: Token | None) -> None:
        for start, end, tag in token.meta["pieces"]:
            if tag is not None:
                self._take_tag(tag, self._parsed.origin)
                continue
            span = Span(self._parsed.origin(start), self._parsed.origin(end))
            if self._source.text.startswith("<!--", span.start):
                self.comments.extend(read_html_block(self._source.text, span).comments)
            elif self._source.text.startswith("<", span.start):
                self._take_table(span)
            else:
                self._take_expression(span)

    def _take_table(self, span: Span) -> None:
        first = len(self.blocks)
        self._add_fragment(*span)
        for block in self.blocks[first:]:
            # An edit lands in MDX, where braces are code.
            block.form = {Form.HTML: Form.MDX}.get(block.form, block.form)

    def _take_expression(self, span: Span) -> None:
        found = _COMMENT.fullmatch(self._source.text, *span)
        if found is not None:
            self.comments.append(Comment(Span(*found.span(1)), found[1]))

    # Tags

    def _take_tag(self, tag: Tag, origin: Callable[[int], int]) -> None:
        if tag.closing:
            self._element = ""
            self._scopes.close(tag.name)
            self._previous = None
            return
        members = self._add_attributes(tag, origin)
        if tag.self_closing:
            return
        if tag.name in _KINDS or _HEADING.fullmatch(tag.name):
            self._element = tag.name
            return
        question = next((block for block in members.values() if asks(block.text)), None)
        self._scopes.open(tag.name, self._names(tag, origin), question)

    def _names(self, tag: Tag, origin: Callable[[int], int]) -> tuple[str, ...]:
        if not tag.name[:1].islower():
            return (tag.name,) if tag.name else ()
        classes = " ".join(
            self._source.text[origin(attribute.start) : origin(attribute.end - 1) + 1]
            for attribute in tag.attributes
            if attribute.name in ("class", "className", "id") and not attribute.is_expression
        )
        return containers(tag.name, classes)

    def _add_attributes(self, tag: Tag, origin: Callable[[int], int]) -> dict[str, Block]:
        members: dict[str, Block] = {}
        for attribute in tag.attributes:
            if not _is_spoken(tag, attribute):
                continue
            span = Span(origin(attribute.start), origin(attribute.end - 1) + 1)
            key = f"{tag.name}.{attribute.name}"
            if not attribute.is_expression:
                read = partial(_read_attribute, self._source.text, span)
                found = [Block(Kind.ATTRIBUTE, Form.HTML_ATTRIBUTE, span, read, key=key)]
            elif _has_string(self._source.text[span.start : span.end]):
                from freshlint.document.mdx_literals import expression_strings

                found = expression_strings(self._source.text, span, key)
            else:
                continue
            self._contain(found, tag.name)
            if len(found) == 1 and found[0].key == key:
                members[attribute.name] = found[0]
        label_members(members)
        return members

    def _contain(self, blocks: list[Block], component: str) -> None:
        scope = self._scopes.current
        for block in blocks:
            block.headings = scope.heading_path
            block.container = (*scope.containers, component)
            self.blocks.append(block)

    # Tags and expressions within prose

    def _note_markup(self, content: str, runs: Callable[[], list[Run]]) -> None:
        """Take the tags before the first words now: what they open holds for the block itself."""
        super()._note_markup(content, runs)
        if "<" not in content and "{" not in content:
            return
        place = Inline(content, tuple(runs()))

        def origin(offset: int) -> int:
            return place.span(offset, offset + 1).start

        scanner = Scanner(content)
        leading = True
        for token in markup_tokens(self._parser, self._env, content):
            assert token.map is not None
            start = token.map[0]
            if token.type == "mdx_tag":
                tag = scanner.tag(start, len(content))
                if tag is not None and leading:
                    self._take_tag(tag, origin)
                elif tag is not None:
                    self._after.append(partial(self._take_tag, tag, origin))
            elif token.type == "mdx_expression":
                self._take_expression(place.span(start, start + len(token.content)))
            elif token.content.strip():
                leading = False

    def _end_markup(self) -> None:
        for take in self._after:
            take()
        self._after.clear()

    def _add_prose(self, span: Span, read: Callable[[], Inline], content: str) -> None:
        if _HEADING.fullmatch(self._element):
            self._add_heading(int(self._element[1]), span, read, content)
        elif self._element == "summary":
            self._scopes.ask(self._add(Kind.SUMMARY, span, read))
        elif self._element == "dt":
            self._scopes.define(self._add(Kind.TERM, span, read))
        else:
            super()._add_prose(span, read, content)

    def _prose_kind(self) -> Kind:
        return _KINDS.get(self._element) or super()._prose_kind()


def _has_string(code: str) -> bool:
    return '"' in code or "'" in code or "`" in code


def _is_spoken(tag: Tag, attribute: Attribute) -> bool:
    """Whether an attribute's value may be words for a reader."""
    if attribute.start == attribute.end:
        return False
    if tag.name[:1].islower():
        return attribute.name in _SPOKEN_HTML
    name = attribute.name.lower()
    return name not in TECHNICAL_NAMES and not name.startswith(("data-", "on"))


def _read_attribute(text: str, span: Span) -> Inline:
    runs: list[Run] = []
    parts: list[str] = []
    length = 0
    for piece in pieces(text, *span, attribute=True):
        runs.append(Run(length, length + len(piece.text), piece.start, piece.end, piece.literal))
        parts.append(piece.text)
        length += len(piece.text)
    return Inline("".join(parts), tuple(runs))

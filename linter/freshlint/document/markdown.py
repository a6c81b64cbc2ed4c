"""Markdown pages: CommonMark with tables, strikethrough, footnotes, definitions, alerts and front matter."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from freshlint.document.frontmatter import read_front_matter
from freshlint.document.frontmatter_data import FrontMatter
from freshlint.document.markdown_blocks import BlockReader
from freshlint.document.markdown_positions import placed_parser
from freshlint.document.markdown_rules import directive_rule, tab_rule, template_rule
from freshlint.document.markdown_text import ParsedText
from freshlint.document.model import Document
from freshlint.document.roles import assign_roles
from freshlint.source import Source


def read_markdown(source: Source) -> Document:
    """The blocks of a Markdown page. Inline markup is parsed when a block's text is first asked for."""
    front = read_front_matter(source)
    reader = BlockReader(source, ParsedText.of(source.text, front.end), _parser())
    reader.read()
    return page("markdown", source, front, reader)


def page(page_format: str, source: Source, front: FrontMatter, reader: BlockReader) -> Document:
    """The document of what a page's front matter and its text hold."""
    blocks = [*front.blocks, *reader.blocks]
    assign_roles(blocks)
    return Document(
        source,
        page_format,
        tuple(blocks),
        comments=tuple(sorted([*front.comments, *reader.comments])),
        problems=tuple(sorted([*front.problems, *reader.problems])),
        language=front.language,
        ignored=front.ignored,
        metadata=front.metadata,
    )


@cache
def _parser() -> MarkdownIt:
    parser = placed_parser(["table", "strikethrough"], {"tasklists": True, "alerts": True})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(deflist_plugin)
    parser.use(admon_plugin)
    parser.use(directive_rule)
    parser.use(tab_rule)
    parser.use(template_rule)
    return parser

"""The text of a fetched page as a reader sees it, from HTML or Markdown, line by line. Nothing in it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from freshlint.fetch.outcome import Fetched

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})
_CELLS = frozenset({"td", "th", "dt", "dd"})
_LINES = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "div", "dl", "fieldset", "figcaption", "footer"),
        *(
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "option",
            "p",
        ),
        *("pre", "section", "summary", "table", "tbody", "thead", "tr", "ul"),
    }
)
_HTML_KINDS = ("text/html", "application/xhtml+xml")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_SPACE = re.compile(r"\s+")


class UnreadableError(Exception):
    """The page's bytes are not text in the charset that it declares."""


def page_lines(page: Fetched) -> list[str]:
    """The page's lines, white space collapsed, empty ones left out. A table row is one line. Raises UnreadableError."""
    kind, declared = _content_type(page.content_type)
    html = kind in _HTML_KINDS or (not kind and page.body.lstrip()[:1] == b"<")
    text = _decode(page.body, declared, html)
    lines = "".join(_html_text(text)).splitlines() if html else text.splitlines()
    plain = (_SPACE.sub(" ", line).strip() for line in lines)
    return [line for line in plain if line]


def _content_type(value: str) -> tuple[str, str]:
    header = Message()
    header["Content-Type"] = value or "application/octet-stream"
    return ("" if not value else header.get_content_type()), header.get_content_charset("")


def _decode(body: bytes, declared: str, html: bool) -> str:
    """As the page declares (header first, then `<meta>`), else UTF-8; never guessed and never patched up."""
    if body.startswith(b"\xef\xbb\xbf"):
        declared = "utf-8-sig"
    elif not declared and html and (found := _META_CHARSET.search(body[:4096])):
        declared = found[1].decode("ascii", "replace")
    try:
        return body.decode(declared or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(f"the page is not {declared or 'utf-8'}, as it should be: {error}") from error


def _html_text(text: str) -> Iterator[str]:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString, Tag

    stack = [iter(BeautifulSoup(text, "html.parser").contents)]
    ends = [""]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            yield ends.pop()
        elif isinstance(node, Tag):
            if node.name not in _UNSEEN:
                # White space inside running text is one space, whatever the source's line breaks.
                mark = "\n" if node.name in _LINES else " " if node.name in _CELLS else ""
                yield mark
                stack.append(iter(node.contents))
                ends.append(mark)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield _SPACE.sub(" ", node)

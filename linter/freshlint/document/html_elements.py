"""What HTML's elements mean to a reader: which end by themselves, which run inline, which are never shown."""

from __future__ import annotations

import re

from freshlint.document.model import Kind, MarkKind

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# Their content is text up to their own end tag; in the second group references count.
RAW_TEXT = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes"])
RAW_TEXT_WITH_REFERENCES = frozenset(["title", "textarea"])
SKIPPED = frozenset(
    [
        *("script", "style", "template", "noscript", "svg", "iframe", "noembed", "noframes"),
        *("object", "canvas", "audio", "video", "datalist", "colgroup", "rt", "rp"),
    ]
)

_PARAGRAPH_ENDERS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table"),
        *("ul", "li", "dt", "dd"),
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = (_PARAGRAPH_ENDERS - {"hr"}) | frozenset(
    [
        *("html", "head", "body", "title", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "legend"),
        *("option", "optgroup", "select", "textarea", "label", "button", "hr", "xmp"),
    ]
)
INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "map", "mark", "math", "meter", "nobr", "output", "picture"),
        *("progress", "q", "rb", "rtc", "ruby", "s", "samp", "slot", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var"),
    ]
)

# An end tag, or an end that another tag implies, does not reach out of these.
SCOPES = frozenset(["table", "td", "th", "caption", "template", "object", "html", "button", "select"])
_LISTS = frozenset(["ul", "ol", "menu", "dir", "dl"])
_TABLE = frozenset(["table", "template", "html"])
_TABLE_PARTS = frozenset(["caption", "colgroup", "thead", "tbody", "tfoot"])

# A start tag ends the nearest open element of these names, unless one of the fence stands between.
ENDS: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {
    **{name: ((frozenset(["p"]), SCOPES),) for name in _PARAGRAPH_ENDERS},
    "li": ((frozenset(["p"]), SCOPES | _LISTS), (frozenset(["li"]), SCOPES | _LISTS)),
    **{
        name: ((frozenset(["p"]), SCOPES | {"dl"}), (frozenset(["dt", "dd"]), SCOPES | _LISTS))
        for name in ("dt", "dd")
    },
    **{name: ((frozenset(["td", "th"]), _TABLE | {"tr"}),) for name in ("td", "th")},
    "tr": ((frozenset(["tr"]), _TABLE), (frozenset(["caption", "colgroup"]), _TABLE)),
    **dict.fromkeys(_TABLE_PARTS, ((_TABLE_PARTS, _TABLE),)),
    "option": ((frozenset(["option"]), SCOPES | {"datalist", "optgroup"}),),
    "optgroup": ((frozenset(["optgroup"]), SCOPES), (frozenset(["option"]), SCOPES)),
    "body": ((frozenset(["head"]), frozenset()),),
    **{name: ((frozenset(["rt", "rp"]), SCOPES | {"ruby"}),) for name in ("rt", "rp")},
}
# What an end tag does not reach out of, where that is not just SCOPES.
END_FENCES = {
    **dict.fromkeys(("tr", "td", "th", *_TABLE_PARTS), _TABLE),
    **{name: frozenset[str]() for name in ("table", "body", "html")},
    "li": SCOPES | _LISTS,
    **{name: SCOPES | {"dl"} for name in ("dt", "dd")},
}
# Their end tags may be left out: no reader needs to hear of it.
END_OPTIONAL = frozenset(
    [
        *("html", "head", "body", "p", "li", "dt", "dd", "rt", "rp", "optgroup", "option", "colgroup"),
        *("caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    ]
)

KINDS = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    "li": Kind.LIST_ITEM,
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "summary": Kind.SUMMARY,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "td": Kind.CELL,
    "th": Kind.CELL,
}
MARKS = {
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
    **dict.fromkeys(("del", "s", "strike"), MarkKind.STRIKE),
    **dict.fromkeys(("em", "i"), MarkKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), MarkKind.STRONG),
    "q": MarkKind.QUOTE,
    "ins": MarkKind.INSERT,
}
CONTAINERS = {
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "menu": "list",
    **{
        name: name
        for name in ("details", "option", "form", "figure", "nav", "footer", "aside", "button", "cite")
    },
}
# What follows one of these belongs to the headings that stood before it.
SECTIONS = frozenset(
    ["section", "article", "aside", "nav", "footer", "blockquote", "details", "figure", "td", "th"]
)

_TOKEN = re.compile(
    r"(?:^|[-_:]|(?<=[a-z])(?=[A-Z]))(?i:answers?|tl[-_]?dr|summary|faqs?|warnings?|danger|caution|important|notes?"
    r"|tip|deprecated|outdated|archived?|change-?log|wrong|incorrect|myths?|take-?aways?)(?=$|[-_:]|[A-Z])"
)
_STRUCK = re.compile(r"\bline-through\b")
_SYNTAX = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-(?!wrap)|src-|brush:\s*|sourceCode\s+)([\w+#.-]+)"
)


def containers(name: str, tokens: str) -> tuple[str, ...]:
    """What an element is to the text in it: a meaningful name, then meaningful classes and id, lowercase."""
    own = (CONTAINERS[name],) if name in CONTAINERS else ()
    if not tokens:
        return own
    return own + tuple(token.lower() for token in tokens.split()[:16] if _TOKEN.search(token))


def is_struck(style: str, classes: str) -> bool:
    """Whether an element's style strikes its text through."""
    return bool(_STRUCK.search(style) or _STRUCK.search(classes))


def syntax(classes: str) -> str:
    """The programming language that the classes of a code element name, as written; empty if none."""
    found = _SYNTAX.search(classes)
    return found.group(1) if found else ""

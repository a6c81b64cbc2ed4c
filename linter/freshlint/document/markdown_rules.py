"""Syntax that site generators add to Markdown: `:::` containers, template tags, heading ids."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_ADMONITIONS = {
    *(
        "abstract",
        "attention",
        "bug",
        "caution",
        "danger",
        "error",
        "example",
        "failure",
        "hint",
        "important",
    ),
    *("info", "note", "question", "quote", "secondary", "seealso", "success", "tip", "todo", "warning"),
}
_DIRECTIVE = re.compile(
    r":{3,}[ \t]*(?:\{?\.?([\w-]+)[^}\n[]*?\}?(?:\[([^\]\n]*)\]|[ \t]+([^\n{]*?))?(?:\{[^}\n]*\})?)?[ \t]*"
)
_TEMPLATE = re.compile(r"\{%[^\n]{0,500}?%\}|\{\{[^\n]{0,500}?\}\}|\{#[\w:.-]{1,100}\}|\{:[^{}\n]{0,200}\}")
_SHORTCODE = re.compile(r"\{\{[<%][^{}]{0,2000}[>%]\}\}[ \t]*$", re.M)
_TAB = re.compile(r"===[!+]?[ \t]+(['\"])(.*)\1[ \t]*")
_TAB_INDENT = 4


def directive_rule(parser: MarkdownIt) -> None:
    """Read `:::` containers."""
    parser.block.ruler.before(
        "fence", "directive", directive, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def tab_rule(parser: MarkdownIt) -> None:
    """Read MkDocs content tabs."""
    parser.block.ruler.before(
        "fence", "tab", content_tab, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def template_rule(parser: MarkdownIt) -> None:
    """Pass over template tags."""
    parser.block.ruler.before("fence", "shortcode", shortcode, {"alt": ["paragraph", "blockquote", "list"]})
    parser.inline.ruler.before("escape", "template", template)


def container_name(word: str) -> str:
    """What a `:::` container is called: an admonition by its kind, others by their own name."""
    word = word.lower()
    return f"admonition:{word}" if word in _ADMONITIONS else word


def directive(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 (called by name)
    """A line that begins or ends a `:::` container. What lies between is Markdown like any other."""
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    if not state.src.startswith(":::", start) or state.is_code_block(startLine):
        return False
    found = _DIRECTIVE.fullmatch(state.src, start, end)
    if found is None:
        return False
    if silent:
        return True
    state.line = startLine + 1
    token = state.push("directive", "", 0)
    token.info = found[1] or ""
    token.map = [startLine, state.line]
    group = 2 if found[2] is not None else 3
    if found[group] and found[group].strip():
        title = state.push("inline", "", 0)
        title.content = found[group].strip()
        title.meta = {"at": state.src.index(title.content, found.start(group)), "line": startLine}
    return True


def content_tab(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """`=== "Title"` and the indented lines below it, which are no code."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("===", start) or state.is_code_block(startLine):
        return False
    found = _TAB.fullmatch(state.src, start, state.eMarks[startLine])
    if found is None:
        return False
    if silent:
        return True
    inner = state.blkIndent + _TAB_INDENT
    line = startLine + 1
    while line < endLine and (state.isEmpty(line) or state.sCount[line] >= inner):
        line += 1
    state.push("tab_open", "", 1).map = [startLine, line]
    if found[2].strip():
        title = state.push("inline", "", 0)
        title.content = found[2].strip()
        title.meta = {"at": state.src.index(title.content, found.start(2)), "line": startLine}
    outer = (state.blkIndent, state.lineMax, state.parentType)
    state.blkIndent, state.lineMax, state.parentType = inner, line, "tab"
    state.md.block.tokenize(state, startLine + 1, line)
    state.blkIndent, state.lineMax, state.parentType = outer
    state.push("tab_close", "", -1)
    state.line = line
    return True


def shortcode(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A Hugo tag on lines of its own, the last of which may begin with `>`."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not state.src.startswith("{{", start) or state.is_code_block(startLine):
        return False
    found = _SHORTCODE.match(state.src, start, state.eMarks[endLine - 1])
    if found is None:
        return False
    state.line = startLine + 1 + found[0].count("\n")
    return True


def template(state: StateInline, silent: bool) -> bool:
    """A Liquid, Jinja or Hugo tag, a heading's id, an attribute list: nothing that a reader sees."""
    if state.src[state.pos] != "{":
        return False
    found = _TEMPLATE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("template", "", 0).content = found[0]
    state.pos = found.end()
    return True

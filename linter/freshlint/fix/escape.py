"""Plain text written so that the syntax around it reads the same text back.

Facts come from files that somebody else may have written, and articles are programs in places: braces run in
MDX, a tag runs in HTML, a newline ends a comment, `{{` is read by template engines. What cannot be written
safely in a form is refused, never shortened.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

from freshlint.document.model import Form

_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Marks that reorder the text around them can make a line read otherwise than it runs.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TEMPLATE = re.compile(r"\{(?=[{%#])|(?<=[}%#])\}")
_TEMPLATE_MARK = re.compile(r"\{[{%#]|[}%#]\}")

_MARKDOWN_ANYWHERE = re.compile(r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w)|~(?=~)|(?<=~)~|\{(?=:)")
_MARKDOWN_START = re.compile(r"\s*(?:[#+=>~:-]|[!?](?=[!?]{2})|\d+[.)](?=\s|$))")
_MDX_PROGRAM = re.compile(r"\s*(?:import|export)\b")


def escape(text: str, form: Form) -> str | None:
    """`text` as source in a form; None where the form cannot hold it.

    The text is one line without control characters. For YAML_PLAIN the result stays a plain scalar of type
    string in block context; where that is impossible it is None, and the caller quotes the whole scalar.
    """
    if any(unicodedata.category(char) in _REFUSED or char in _REORDERING for char in text):
        return None
    return _ESCAPES[form](text)


def escape_comment(text: str) -> str | None:
    """`text` as one line of a comment in any programming language; None where it could end the comment."""
    return escape(text, Form.CODE)


def code_span(text: str, form: Form) -> str | None:
    """`text` between backticks, in a form of Markdown; None where it cannot stand there unchanged."""
    if escape(text, form) is None or text != text.strip() or "`" in text or not text:
        return None
    if _TEMPLATE_MARK.search(text) or ("|" in text and form in (Form.MARKDOWN_CELL, Form.MDX_CELL)):
        return None
    return f"`{text}`"


def _markdown(text: str) -> str:
    return _template_entities(_markdown_text(text))


def _markdown_text(text: str) -> str:
    marker = _MARKDOWN_START.match(text)
    at = marker.end() if marker else 0
    # Of a list marker or a heading's sign, the last character is the one whose escape makes it text.
    head = f"{text[: at - 1]}\\{text[at - 1]}" if at else ""
    return head + _MARKDOWN_ANYWHERE.sub(lambda found: "\\" + found[0], text[at:])


def _mdx(text: str) -> str | None:
    if _MDX_PROGRAM.match(text):
        return None
    return re.sub(r"[{}]", lambda found: "\\" + found[0], _markdown_text(text))


def _html(text: str) -> str:
    return _template_entities(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _html_attribute(text: str) -> str:
    return _html(text).replace('"', "&quot;").replace("'", "&#39;")


def _template_entities(text: str) -> str:
    return _TEMPLATE.sub(lambda found: f"&#{ord(found[0])};", text)


def _yaml_plain(text: str) -> str | None:
    # Imported here: most runs write no YAML.
    import yaml

    if _TEMPLATE_MARK.search(text):
        return None
    try:
        node = yaml.compose(f"key: {text}\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return None
    value = node.value[0][1]
    plain = isinstance(value, yaml.ScalarNode) and value.style is None and value.tag.endswith(":str")
    return text if plain and value.value == text else None


def _yaml_single(text: str) -> str | None:
    return None if _TEMPLATE_MARK.search(text) else text.replace("'", "''")


def _yaml_double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return _TEMPLATE.sub(lambda found: f"\\x{ord(found[0]):02X}", escaped)


def _yaml_block(text: str) -> str | None:
    refused = _TEMPLATE_MARK.search(text) or text != text.strip() or text.startswith("#")
    return None if refused else text


def _toml_basic(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return _TEMPLATE.sub(lambda found: f"\\u{ord(found[0]):04X}", escaped)


def _toml_literal(text: str) -> str | None:
    return None if "'" in text or _TEMPLATE_MARK.search(text) else text


def _json(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)[1:-1]
    return _TEMPLATE.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def _script_json(text: str) -> str:
    return _in_script(_json(text))


def _js_string(text: str) -> str:
    escaped = re.sub(r"[\\'\"`]|\$(?=\{)", lambda found: "\\" + found[0], text)
    return _TEMPLATE.sub(lambda found: f"\\u{ord(found[0]):04x}", _in_script(escaped))


def _in_script(escaped: str) -> str:
    # `</script` and `<!--` end or change the element wherever they stand, strings included.
    return re.sub(r"<(?=!--|script)", r"\\u003c", escaped.replace("</", "<\\/"), flags=re.I)


def _code(text: str) -> str | None:
    ends = ("*/", "-->", "#}", "?>", "%>", "</", "]]>")
    return None if any(end in text for end in ends) or _TEMPLATE_MARK.search(text) or "\\" in text else text


_ESCAPES: dict[Form, Callable[[str], str | None]] = {
    Form.MARKDOWN: _markdown,
    Form.MARKDOWN_CELL: _markdown,
    Form.MDX: _mdx,
    Form.MDX_CELL: _mdx,
    Form.HTML: _html,
    Form.HTML_ATTRIBUTE: _html_attribute,
    Form.YAML_PLAIN: _yaml_plain,
    Form.YAML_SINGLE: _yaml_single,
    Form.YAML_DOUBLE: _yaml_double,
    Form.YAML_BLOCK: _yaml_block,
    Form.TOML_BASIC: _toml_basic,
    Form.TOML_LITERAL: _toml_literal,
    Form.JSON: _json,
    Form.SCRIPT_JSON: _script_json,
    Form.JS_STRING: _js_string,
    Form.CODE: _code,
}

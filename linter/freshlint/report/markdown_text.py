"""Text from files and facts inside a Markdown comment: it stays text, and calls nobody."""

from __future__ import annotations

import re
from urllib.parse import quote

from freshlint.report.escape import printable

# No sign of Markdown is left one; and what GitHub and GitLab make links of without markup (people, issues, labels,
# addresses) is cut by a comment that nobody sees.
_MARKUP = re.compile(r"([\\`*_\[\]<>|]|^[-+=])")
_SIGN = re.compile(r"([@#!~$&%])")
_CALL = re.compile(r"(\\[@#!~$&%])(?=[\w\"])")
_ADDRESS = re.compile(r"(://|\bwww\.|\bGH(?=-))", re.I)
_NOTHING = "<!-- -->"
_CUT = "…"
_URL_SAFE = "/:?#@!$&'()*+,;=%~[]-._"


def prose(text: str, longest: int = 10_000) -> str:
    """One line of words without any markup."""
    escaped = _SIGN.sub(r"\\\1", _MARKUP.sub(r"\\\1", _cut(printable(text), longest)))
    return _ADDRESS.sub(rf"\1{_NOTHING}", _CALL.sub(rf"\1{_NOTHING}", escaped))


def code(text: str, longest: int) -> str:
    """A code span that holds the text, whatever backticks it has."""
    shown = _cut(printable(text), longest)
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[:1] in ("`", " ") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown.strip() else "``  ``"


def link(title: str, url: str) -> str:
    """A link to a web address; any other address is shown as words."""
    if not re.match(r"https?://", url, re.I):
        return f"{prose(title, 200)} {code(url, 200)}"
    return f"[{prose(title, 200)}](<{quote(url, safe=_URL_SAFE)}>)"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + _CUT

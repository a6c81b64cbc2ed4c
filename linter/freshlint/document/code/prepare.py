"""What is blanked out of a code block before it is parsed: prompts, output, removed lines of a diff.

Blanks keep every offset.
"""

from __future__ import annotations

import re

_PYTHON_PROMPT = re.compile(r"^(?:>>> ?|\.\.\. ?|In \[\d+\]: ?|   \.{3,}: ?)", re.M)
_COMMAND_PROMPT = re.compile(
    r"^[ \t]*(?:[\w.@~:/-]{0,40}[$%❯➜»] |PS [^\n>]{0,60}> |[A-Z]:\\[^\n>]{0,60}> ?)", re.M
)
_REMOVED = re.compile(
    r"^(?:-(?!-- )|--- |\+\+\+ |@@|diff --git |index [0-9a-f]+\.\.|\\ No newline)[^\n]*", re.M
)
_ADDED = re.compile(r"^[+ ](?!\+\+ )", re.M)
_DIFF = re.compile(r"^(?:@@ -\d|diff --git |--- \S+\n\+\+\+ \S)", re.M)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", found[0])


def is_diff(text: str, label: str) -> bool:
    """Whether a block shows a change: by its label, or a patch's own headers."""
    return "diff" in label.lower() or "patch" in label.lower() or bool(_DIFF.search(text))


def keep_new_lines_of_diff(text: str) -> str:
    """A diff as the program after it: removed lines and headers blank."""
    return _ADDED.sub(" ", _REMOVED.sub(_blank, text))


def without_python_prompts(text: str) -> str:
    """An interactive session as a program: prompts and output blank, where there are prompts at all."""
    if not re.search(r"^(?:>>> |In \[\d+\]: )", text, re.M):
        return text
    lines = text.splitlines(keepends=True)
    kept = (line if _PYTHON_PROMPT.match(line) else re.sub(r"[^\r\n]", " ", line) for line in lines)
    return _PYTHON_PROMPT.sub(_blank, "".join(kept))


def without_shell_prompts(text: str) -> str:
    """A terminal session as a script: prompts blank; output too, where no command continues onto it."""
    if not _COMMAND_PROMPT.search(text):
        return text
    kept, continued = [], False
    heredoc, quotes = "", 0
    for line in text.splitlines(keepends=True):
        command = bool(_COMMAND_PROMPT.match(line)) or continued or bool(heredoc)
        kept.append(_COMMAND_PROMPT.sub(_blank, line) if command else re.sub(r"[^\r\n]", " ", line))
        if heredoc:
            heredoc = "" if line.strip() == heredoc else heredoc
            continue
        opened = re.search(r"<<-?\s*[\"']?(\w+)", line) if command else None
        heredoc = opened[1] if opened else ""
        quotes += kept[-1].count("'")
        continued = command and (line.rstrip().endswith(("\\", "^", "`", "|")) or quotes % 2 == 1)
    return "".join(kept)

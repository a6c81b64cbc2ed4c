"""What is blanked out of a code block before it is parsed: prompts, output, removed lines of a diff.

Blanks keep every offset.
"""

from __future__ import annotations

import re

_PYTHON_PROMPT = re.compile(r"^(?:>>> ?|\.\.\. ?|In \[\d+\]: ?|   \.{3,}: ?)", re.M)
_COMMAND_PROMPT = re.compile(
    r"^[ \t]*(?:[\w.@~:/-]{0,40}[$%❯➜»] |PS [^\n>]{0,60}> |[A-Z]:\\[^\n>]{0,60}> ?)", re.M
)
# What a shell takes for no command: a line of a log, by its day, hour or level, or a sentence without a flag.
_PRINTED = re.compile(
    r"[ \t]*(?:"
    r"\[(?:\w+|[\d:. T/-]+)\]|\d{4}[-/]\d\d[-/]\d\d\b|\d\d:\d\d:\d\d\b"
    r"|(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|[Ww]arning|[Ee]rror)(?::|[ \t])"
    r"|(?=[A-Z]\w*[a-z])[A-Z]\w*(?::(?=\s)|,?[ \t]+)(?!=)(?![^\n]*[ \t]--?[A-Za-z])"
    r")"
)
_HEREDOC = re.compile(r"(?<!<)<<(?!<)-?\s*[\"']?(\w+)")
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


def only_commands(text: str) -> str:
    """A terminal session as a script: prompts and output blank, but for lines that a command continues onto.

    Where nothing is prompted, output is what no shell takes for a command: lines of a log, sentences.
    """
    prompted = bool(_COMMAND_PROMPT.search(text))
    kept: list[str] = []
    heredoc = quote = ""
    continued = False
    for line in text.splitlines(keepends=True):
        begins = not (continued or heredoc or quote)
        is_command = bool(_COMMAND_PROMPT.match(line)) if prompted else not _PRINTED.match(line)
        if begins and not is_command:
            kept.append(re.sub(r"[^\r\n]", " ", line))
            continue
        kept.append(_COMMAND_PROMPT.sub(_blank, line))
        if heredoc:
            heredoc = "" if line.strip() == heredoc else heredoc
            continue
        quote, rest = _quote_after(kept[-1], quote)
        opened = _HEREDOC.search(kept[-1]) if "<<" in rest else None
        heredoc = opened[1] if opened else ""
        continued = rest.rstrip().endswith(("\\", "^", "`", "|"))
    return "".join(kept)


def _quote_after(line: str, quote: str) -> tuple[str, str]:
    """The quote that is open behind a line of a script, and what of the line stands outside of quotes."""
    outside = []
    at = 0
    while at < len(line):
        char = line[at]
        # Nothing is escaped between single quotes.
        escaped = char == "\\" and quote != "'"
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "#" and (at == 0 or line[at - 1].isspace()):
            break
        else:
            outside.append(line[at : at + 1 + escaped])
        at += 1 + escaped
    return quote, "".join(outside)

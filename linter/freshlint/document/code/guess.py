"""The language of a code block without a label, where its first lines leave no doubt."""

from __future__ import annotations

import re

_SIGNS = (
    ("http", re.compile(r"\A\s*(?:GET|POST|PUT|PATCH|DELETE) \S+(?: HTTP/\d)?\s*(?:\n[\w-]+: |\n\n|\Z)")),
    ("php", re.compile(r"\A\s*<\?php|^\s*\$\w+\s*=\s*[^\n]*(?:->|::|\[)", re.M)),
    ("powershell", re.compile(r"^\s*\$\w+ = @\{|\bInvoke-(?:RestMethod|WebRequest)\b", re.M)),
    ("shell", re.compile(r"^\s*(?:[$%❯] )?(?:curl|wget|http|https|xh|export|npm|npx|pip|uv|echo) ", re.M)),
    ("json", re.compile(r"\A\s*[\[{]\s*(?:\"|\{|\]|\})")),
    ("go", re.compile(r"^package \w+|\w+(?:, \w+)? := \w", re.M)),
    ("csharp", re.compile(r"^using [\w.]+;|\bvar \w+ = (?:await |new )|\bConsole\.Write", re.M)),
    ("rust", re.compile(r"^\s*let (?:mut )?\w+ = [^\n]*(?:::|\.await|\?;)|\bfn main\(\)", re.M)),
    ("java", re.compile(r"^import (?:static )?[\w.]+;|\bpublic (?:static |final )*(?:class|void)\b", re.M)),
    (
        "typescript",
        re.compile(r"^\s*(?:const|let|var) [\w{][^\n]* = |^import [^\n]* from ['\"]|\bawait \w+[.(]", re.M),
    ),
    ("ruby", re.compile(r"^require ['\"]|^\s*\w+ = \w+(?:::\w+)+\.new\b|^\s*end$|\bdo \|", re.M)),
    (
        "python",
        re.compile(
            r"^(?:from [\w.]+ )?import \w|^\s*def \w+\(|^>>> |^\s*\w[\w.]*\([^()\n]*\w=[^=]|\(\s*$", re.M
        ),
    ),
    ("yaml", re.compile(r"\A\s*(?:- )?[\w-]+:(?: [^\n{]*)?\n\s*(?:- )?[\w-]+:")),
    ("shell", re.compile(r"\A\s*[A-Z][A-Z0-9_]+=\S+\s*$", re.M)),
)


def guess_syntax(text: str) -> str:
    """A label for `find_syntax`; "" where the text says too little."""
    head = text[:4000]
    return next((name for name, sign in _SIGNS if sign.search(head)), "")

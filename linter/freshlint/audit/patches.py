"""Fixes as a folder of patches, for sources that cannot be written to."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from freshlint.audit.mend import Mended
from freshlint.write import write_whole

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80
# As patches count them: nothing but a line feed ends a line.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def write_patches(folder: Path, pages: Iterable[Mended]) -> list[tuple[str, int, int]]:
    """A unified diff a page, in a folder a section; (section, pages, findings fixed). Raises OSError."""
    counts: dict[str, tuple[int, int]] = {}
    for page in pages:
        file = folder / _name(page.section) / f"{_name(page.address)}.patch"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, _patch(page).encode())
        number, fixed = counts.get(page.section, (0, 0))
        counts[page.section] = (number + 1, fixed + page.fixed)
    return [(section, *numbers) for section, numbers in sorted(counts.items())]


def _patch(page: Mended) -> str:
    old, new = _LINE.findall(page.before.text), _LINE.findall(page.after.text)
    shown = " ".join(page.address.split())
    lines = difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _name(address: str) -> str:
    """A file's name for an address: readable, of safe letters only, and its own."""
    plain = _UNSAFE.sub("-", address).strip("-.")[-_LONGEST:] or "page"
    if plain == address:
        return plain
    return f"{plain}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"

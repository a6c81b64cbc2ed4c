"""How languages are written: what must be known of them before their words are read."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KANA = range(0x3040, 0x3100)


@cache
def _data() -> dict[str, dict[str, list[str]] | list[str]]:
    file = resources.files("freshlint.language") / "lexicons" / "languages.yaml"
    data: dict[str, dict[str, list[str]] | list[str]] = yaml.load(file.read_bytes(), Loader=_LOADER)
    return data


def _unspaced() -> dict[str, list[str]]:
    scripts = _data()["unspaced"]
    return scripts if isinstance(scripts, dict) else {}


def joiners() -> tuple[str, ...]:
    """The words of all languages that stand between the names of a list, longest first."""
    return tuple(sorted(_data()["joiners"], key=len, reverse=True))


def ranges() -> tuple[str, ...]:
    """The words of all languages behind a name that make it the end of a range, longest first."""
    return tuple(sorted(_data()["ranges"], key=len, reverse=True))


def is_unspaced_language(code: str) -> bool:
    """Whether a language writes no spaces between its words."""
    return code in _unspaced()


def kana_in(text: str) -> int:
    """How many kana a text holds."""
    return sum(ord(char) in _KANA for char in text)


def written_with(kana: bool) -> str:
    """The language of Han letters with or without kana among them."""
    return next(code for code, scripts in _unspaced().items() if ("kana" in scripts) == kana)

"""What a page's address says of it: its section, its language, and the page that it is a translation of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

TOP = "(top)"

# ISO 639-1 codes of languages in which documentation is often translated; other short words are no language.
_LANGUAGES = frozenset(
    (
        *(
            "ar",
            "bg",
            "bn",
            "ca",
            "cs",
            "da",
            "de",
            "el",
            "en",
            "es",
            "et",
            "fa",
            "fi",
            "fr",
            "he",
            "hi",
            "hr",
        ),
        *(
            "hu",
            "id",
            "it",
            "ja",
            "ko",
            "lt",
            "lv",
            "ms",
            "nb",
            "nl",
            "no",
            "pl",
            "pt",
            "ro",
            "ru",
            "sk",
            "sl",
        ),
        *("sr", "sv", "ta", "te", "th", "tr", "uk", "ur", "vi", "zh"),
    )
)
_CODE = re.compile(r"([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?", re.I)
_SUFFIX = re.compile(r"^(?P<stem>.+)\.(?P<code>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)(?P<form>\.[a-z]+)$")


class Place(NamedTuple):
    """Where a page belongs.

    section   the first folder, or the host and first folder of a URL, without a language's folder
    language  as the address names it, in lower case; "" where it names none
    group     the same for a page and its translations
    """

    section: str
    language: str
    group: str


@lru_cache(maxsize=65536)
def place_of(address: str) -> Place:
    """The place of an address: a path with `/`, or a URL."""
    host, path = "", address
    if "://" in address:
        parts = urlsplit(address)
        host, path = parts.netloc, parts.path.strip("/")
    folders = path.split("/")
    *folders, name = folders
    language = ""
    # A language's folder stands near the top; further down, `it` is a word.
    for index, folder in enumerate(folders[:3]):
        if _language(folder):
            language = _language(folder)
            del folders[index]
            break
    suffix = _SUFFIX.match(name)
    if not language and suffix and _language(suffix["code"]):
        language = _language(suffix["code"])
        name = f"{suffix['stem']}{suffix['form']}"
    section = "/".join([*([host] if host else []), *folders[:1]]) or TOP
    return Place(section, language, "/".join([host, *folders, name]))


def _language(word: str) -> str:
    found = _CODE.fullmatch(word)
    return word.lower().replace("_", "-") if found and found[1].lower() in _LANGUAGES else ""

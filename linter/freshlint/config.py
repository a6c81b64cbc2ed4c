"""The configuration: `freshlint.toml` or `[tool.freshlint]` in pyproject.toml, the nearest upwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from freshlint.errors import SetupError
from freshlint.paths import shown

FILE = "freshlint.toml"
PYPROJECT = "pyproject.toml"
# What may stand beside it.
LOCK = "freshlint.lock"
BASELINE = "freshlint-baseline.json"

SeverityName = Literal["notice", "warning", "error"]
ConfidenceName = Literal["low", "medium", "high"]
CitationStyle = Literal["inline", "cite", "footnote"]
RoleName = Literal[
    "title", "description", "excerpt", "answer", "faq", "first-screen", "body", "code", "changelog"
]
Days = Annotated[str, Meta(pattern=r"^[0-9]{1,4}d$", description="a number of days, such as 30d")]


class ConfigError(SetupError):
    """The configuration cannot be used; the message names file, line and what to write instead."""


class Pinned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A facts file that is fetched, and the digest of the bytes that count: other bytes are refused."""

    url: Annotated[str, Meta(pattern=r"^https?://[^\s/]+\S*$", description="an address: `https://...`")]
    digest: Annotated[
        str, Meta(pattern=r"^sha256:[0-9a-f]{64}$", description="as `freshlint facts pin` prints it")
    ]


class OverrideTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other severities, where both apply: pages that a gitignore pattern matches, places of these roles."""

    severity: dict[str, SeverityName]
    paths: tuple[str, ...] = ()
    roles: tuple[RoleName, ...] = ()


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a project has set; a field that is absent in the file has its default here.

    paths           what to check where the command line names nothing, relative to the file's folder
    exclude         gitignore patterns of what folders leave out
    select, ignore  rule ids that run, and those of them that do not; None selects all
    facts           facts files, each overriding those before it; the shipped ones come first. A table
                    {url, digest} names one that is fetched
    archive         gitignore patterns of pages that are history, not advice
    as_of           the day for which facts are asked; None is today
    horizon         how far ahead the rule `horizon` looks, in days: "30d"
    severity        severities by rule id, in place of the rule's own
    overrides       severities for some pages and places; the last that applies wins
    """

    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    facts: tuple[str | Pinned, ...] = ()
    shipped_facts: bool = True
    packs: tuple[str, ...] = ()
    as_of: date | None = None
    archive: tuple[str, ...] = ()
    min_confidence: ConfidenceName = "medium"
    fail_on: SeverityName = "warning"
    code_citations: bool = True
    citation_style: CitationStyle = "inline"
    horizon: Days = "0d"
    severity: dict[str, SeverityName] = msgspec.field(default_factory=dict)
    overrides: tuple[OverrideTable, ...] = ()


KEYS = tuple(field.encode_name for field in msgspec.structs.fields(Config))


class ConfigFile(msgspec.Struct, frozen=True):
    """A configuration and where it stands. `file` is None for the defaults; `text` is the file's own.

    isolated  nothing that stands beside it counts: no lock, no baseline
    """

    config: Config
    folder: Path
    file: Path | None = None
    text: str = ""
    isolated: bool = False

    def check_rules(self, known: Iterable[str]) -> None:
        """Refuse rule ids that no loaded pack has. Raises ConfigError."""
        rules = sorted(known)
        named = {"select": self.config.select or (), "ignore": self.config.ignore}
        named["severity"] = tuple(self.config.severity)
        named["overrides"] = tuple(rule for table in self.config.overrides for rule in table.severity)
        for key, ids in named.items():
            for rule in ids:
                if rule not in rules:
                    raise self.mistake(f"unknown rule {rule!r} in `{key}`{nearest(rule, rules)}", rule)

    def mistake(self, message: str, word: str) -> ConfigError:
        """The error to raise about a word of the file."""
        line = _line_of_text(self.text, word)
        return ConfigError(f"{shown(self.file)}:{line}: {message}" if self.file else message)


def nearest(word: str, known: Iterable[str]) -> str:
    """ ": did you mean X?", or what there is where nothing is near."""
    import difflib

    words = sorted(known)
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f": did you mean {close[0]!r}?" if close else f" (known: {', '.join(words)})"


def find(start: Path) -> ConfigFile:
    """The nearest configuration from a folder upwards, else the defaults. Raises ConfigError."""
    for folder in (start, *start.parents):
        if found := read_here(folder):
            return found
    return ConfigFile(Config(), start)


def read_here(folder: Path) -> ConfigFile | None:
    """The configuration that stands in a folder; None where there is none. Raises ConfigError."""
    if (folder / FILE).is_file():
        return read(folder / FILE)
    if (folder / PYPROJECT).is_file() and "[tool.freshlint" in _text(folder / PYPROJECT):
        return read(folder / PYPROJECT)
    return None


def read(file: Path) -> ConfigFile:
    """The configuration of one file. Raises ConfigError."""
    import tomllib

    text = _text(file)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, end = str(error).partition(" (at ")
        place = re.search(r"line (\d+), column (\d+)", end)
        where = f"{place[1]}:{place[2]}" if place else str(text.count("\n") + 1)
        raise ConfigError(f"{shown(file)}:{where}: not valid TOML: {reason}") from error
    header: tuple[str, ...] = ()
    if file.name == PYPROJECT:
        header = ("tool", "freshlint")
        table = table.get("tool", {}).get("freshlint", {})
    return ConfigFile(_convert(table, file, text, header), file.absolute().parent, file, text)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not valid UTF-8"
        raise ConfigError(f"{shown(file)}: cannot be read: {reason}") from error


def _convert(table: Any, file: Path, text: str, header: Sequence[str]) -> Config:
    if not isinstance(table, dict):
        raise ConfigError(
            f"{shown(file)}:{_line_of_text(text, 'freshlint')}: [tool.freshlint] must be a table"
        )
    for key in table:
        if key not in KEYS:
            line = _line_of_key(text, header, key)
            raise ConfigError(f"{shown(file)}:{line}: unknown key {key!r}{nearest(key, KEYS)}")
    for key, value in table.items():
        try:
            msgspec.convert({key: value}, Config)
        except msgspec.ValidationError as error:
            line = _line_of_key(text, header, key)
            raise ConfigError(f"{shown(file)}:{line}: `{key}`: {_reason(error)}") from error
    return msgspec.convert(table, Config)


def _reason(error: msgspec.ValidationError) -> str:
    return str(error).split(" - at ")[0].replace("`", "")


def _line_of_key(text: str, header: Sequence[str], key: str) -> int:
    """The line of a key of a table, which may be written as `key =`, `table.key =` or `[table.key]`."""
    inside = not header
    wanted = ".".join((*header, key))
    for number, line in enumerate(text.splitlines(), 1):
        table = re.match(r"\s*\[+([^\]]*)\]", line)
        if table:
            name = re.sub(r"[\s\"']", "", table[1])
            inside = name == ".".join(header)
            if name == wanted or name.startswith(f"{wanted}."):
                return number
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]", line):
            return number
    return _line_of_text(text, key)


def _line_of_text(text: str, word: str) -> int:
    """The first line that holds a word by itself; 1 where the file writes it in another way."""
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return next((number for number, line in enumerate(text.splitlines(), 1) if whole.search(line)), 1)

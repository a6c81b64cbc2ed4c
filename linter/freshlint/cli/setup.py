"""From configuration and options to what a run needs: packs, facts, rules, settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from freshlint import config
from freshlint.cli.exit import fail
from freshlint.config import Config, ConfigError, ConfigFile, nearest
from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import LoadedFile, load_all
from freshlint.facts.view import FactsView, build_view
from freshlint.packs import Pack, PackError, load_packs
from freshlint.suppression import RULE as UNUSED_SUPPRESSION

# Ids of findings that no rule module owns.
ENGINE_RULES = ("premature", UNUSED_SUPPRESSION)


def configuration(file: Path | None, isolated: bool) -> ConfigFile:
    """The configuration named, or the nearest, or the defaults where none is wanted."""
    try:
        if isolated:
            return ConfigFile(Config(), Path.cwd())
        return config.read(file) if file else config.find(Path.cwd())
    except ConfigError as error:
        fail(str(error))


def today() -> date:
    """The day for which facts are asked where nothing else is said: the date in UTC."""
    return datetime.now(UTC).date()


def packs(settings: ConfigFile) -> tuple[Pack, ...]:
    """The shipped pack and those that are configured."""
    try:
        return load_packs(settings.config.packs)
    except PackError as error:
        fail(str(error))


def facts_files(settings: ConfigFile, named: Sequence[Path]) -> list[Path]:
    """The configured facts files, then those of the command line: the later overrides."""
    return [*(settings.folder / name for name in settings.config.facts), *named]


def facts(
    packs: Iterable[Pack], paths: Iterable[tuple[str, Path]], shipped: bool, as_of: date
) -> tuple[list[LoadedFile], FactsView]:
    """The facts of the packs (unless `shipped` is off) and of files, as (label, path)."""
    found = [file for pack in packs if shipped for file in pack.facts]
    for label, path in paths:
        try:
            found.append((label, path.read_bytes()))
        except OSError as error:
            fail(f"{label}: facts file cannot be read: {error.strerror or error}")
    try:
        files = load_all(found)
        return files, build_view(files, as_of)
    except FactsErrors as error:
        fail(f"facts cannot be used\n{error}")


def rule_ids(packs: Iterable[Pack]) -> list[str]:
    """Every rule id that can be selected."""
    return sorted({*(rule.id for pack in packs for rule in pack.rules), *ENGINE_RULES})


def selected(known: Sequence[str], select: Sequence[str] | None, ignore: Sequence[str]) -> frozenset[str]:
    """The rules that run: all, or those selected, without those ignored."""
    for option, ids in (("--select", select or ()), ("--ignore", ignore)):
        for rule in ids:
            if rule not in known:
                fail(f"{option}: unknown rule {rule!r}{nearest(rule, known)}")
    return frozenset(known if select is None else select) - frozenset(ignore)


def split(values: Iterable[str]) -> tuple[str, ...]:
    """Rule ids given once, several times, or separated by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())

"""From a configuration and what a caller asks to a run: packs, facts, rules, settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freshlint import config, project
from freshlint.basis import Basis
from freshlint.config import Config, ConfigFile, nearest
from freshlint.discovery import Found, Ignores, PatternError, discover
from freshlint.errors import SetupError
from freshlint.facts.digest import digest
from freshlint.finding import HORIZON
from freshlint.grounds import Grounds
from freshlint.keep import Keep
from freshlint.packs import PackFacts, load_packs, packs_facts
from freshlint.paths import place
from freshlint.project import facts_files
from freshlint.report.model import FactsFile
from freshlint.run import Fixing, Run
from freshlint.storage import Disk

if TYPE_CHECKING:
    from freshlint.facts.load import LoadedFile
    from freshlint.facts.view import FactsView
    from freshlint.lock import Lock
    from freshlint.overrides import Override
    from freshlint.packs import Pack


@dataclass(frozen=True)
class Asked:
    """What a caller asks beside the configuration; what is None or empty is left to it.

    facts   facts files on top of those configured; the later overrides
    select  rule ids that run, in place of the configured ones
    ignore  rule ids that do not run, beside the configured ones
    as_of   the day for which facts are asked
    accepted  leave out what the project's baseline holds
    locked  ask for the facts of the project's lock, as of its day
    horizon  how many days ahead to look
    given   facts files as (label, bytes): in place of the one of that label, else on top of all
    """

    facts: tuple[Path, ...] = ()
    shipped_facts: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    as_of: date | None = None
    min_confidence: str | None = None
    accepted: bool = False
    locked: bool = True
    horizon: int | None = None
    given: tuple[tuple[str, bytes], ...] = ()


def prepare(
    settings: ConfigFile,
    asked: Asked,
    fixing: Fixing | None = None,
    keep: Keep | None = None,
    jobs: int = 1,
) -> Run:
    """The run that a configuration and a caller describe. Raises SetupError.

    `keep` is where what is compiled, and reports of pages, are kept from run to run; `jobs` is how many
    processes may share the pages.
    """
    lock = project.lock(settings) if asked.locked else None
    judging = grounds(settings, asked, lock, keep)
    judged_by = basis(settings, asked, judging, lock)
    return Run(
        basis=judged_by,
        grounds=judging,
        facts=[FactsFile(path, digest(data)) for path, data in judged_by.facts],
        archive=patterns(settings, "archive", settings.config.archive),
        storage=Disk(Path.cwd()),
        fixing=fixing,
        baseline=project.baseline(settings) if asked.accepted else None,
        remarks=_remarks(lock, settings, _brought(settings, asked)) if lock else (),
        jobs=jobs,
        overrides=_overrides(settings) if settings.config.overrides else (),
    )


def grounds(
    settings: ConfigFile, asked: Asked, lock: Lock | None = None, keep: Keep | None = None
) -> Grounds:
    """The facts files and packs that a configuration, a caller and a lock name. Raises SetupError."""
    packs_asked = _brought(settings, asked)
    brought = lock.brought(packs_asked) if lock else [file for pack in packs_asked for file in pack.facts]
    files = dict(_facts_bytes(settings, asked.facts, brought, lock)) | dict(asked.given)
    return Grounds(tuple(files.items()), settings.config.packs, keep)


def basis(settings: ConfigFile, asked: Asked, judging: Grounds, lock: Lock | None = None) -> Basis:
    """What a configuration, a caller and a lock want pages judged by. Raises SetupError."""
    configured = settings.config
    known = judging.outline.rules
    settings.check_rules(known)
    day = lock.as_of if lock else configured.as_of
    ignored = (*asked.ignore, *configured.ignore)
    named = asked.select or configured.select
    horizon = int(configured.horizon.removesuffix("d")) if asked.horizon is None else asked.horizon
    if not horizon and HORIZON in (named or ()):
        raise SetupError(f"rule {HORIZON!r} looks no day ahead: give --horizon 30d, or set `horizon`")
    # Where nothing is looked for ahead, no suppression of it can be called unused.
    idle = frozenset() if horizon else {HORIZON}
    return Basis(
        as_of=asked.as_of or day or today(),
        facts=judging.facts,
        select=tuple(sorted(selected(known, named, ignored) - idle)),
        packs=configured.packs,
        min_confidence=asked.min_confidence or configured.min_confidence,
        citation_in_code=configured.code_citations,
        citation_style=configured.citation_style,
        severities=tuple(sorted(configured.severity.items())),
        horizon=horizon,
    )


def _overrides(settings: ConfigFile) -> list[Override]:
    from freshlint.finding import Severity
    from freshlint.overrides import Override

    return [
        Override(
            {rule: Severity[name.upper()] for rule, name in table.severity.items()},
            patterns(settings, "overrides", table.paths) if table.paths else None,
            frozenset(table.roles),
        )
        for table in settings.config.overrides
    ]


def _brought(settings: ConfigFile, asked: Asked) -> Sequence[PackFacts]:
    """The packs whose facts count."""
    counts = asked.shipped_facts and settings.config.shipped_facts
    return packs_facts(settings.config.packs) if counts else ()


def _remarks(lock: Lock, settings: ConfigFile, brought: Sequence[PackFacts]) -> list[str]:
    return lock.remarks(brought, [(file.name, file.read()) for file in facts_files(settings) if file.own])


def configuration(file: Path | None, isolated: bool = False) -> ConfigFile:
    """The configuration named, or the nearest, or the defaults where none is wanted. Raises SetupError."""
    if isolated:
        return ConfigFile(Config(), Path.cwd(), isolated=True)
    return config.read(file) if file else config.find(Path.cwd())


def configuration_of(path: Path) -> ConfigFile:
    """The configuration nearest to a file or folder, else the defaults. Raises SetupError."""
    where = place(path)
    return config.find(where if where.is_dir() else where.parent)


def today() -> date:
    """The day for which facts are asked where nothing else is said: the date in UTC."""
    return datetime.now(UTC).date()


def packs(settings: ConfigFile) -> tuple[Pack, ...]:
    """The shipped pack and those that are configured. Raises SetupError."""
    return load_packs(settings.config.packs)


def facts(
    settings: ConfigFile, named: Sequence[Path], brought: Iterable[tuple[str, bytes]], as_of: date
) -> tuple[list[LoadedFile], FactsView]:
    """The facts that packs bring, as (label, bytes), those configured and those named: the later overrides.

    `shipped-facts = false` leaves out what packs bring. Raises SetupError.
    """
    from freshlint.facts.errors import FactsErrors
    from freshlint.facts.load import load_all
    from freshlint.facts.merge import build_view

    try:
        loaded = load_all(_facts_bytes(settings, named, brought))
        return loaded, build_view(loaded, as_of)
    except FactsErrors as error:
        raise SetupError(f"facts cannot be used\n{error}") from error


def _facts_bytes(
    settings: ConfigFile,
    named: Sequence[Path],
    brought: Iterable[tuple[str, bytes]],
    lock: Lock | None = None,
) -> list[tuple[str, bytes]]:
    found = list(brought) if settings.config.shipped_facts else []
    for file in facts_files(settings, named):
        locked = lock.text(file.name) if lock else None
        found.append((file.label, file.read() if locked is None else locked))
    return found


def files(settings: ConfigFile, paths: Sequence[Path]) -> Found:
    """The files below the paths; without any, below what the configuration names, else the working directory.

    Raises SetupError.
    """
    configured = [settings.folder / name for name in settings.config.paths] or [Path()]
    return discover(paths or configured, exclude(settings))


def patterns(settings: ConfigFile, key: str, written: tuple[str, ...]) -> Ignores:
    """The gitignore patterns of a key of the configuration. Raises SetupError."""
    try:
        return Ignores(settings.folder, written)
    except PatternError as error:
        raise settings.mistake(f"`{key}`: {error}", key) from error


def exclude(settings: ConfigFile) -> Ignores:
    """What folders leave out. Raises SetupError."""
    return patterns(settings, "exclude", settings.config.exclude)


def selected(known: Sequence[str], select: Sequence[str] | None, ignore: Sequence[str]) -> frozenset[str]:
    """The rules that run: all, or those selected, without those ignored. Raises SetupError."""
    for option, ids in (("select", select or ()), ("ignore", ignore)):
        for rule in ids:
            if rule not in known:
                raise SetupError(f"{option}: unknown rule {rule!r}{nearest(rule, known)}")
    return frozenset(known if select is None else select) - frozenset(ignore)

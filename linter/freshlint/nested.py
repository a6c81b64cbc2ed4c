"""Configurations inside of configurations: in a monorepo each part is judged by the one nearest to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from freshlint import config, setup
from freshlint.config import ConfigFile
from freshlint.discovery import Found
from freshlint.errors import SetupError
from freshlint.paths import place, shown
from freshlint.report.model import PageReport, RunReport
from freshlint.run import Run


def parts(settings: ConfigFile, found: Found, named: Sequence[Path] = ()) -> list[tuple[ConfigFile, Found]]:
    """The files by the configuration that judges them, the run's own first. Raises SetupError.

    A configuration in a folder below counts for all that lies there, alone: it takes nothing over. Of what a
    folder holds it leaves out what it excludes; a file that is `named` is always taken.
    """
    if settings.isolated:
        return [(settings, found)]
    nearest: dict[Path, ConfigFile] = {place(settings.folder): settings}
    always = {place(path) for path in named if path.is_file()}
    files: dict[int, list[Path]] = {id(settings): []}
    known = {id(settings): settings}
    for path in found.files:
        where = place(path)
        own = _nearest(where.parent, settings, nearest)
        known[id(own)] = own
        if own is settings or where in always or not setup.exclude(own).matches(where):
            files.setdefault(id(own), []).append(path)
    rest = replace(found, files=())
    return [
        (known[key], replace(found if own is settings else rest, files=tuple(files[key])))
        for key, own in known.items()
        if key in files
    ]


def check(runs: Sequence[tuple[ConfigFile, Run, Found]]) -> RunReport:
    """One report of several runs, pages in the order of their paths. Raises SetupError where their days differ."""
    first = runs[0][1].basis.as_of
    for settings, run, _ in runs[1:]:
        day = run.basis.as_of
        if day != first:
            where = shown(settings.file) if settings.file else shown(settings.folder)
            raise SetupError(
                f"{where} asks for facts as of {day}, and this run for those of {first}: "
                "name the day with --as-of, or check that folder by itself"
            )
    reports = [run.check(found) for _, run, found in runs]
    return reports[0] if len(reports) == 1 else _merged(reports)


def _nearest(folder: Path, settings: ConfigFile, known: dict[Path, ConfigFile]) -> ConfigFile:
    """The configuration of a folder; those outside of the run's own folder are judged by the run's."""
    if folder not in known:
        inside = folder.is_relative_to(place(settings.folder))
        own = config.read_here(folder) if inside else settings
        known[folder] = own or _nearest(folder.parent, settings, known)
    return known[folder]


def _merged(reports: Sequence[RunReport]) -> RunReport:
    first = reports[0]
    pages: Mapping[str, PageReport] = {page.source.path: page for report in reports for page in report.pages}
    return replace(
        first,
        facts=tuple(dict.fromkeys(file for report in reports for file in report.facts)),
        pages=tuple(pages[path] for path in sorted(pages)),
        errors=tuple(dict.fromkeys(error for report in reports for error in report.errors)),
        warnings=tuple(dict.fromkeys(warning for report in reports for warning in report.warnings)),
        entities=max(report.entities for report in reports),
        files=sum(report.files for report in reports),
    )

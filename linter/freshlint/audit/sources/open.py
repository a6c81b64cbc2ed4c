"""From what a person names to a source: its kind is told by its name, and by what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from freshlint.audit.sources import git, json_lines, parquet, warc, wordpress
from freshlint.audit.sources.files import file_parts
from freshlint.audit.sources.kinds import AnyPart
from freshlint.audit.sources.opening import is_remote, listed
from freshlint.audit.sources.web import PATIENCE, UrlEntry, fetcher, url_parts
from freshlint.discovery import Ignores, discover
from freshlint.errors import SetupError


class NoSourceError(SetupError):
    """What was named is no source that can be read; the message says why."""


@dataclass(frozen=True)
class AuditSource:
    """Many pages, in parts.

    identity  names the source exactly as it is read (a commit, not a branch)
    series    names it at any time
    parts     lists it; called once a run
    patience  seconds that reading a page may take, beside its check
    alone     one process at a time may read it: a site is not to be asked from several sides
    folder    the folder whose paths the addresses are, in a git repository
    commit    what fixes are committed on; None where there is no repository
    committed the pages as that commit has them
    """

    identity: str
    series: str
    parts: Callable[[], Iterable[AnyPart]]
    patience: float = 0.0
    alone: bool = False
    folder: Path | None = None
    commit: str | None = None
    committed: Callable[[], Iterable[AnyPart]] = tuple


@dataclass(frozen=True)
class Wanted:
    """What a command line says about a source."""

    revision: str | None = None
    pause: float = 1.0
    private: bool = False
    tell: Callable[[str], None] = print


def open_source(named: str, wanted: Wanted, exclude: Ignores, archive: Ignores) -> AuditSource:
    """The source of a name. Raises NoSourceError."""
    if urlsplit(named).scheme in ("http", "https"):
        return _site(named, wanted)
    path = Path(named)
    if not is_remote(named) and not path.exists():
        raise NoSourceError(f"{named}: no such file or folder")
    if wanted.revision is not None:
        return _revision(path, wanted.revision, exclude, archive)
    for endings, parts in _KINDS:
        if named.lower().endswith(endings) or _holds(named, endings):
            return _files(named, endings, parts)
    if path.is_file() and path.suffix.lower() == ".txt" and not path.name.lower().startswith("llms"):
        return _list(path, wanted)
    if path.is_file() and path.suffix.lower() == ".xml":
        return _export(path)
    if is_remote(named):
        raise NoSourceError(f"{named}: no {_ends()} there; other sources must lie on this machine")
    return _folder(path, exclude, archive)


def _line_parts(files: list[tuple[str, int]]) -> Iterator[AnyPart]:
    for file, size in files:
        changed = 0 if is_remote(file) else Path(file).stat().st_mtime_ns
        yield from json_lines.line_parts(file, size, changed)


_KINDS: tuple[tuple[tuple[str, ...], Callable[[list[tuple[str, int]]], Iterable[AnyPart]]], ...] = (
    (warc.ENDINGS, warc.warc_parts),
    (json_lines.ENDINGS, _line_parts),
    (parquet.ENDINGS, parquet.parquet_parts),
)


def _ends() -> str:
    return ", ".join(ending for endings, _ in _KINDS for ending in endings)


def _holds(named: str, endings: tuple[str, ...]) -> bool:
    """Whether a folder holds such files, at its top or, on another machine, anywhere."""
    if is_remote(named):
        return bool(listed(named, endings))
    path = Path(named)
    return path.is_dir() and any(each.name.lower().endswith(endings) for each in path.iterdir())


def _files(
    named: str, endings: tuple[str, ...], parts: Callable[[list[tuple[str, int]]], Iterable[AnyPart]]
) -> AuditSource:
    series = f"pages in {named if is_remote(named) else Path(named).resolve().as_posix()}"

    def listing() -> Iterator[AnyPart]:
        try:
            yield from parts(listed(named, endings))
        except (OSError, ValueError) as error:
            raise NoSourceError(f"{named}: cannot be read: {error}") from error

    return AuditSource(series, series, listing)


def _folder(path: Path, exclude: Ignores, archive: Ignores) -> AuditSource:
    series = f"folder {path.resolve().as_posix()}"
    folder = path if path.is_dir() else path.parent

    def parts() -> Iterable[AnyPart]:
        try:
            changes = git.last_changes(folder, "HEAD")
        except git.GitError:
            # No repository, or one without a commit: files tell by their own dates.
            changes = None
        return file_parts(path, discover([path], exclude), archive, changes)

    try:
        commit = git.resolve(folder, "HEAD")
    except git.GitError:
        return AuditSource(series, series, parts)
    committed = partial(git.git_parts, folder, commit, exclude, archive, {})
    return AuditSource(series, series, parts, folder=folder, commit=commit, committed=committed)


def _revision(path: Path, revision: str, exclude: Ignores, archive: Ignores) -> AuditSource:
    if not path.is_dir():
        raise NoSourceError(f"{path}: --revision needs a folder of a git repository")
    try:
        commit = git.resolve(path, revision)
    except git.GitError as error:
        raise NoSourceError(f"{path} at {revision}: {error}") from error
    series = f"git {path.resolve().as_posix()}"

    def parts() -> Iterator[AnyPart]:
        try:
            yield from git.git_parts(path, commit, exclude, archive, git.last_changes(path, commit))
        except git.GitError as error:
            raise NoSourceError(f"{path} at {revision}: {error}") from error

    return AuditSource(f"{series} {commit}", series, parts, folder=path, commit=commit, committed=parts)


def _export(path: Path) -> AuditSource:
    if not wordpress.is_export(str(path)):
        raise NoSourceError(f"{path}: an XML file, but no WordPress export (WXR)")
    series = f"export {path.resolve().as_posix()}"
    return AuditSource(series, series, lambda: wordpress.post_parts(str(path.absolute())))


def _list(path: Path, wanted: Wanted) -> AuditSource:
    from freshlint.audit.sources.sitemap import listed_urls

    try:
        urls = listed_urls(path)
    except (OSError, UnicodeDecodeError) as error:
        raise NoSourceError(f"{path}: cannot be read: {error}") from error
    return _web(f"addresses in {path.resolve().as_posix()}", lambda: urls, wanted)


def _site(url: str, wanted: Wanted) -> AuditSource:
    from freshlint.audit.sources.sitemap import SitemapError, sitemap_urls

    def urls() -> list[UrlEntry]:
        try:
            found, failures = sitemap_urls(url, fetcher(wanted.pause, wanted.private))
        except SitemapError as error:
            hint = "name its sitemap, or a file of addresses"
            raise NoSourceError(f"{url}: no sitemap can be read ({error}): {hint}") from error
        for failure in failures:
            wanted.tell(f"sitemap not read: {failure}")
        return found

    return _web(f"site {url}", urls, wanted)


def _web(series: str, urls: Callable[[], list[UrlEntry]], wanted: Wanted) -> AuditSource:
    return AuditSource(
        series,
        series,
        lambda: url_parts(urls(), wanted.pause, wanted.private),
        patience=PATIENCE,
        alone=True,
    )

"""What all files of a run claim, taken by as many processes as are worth starting; and what contradicts what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from freshlint.basis import Basis
from freshlint.confidence import Confidence
from freshlint.discovery import Ignores
from freshlint.finding import Severity
from freshlint.grounds import Grounds
from freshlint.guard import Guard
from freshlint.inventory import Inventory, inventory
from freshlint.keep import Keep
from freshlint.limit import PAGE, within
from freshlint.packs import Pack
from freshlint.paths import place, shown
from freshlint.processors import collect_seldom
from freshlint.report.model import Message
from freshlint.rule import Contradiction, CorpusRule
from freshlint.run import Run, mishap
from freshlint.source import Source
from freshlint.statement import Stated
from freshlint.storage import Disk

# So many bytes are read sooner than a process has started.
_LITTLE = 1_000_000
_ENDED = "the process that read it ended: the page made it crash, or took all memory"


class Contradicted(NamedTuple):
    """A contradiction and the rule that found it. It is as sure as the less certain of the two statements."""

    rule: CorpusRule
    found: Contradiction
    severity: Severity

    @property
    def confidence(self) -> Confidence:
        """How sure it is."""
        return min(_sure(self.found.stated), _sure(self.found.other))


class Compared(NamedTuple):
    """What was found on all pages together; `failures` are what rules did wrong."""

    found: list[Contradicted]
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Stock:
    """The claims of some files, in the order of the files, and what could not be read or judged."""

    stated: tuple[Stated, ...]
    errors: tuple[Message, ...]


def take_stock(run: Run, files: Sequence[Path]) -> Stock:
    """The claims of all files."""
    stated: list[Stated] = []
    errors: list[Message] = []
    taken = dict(_taken(run, files))
    for path in files:
        found = taken.pop(path)
        if isinstance(found, Message):
            errors.append(found)
        else:
            stated += (Stated(shown(path), said) for said in found.statements)
            errors += found.failures
    return Stock(tuple(stated), tuple(errors))


def contradictions(stated: Callable[[], Iterable[Stated]], packs: Sequence[Pack], basis: Basis) -> Compared:
    """What the rules that see all pages find, by page and place; each is given what `stated` gives.

    What is less certain than the basis asks for, and what a comment silences, speaks against nothing.
    """
    rules = [rule for pack in packs for rule in pack.rules if isinstance(rule, CorpusRule)]
    guard = Guard(frozenset(rule.id for pack in packs for rule in pack.rules))
    named = dict(basis.severities)
    least = Confidence[basis.min_confidence.upper()]
    found = [
        Contradicted(rule, each, Severity[named[rule.id].upper()] if rule.id in named else rule.severity)
        for rule in rules
        if rule.id in basis.select
        for each in guard.compared(rule, _heard(stated(), rule, least))
    ]
    found.sort(key=lambda each: (each.found.stated.path, each.found.stated.said.offset))
    return Compared(found, tuple(str(failure) for failure in guard.failures))


def _heard(stated: Iterable[Stated], rule: CorpusRule, least: Confidence) -> Iterator[Stated]:
    return (each for each in stated if _sure(each) >= least and rule.id not in each.said.silenced.split(","))


def _sure(stated: Stated) -> Confidence:
    return Confidence[stated.said.confidence.upper()]


def _taken(run: Run, files: Sequence[Path]) -> Iterator[tuple[Path, Inventory | Message]]:
    sizes = [(path, _size(path)) for path in files]
    if run.jobs == 1 or sum(size for _, size in sizes) < _LITTLE:
        yield from ((path, _read(run, path)) for path in files)
        return
    from freshlint.pool import Start, in_processes

    work = Start(_begin, (run.basis, run.grounds.keep, run.archive))
    for path, found in in_processes(work, _look, sizes, min(run.jobs, len(files))):
        yield path, Message(_ENDED, shown(path)) if found is None else found


def _read(run: Run, path: Path) -> Inventory | Message:
    try:
        source = Source.decode(shown(path), run.storage.read(path))
        if not run.grounds.outline.screen.passes(source.text):
            return Inventory((), ())
        archive = run.archive.matches(place(path))
        with within(PAGE):
            return inventory(run.checker.check(source, archive), run.checker.knowledge, archive)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 (a parser's panic derives from BaseException)
        return Message(mishap(error), shown(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # what is wrong with it is said when it is read


_runs: list[Run] = []


def _begin(basis: Basis, keep: Keep, archive: Ignores) -> None:
    """Make this process ready; what it checks by is made once."""
    grounds = Grounds(basis.facts, basis.packs, keep)
    _runs[:] = [Run(basis, grounds, (), archive, Disk(Path.cwd()))]
    collect_seldom()


def _look(path: Path) -> Inventory | Message:
    (run,) = _runs
    return _read(run, path)

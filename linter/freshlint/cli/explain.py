"""`freshlint explain FILE:LINE`: why there is a finding, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from freshlint import setup
from freshlint.cli import options as groups
from freshlint.cli.exit import fail
from freshlint.paths import place, shown
from freshlint.report.escape import printable
from freshlint.source import Source, SourceError

if TYPE_CHECKING:
    from freshlint.claim import Time
    from freshlint.explain import Explained, Explanation
    from freshlint.facts.fact import Fact
    from freshlint.finding import Finding

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::\d+)?:?")


@click.command()
@click.argument("place", metavar="FILE:LINE")
@groups.facts_options
@groups.lock_options
@groups.rule_options
@groups.config_options
def explain(place: str, **options: Any) -> None:
    """Say why a line has a finding, or why it has none.

    For each claim on the line: what is said of which thing, how the author means it, when it holds, what the facts
    say, and what became of it. FILE:LINE is as reports write it; a column behind it is passed over.
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        fail(f"{place!r} is no place: write the file and the line, as in docs/pricing.md:3")
    click.echo("\n".join(_told(Path(found["file"]), int(found["line"]), options)))


def _told(path: Path, line: int, options: dict[str, Any]) -> Iterator[str]:
    from freshlint.explain import explain as explained

    settings = setup.configuration(options["config_path"], options["isolated"])
    asked = groups.asked({**options, "no_baseline": False})
    run = setup.prepare(settings, asked)
    source = _source(path)
    if not 1 <= line <= len(source.line_starts):
        fail(f"{shown(path)} has {len(source.line_starts)} lines, and no line {line}")
    report = run.check_text(path, source)
    explanation = explained(run.checker, report, source, line, run.archive.matches(place(path)))
    yield f"{printable(shown(path))}:{line}, as of {run.checker.knowledge.view.as_of}"
    yield f"  | {printable(source.line(line))}"
    yield from _surroundings(explanation)
    for each in explanation.claims:
        yield ""
        yield from _claim(each)
    for finding in explanation.others:
        yield ""
        yield from _other(finding)
    yield from (f"error: {printable(str(failure))}" for failure in report.failures)


def _source(path: Path) -> Source:
    try:
        return Source.decode(shown(path), path.read_bytes())
    except OSError as error:
        fail(f"{shown(path)}: cannot be read: {error.strerror or error}")
    except SourceError as error:
        fail(f"{shown(path)}: {error}")


def _surroundings(explanation: Explanation) -> Iterator[str]:
    if not explanation.blocks:
        yield "no text is read on this line"
        return
    read = dict.fromkeys(f"{block.kind} ({block.role})" for block in explanation.blocks)
    yield f"read as: {', '.join(read)}; language: {explanation.language}"
    named = dict.fromkeys(f"{entity} ({printable(words)!r})" for entity, words in explanation.named)
    yield f"names: {', '.join(named) or 'nothing that the facts know'}"
    if explanation.subject:
        yield f"the page is about: {explanation.subject}"
    if not explanation.claims and not explanation.others:
        what = (
            "no statement that a rule knows is made"
            if named or explanation.subject
            else "so nothing is judged"
        )
        yield f"no claim: {what}"


def _claim(each: Explained) -> Iterator[str]:
    claim = each.claim
    denied = "" if claim.polarity else "not "
    yield f"claim: {claim.entity}: {denied}{claim.predicate.replace('_', ' ')}: {printable(claim.text)!r}"
    yield f"  meant as    {claim.modality}"
    yield f"  holds       {_time(claim.time)}"
    if claim.conditions:
        yield f"  limited to  {printable(', '.join(f'{key} {value}' for key, value in claim.conditions.items()))}"
    yield f"  read with   {claim.confidence.label} confidence{_rule(each)}"
    if each.judgement:
        yield f"  verdict     {each.judgement.verdict}"
        for fact in each.judgement.facts:
            yield f"  fact        {_fact(fact)}"
    label = (
        f" as {each.finding.severity.label}[{each.finding.rule}]"
        if each.outcome == "reported" and each.finding
        else ""
    )
    yield f"  so it is    {each.outcome}{label}{f' ({printable(each.why)})' if each.why else ''}"
    if each.finding:
        yield f"  message     {printable(each.finding.message)}"


def _rule(each: Explained) -> str:
    return f", judged by the rule {each.rule}" if each.rule else ""


def _time(time: Time) -> str:
    day = f", {'as looked at on' if time.stamp else 'on'} {time.day}" if time.day else ""
    return f"{time.tense}{day}"


def _fact(fact: Fact) -> str:
    from freshlint.facts.said import said

    days = [f"{word} {day}" for word, day in (("since", fact.since), ("until", fact.until)) if day]
    seen = [f"verified {fact.verified}" if fact.verified else "never verified"]
    where = f", {printable(fact.citation.url)}" if fact.citation else ""
    return f"{printable(fact.identity)}: {printable(said(fact.value))} ({', '.join([*days, *seen])}{where})"


def _other(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.label}[{finding.rule}]: {printable(finding.message)}"

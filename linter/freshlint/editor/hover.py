"""What is known of the words under the pointer: the claim's fact and its dated source, else the entity's facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from lsprotocol import types

from freshlint.citation import Text
from freshlint.claim import Claim
from freshlint.editor.positions import Places
from freshlint.editor.projects import Checked
from freshlint.facts.fact import Fact
from freshlint.facts.view import FactsView
from freshlint.finding import Finding
from freshlint.guard import Guard
from freshlint.page import Checker
from freshlint.report.facts.markdown import entity_markdown, fact_markdown, markdown
from freshlint.rule import Verdict
from freshlint.source import Span

Placed = TypeVar("Placed", Finding, Claim)

_MOST_FACTS = 5
_VERDICTS = {
    Verdict.FRESH: "The facts bear this out",
    Verdict.UNDECIDED: "The facts do not settle this",
    Verdict.HISTORICAL: "Read as told of another time, or not as a statement",
}


def hover(checked: Checked, position: types.Position, encoding: str) -> types.Hover | None:
    """What to show at a position; None where nothing is known of what stands there."""
    if checked.project is None or checked.report is None:
        return None
    places = Places(checked.source, encoding)
    offset = places.offset(position)
    checker = checked.project.run.checker
    view = checker.knowledge.view
    for finding in _at(offset, checked.report.findings):
        return _shown(places, finding.span, _found(view, finding))
    for claim in _at(offset, checked.report.claims):
        return _shown(places, claim.span, _judged(checker, claim))
    line = checked.source.position(offset).line
    start = checked.source.line_starts[line - 1]
    for mention in checker.knowledge.index.find(checked.source.line(line)):
        span = Span(start + mention.start, start + mention.end)
        if span.start <= offset <= span.end:
            return _shown(places, span, [entity_markdown(view, view.entities[mention.entity])])
    return None


def _at(offset: int, placed: Iterable[Placed]) -> list[Placed]:
    """What stands at an offset, the shortest first."""
    here = [each for each in placed if each.span.start <= offset <= each.span.end]
    return sorted(here, key=lambda each: each.span.end - each.span.start)


def _found(view: FactsView, finding: Finding) -> Iterator[str]:
    yield markdown([Text(finding.message)])
    owners = [entity for entity in view.entities if finding.fact.startswith(f"{entity}/")]
    rows = (fact for entity in owners for fact in view.facts(entity))
    day = finding.stale_from or view.as_of
    yield from _listed(fact for fact in rows if fact.identity == finding.fact and fact.holds(day))
    if finding.fix and finding.fix.advice:
        yield markdown([Text(finding.fix.advice)])


def _judged(checker: Checker, claim: Claim) -> Iterator[str]:
    view = checker.knowledge.view
    rule = checker.knowledge.claim_rules.get(claim.predicate)
    if rule is None or claim.undecided:
        why = f": {claim.undecided}" if claim.undecided else ""
        yield markdown([Text(f"{_VERDICTS[Verdict.UNDECIDED]}{why}")])
        return
    judgement = Guard(checker.knowledge.rule_ids).judged(rule, claim, view)
    if judgement is None:
        yield markdown([Text(f"{_VERDICTS[Verdict.UNDECIDED]}: the rule {rule.id!r} failed")])
        return
    yield _VERDICTS.get(judgement.verdict) or markdown([Text(judgement.message)])
    yield from _listed(judgement.facts or _of_claim(view, claim))


def _of_claim(view: FactsView, claim: Claim) -> Iterator[Fact]:
    """A rule that finds nothing wrong names no fact: the status of what is spoken of is shown."""
    status = view.status(claim.entity)
    if status:
        yield status


def _listed(facts: Iterable[Fact]) -> Iterator[str]:
    rows = [f"- {fact_markdown(fact)}" for fact in facts]
    if rows:
        more = [f"- and {len(rows) - _MOST_FACTS} more"] if len(rows) > _MOST_FACTS else []
        yield "\n".join(rows[:_MOST_FACTS] + more)


def _shown(places: Places, span: Span, parts: Iterable[str]) -> types.Hover:
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(parts))
    return types.Hover(content, places.range(span))

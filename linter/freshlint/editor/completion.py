"""Names of entities while they are typed, and behind a name its values: current snapshot, prices, release day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from freshlint.editor.positions import Places
from freshlint.editor.projects import Checked
from freshlint.facts.fact import Fact, PriceValue, ReplacementValue, SnapshotValue, StatusValue
from freshlint.facts.said import conditions, money
from freshlint.facts.view import FactsView
from freshlint.report.facts.markdown import fact_markdown
from freshlint.report.model import PageReport
from freshlint.source import Span

_WORD = re.compile(r"[$\w][\w.$-]*\Z")
_LEAST = 2


def completions(checked: Checked, position: types.Position, encoding: str) -> list[types.CompletionItem]:
    """What fits at a position: what begins with the word there, and values of the entity named before it."""
    report: PageReport | None = checked.report
    if checked.project is None or report is None:
        return []
    places = Places(checked.source, encoding)
    end = places.offset(position)
    knowledge = checked.project.run.checker.knowledge
    start = checked.source.line_starts[checked.source.position(end).line - 1]
    before = checked.source.text[start:end]
    found = _WORD.search(before)
    word = found[0] if found else ""
    typed = places.range(Span(end - len(word), end))
    named = [mention.entity for mention in knowledge.index.find(before)]
    items = [*_names(knowledge.view, word)] if len(word) >= _LEAST else []
    if named:
        items += _values(knowledge.view, named[-1])
    return [_completed(item, typed, word) for item in items]


def _names(view: FactsView, word: str) -> Iterator[types.CompletionItem]:
    for name, entity in sorted(view.named()):
        if name.casefold().startswith(word.casefold()):
            status = view.status(entity)
            value = status.value if status else None
            detail = value.value if isinstance(value, StatusValue) else "status unknown"
            yield _item(name, detail, status, types.CompletionItemKind.Class)


def _values(view: FactsView, entity: str) -> Iterator[types.CompletionItem]:
    for fact in view.facts(entity):
        if not fact.holds(view.as_of):
            continue
        match fact.value:
            case SnapshotValue(identifier):
                yield _item(identifier, f"snapshot of {entity}", fact)
            case PriceValue() as price:
                text = f"{money(price.amount, price.currency)} per {price.per}"
                yield _item(text, f"{entity}, {price.meter}{conditions(fact)}", fact)
            case ReplacementValue(other):
                yield _item(other, f"replaces {entity}", fact)
            case StatusValue(stage) if fact.since:
                yield _item(fact.since.isoformat(), f"{entity}: {stage} since", fact)


def _item(
    text: str,
    detail: str,
    fact: Fact | None,
    kind: types.CompletionItemKind = types.CompletionItemKind.Value,
) -> types.CompletionItem:
    source = types.MarkupContent(types.MarkupKind.Markdown, fact_markdown(fact)) if fact else None
    return types.CompletionItem(text, detail=detail, kind=kind, documentation=source)


def _completed(item: types.CompletionItem, typed: types.Range, word: str) -> types.CompletionItem:
    """The item over the word typed; a value that does not begin with that word follows it."""
    text = item.label
    if word and not text.casefold().startswith(word.casefold()):
        text = f"{word} {text}"
    item.filter_text = text
    item.text_edit = types.TextEdit(typed, text)
    return item

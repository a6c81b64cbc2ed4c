"""What rules say of themselves, for reports that carry it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator

from freshlint import suppression
from freshlint.engine import RulePack
from freshlint.finding import Severity
from freshlint.report import RuleHelp


def rule_help(packs: Iterable[RulePack]) -> tuple[RuleHelp, ...]:
    """Of every rule of the packs and of the engine's own, by id; a rule's help is its module's docstring."""
    rules = {rule.id: rule for rule in _rules(packs)}
    return tuple(rules[name] for name in sorted(rules))


def _rules(packs: Iterable[RulePack]) -> Iterator[RuleHelp]:
    for pack in packs:
        for rule in pack.rules:
            text = inspect.cleandoc(sys.modules[type(rule).__module__].__doc__ or rule.summary)
            yield RuleHelp(rule.id, rule.summary, rule.severity, text)
    text = inspect.cleandoc(suppression.__doc__ or "")
    yield RuleHelp(suppression.RULE, text.partition("\n")[0], Severity.NOTICE, text)

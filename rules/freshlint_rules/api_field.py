"""Puts an identifier into a field of an API that does not take it.

A model's page says which endpoints take it in their `model` field, and which only through a tool. Code
samples keep the wrong call after the text around them was put right. The rule compares each call in a code
block (an SDK's method, a raw HTTP request, a curl command; constants followed to their use) and each
instruction in prose with the entity's dated `usage`. A call to another host is another contract and is left
alone, and so is code that is shown as wrong.

Facts used: `usage`. Fix: the field gets the model that it takes, and the identifier moves into the tool
(unsafe).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from freshlint.claim import ApiUse, Claim
from freshlint.document.code.names import call_path, snake
from freshlint.facts.fact import Fact, UsageValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import FRESH, UNDECIDED, Advise, ClaimRule, FixIntent, Judgement, Reroute, Verdict

_DIALECTS = {"jsx": "javascript", "tsx": "typescript"}
_MIGRATION = (
    "After the change, check route, output format, size, quality, what is logged as cost, and retries."
)


class ApiField(ClaimRule):
    """Holds calls and instructions against what each field of an API takes."""

    id: ClassVar[str] = "api-field"
    summary: ClassVar[str] = "puts an identifier into an API field that does not take it"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset({"api-field"})

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Stale where a usage row says that the field does not take the identifier."""
        if not isinstance(claim.value, ApiUse) or claim.undecided:
            return UNDECIDED
        calls = [f for f in view.usage(claim.entity, day) if _is_call(claim.value, _usage(f))]
        if claim.value.host and calls and not any(claim.value.host in _usage(f).hosts for f in calls):
            return FRESH
        rows = [fact for fact in calls if _is_field(claim.value.field, _usage(fact).field)]
        if not rows:
            return UNDECIDED
        taken = next((fact for fact in rows if _usage(fact).accepts), None)
        if not claim.polarity:
            return _refuted(claim.value, taken) if taken else FRESH
        if taken:
            return FRESH
        fact = rows[0]
        usage = _usage(fact)
        where = usage.path or usage.api
        instead = _instead(usage, claim.value.identifier)
        message = f"`{usage.field}` of {where} does not take {claim.value.identifier}"
        return Judgement(Verdict.STALE, (fact,), f"{message}; {instead}" if instead else message, instead)

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """Move the identifier to where it is taken: edits in code, advice in prose."""
        usage = _usage(judgement.facts[0])
        if not claim.polarity:
            return Advise(f"Say that {judgement.expected}.")
        model, tool = usage.instead.get("model", ""), usage.instead.get("tool", "")
        if not isinstance(claim.value, ApiUse) or not usage.instead:
            return None
        if claim.value.syntax and model and tool:
            return Reroute(model, tool, _MIGRATION)
        then = _MIGRATION if tool else "Test the call after the change."
        return Advise(f"{judgement.expected[:1].upper()}{judgement.expected[1:]}. {then}")


def _refuted(use: ApiUse, fact: Fact) -> Judgement:
    """Said to be refused where it is taken."""
    usage = _usage(fact)
    taken = f"`{usage.field}` of {usage.path or usage.api} takes {use.identifier}"
    return Judgement(Verdict.STALE, (fact,), taken, taken)


def _usage(fact: Fact) -> UsageValue:
    if not isinstance(fact.value, UsageValue):
        raise TypeError(f"{fact.identity} is no usage")
    return fact.value


def _is_call(use: ApiUse, usage: UsageValue) -> bool:
    """Whether a use is one of the API: by its path, else by the end of the call's name."""
    if use.path:
        path = use.path.rstrip("/").lower()
        if not usage.path:
            return False
        return path == usage.path.lower() or (not use.host and usage.path.lower().endswith(path))
    dialect = _DIALECTS.get(use.syntax, use.syntax)
    tails = usage.calls.get(dialect) or usage.calls.get("") or (".".join(usage.api.split(".")[-2:]),)
    parts = _parts(use.call)
    return any(parts[-len(tail) :] == tail for tail in map(_parts, tails) if tail)


def _parts(call: str) -> list[str]:
    return [snake(part) for part in call_path(call).split(".") if part]


def _is_field(written: str, field: str) -> bool:
    """A positional argument is the one identifier that the call takes at its top."""
    return written == field or (not written and "." not in field)


def _instead(usage: UsageValue, identifier: str) -> str:
    model, tool = usage.instead.get("model"), usage.instead.get("tool")
    if model and tool:
        return f"use {model} there and name {identifier} in the {tool} tool"
    if model:
        return f"use {model}"
    return ", ".join(f"use {key} {value}" for key, value in usage.instead.items())

"""The cases of a rule, tried: stale ones are reported by it, fresh ones by no rule, fixed ones become their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from freshlint.errors import SetupError
from freshlint.page import Checker
from freshlint.source import Source

STALE, FRESH, FIXED = "stale", "fresh", "fixed"
_KEYS = {
    STALE: {"text", "format", "why", "as_of", "also", "advice"},
    FRESH: {"text", "format", "why", "as_of"},
    FIXED: {"before", "after", "format", "why", "as_of", "also"},
}


@dataclass(frozen=True)
class Case:
    """One case: `number` counts from 1 within its kind, `also` is another rule that reports on the page.

    horizon  how many days ahead of `as_of` is looked
    """

    kind: str
    number: int
    text: str
    as_of: date
    form: str = "md"
    after: str = ""
    also: str = ""
    horizon: int = 0

    def flaws(self, rule: str, checker: Checker) -> Iterator[str]:
        """What a checker of the case's day does other than the case says; nothing where all is well."""
        source = Source(f"case.{self.form}", self.text)
        report = checker.check(source)
        found = [each for each in report.findings if each.rule != self.also]
        yield from (failure.text for failure in report.failures)
        names = [each.rule for each in found]
        if self.kind == FRESH:
            yield from (f"is reported by {each.rule}: {each.message}" for each in found)
        elif names != [rule]:
            yield f"is reported by {', '.join(names)}" if names else "is not reported"
        elif self.kind == FIXED:
            made = checker.fix(source, unsafe=True).source.text
            if made != self.after:
                yield f"is fixed otherwise: {made}"


def read_cases(label: str, data: bytes) -> tuple[Case, ...]:
    """The cases of a cases.yaml. Raises SetupError with what is wrong in it."""
    try:
        content = yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise SetupError(f"{label}: not valid YAML: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("as_of"), date):
        raise SetupError(f"{label}: needs `as_of: YYYY-MM-DD`, the day of its cases")
    unknown = set(content) - {"as_of", "horizon", *_KEYS}
    if unknown:
        raise SetupError(
            f"{label}: unknown key {min(unknown)!r}: there are as_of, horizon, {', '.join(_KEYS)}"
        )
    horizon = str(content.get("horizon", "0d"))
    if not re.fullmatch("[0-9]{1,4}d", horizon):
        raise SetupError(f"{label}: `horizon` is a number of days such as 30d, not {horizon!r}")
    ahead = int(horizon.removesuffix("d"))
    return tuple(
        replace(_case(f"{label}: {kind} {number}", kind, number, fields, content["as_of"]), horizon=ahead)
        for kind in _KEYS
        for number, fields in enumerate(content.get(kind) or (), 1)
    )


def _case(label: str, kind: str, number: int, fields: Mapping[str, Any], as_of: date) -> Case:
    text = "before" if kind == FIXED else "text"
    needed = {text, "after"} if kind == FIXED else {text}
    if not isinstance(fields, Mapping) or not needed <= set(fields) <= _KEYS[kind]:
        raise SetupError(f"{label}: a mapping with {', '.join(sorted(_KEYS[kind]))} is expected")
    return Case(
        kind,
        number,
        str(fields[text]),
        fields.get("as_of", as_of),
        str(fields.get("format", "md")),
        str(fields.get("after", "")),
        str(fields.get("also", "")),
    )

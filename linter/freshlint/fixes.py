"""The fixes of what is stale on a page; where those of one rule cannot be written, the others' still are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from freshlint.errors import described
from freshlint.finding import Fix
from freshlint.fix.apply import check_edits
from freshlint.fix.draft import Stale
from freshlint.guard import Guard
from freshlint.verdicts import Found

Write = Callable[[Sequence[Stale]], list[Fix | None]]


def sound_fixes(shown: Sequence[Found], write: Write, length: int, guard: Guard) -> list[Fix | None]:
    """The fix of each, in their order, in a text of this length; what rules did wrong is noted."""
    try:
        fixes = write([found.stale for found in shown])
    except Exception:  # noqa: BLE001 (tried again rule by rule, where it is told)
        fixes = _by_rule(shown, write, guard)
    return [_sound(fix, found, length, guard) for found, fix in zip(shown, fixes, strict=True)]


def _by_rule(shown: Sequence[Found], write: Write, guard: Guard) -> list[Fix | None]:
    fixes: list[Fix | None] = [None] * len(shown)
    for rule in dict.fromkeys(found.rule for found in shown):
        own = [number for number, found in enumerate(shown) if found.rule is rule]
        try:
            made = write([shown[number].stale for number in own])
        except Exception as error:  # noqa: BLE001 (the words or the wish are the rule's)
            place = shown[own[0]].stale.claim.span.start
            guard.note(rule.id, place, f"asks for a fix that cannot be written: {described(error)}")
            continue
        for number, fix in zip(own, made, strict=True):
            fixes[number] = fix
    return fixes


def _sound(fix: Fix | None, found: Found, length: int, guard: Guard) -> Fix | None:
    """The fix, if its edits can be made."""
    if fix is None or not fix.edits:
        return fix
    try:
        check_edits(fix.edits, length)
    except ValueError as error:
        guard.note(
            found.rule.id, found.stale.claim.span.start, f"asks for a fix that cannot be made: {error}"
        )
        return None
    return fix

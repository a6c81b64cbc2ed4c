"""Which value a variable has where it is used: that of the latest assignment before it that is in scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from freshlint.document.code.expression import (
    SELF,
    Assign,
    Call,
    Expression,
    Member,
    Scope,
    Spot,
    Text,
    parts,
    path_of,
    within,
)
from freshlint.document.code.names import field_of_setter, last_name, words

_DEEPEST = 8


class Binding(NamedTuple):
    """A variable, or a dotted path such as `body.model`, and what is assigned to it; None is everywhere."""

    name: str
    value: Expression
    spot: Spot
    scope: Spot | None
    default: bool = False

    def reaches(self, use: Spot) -> bool:
        """Whether it is made before a use and visible there."""
        if self.spot.block != use.block:
            return self.spot.block < use.block and self.scope is None
        return self.spot.end <= use.start and (self.scope is None or self.scope.contains(use))


@dataclass(frozen=True)
class Bindings:
    """The assignments of a page's code blocks of one language, in source order."""

    all: tuple[Binding, ...] = ()
    functions: tuple[Spot, ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, list[Binding]]:
        named: dict[str, list[Binding]] = {}
        for binding in self.all:
            named.setdefault(binding.name, []).append(binding)
        return named

    @cached_property
    def _below(self) -> dict[str, list[tuple[str, Binding]]]:
        """The dotted assignments under each of their beginnings: a.b.c is under a and a.b."""
        found: dict[str, list[tuple[str, Binding]]] = {}
        for binding in self.all:
            parts = binding.name.split(".")
            for index in range(1, min(len(parts), _DEEPEST)):
                found.setdefault(".".join(parts[:index]), []).append((".".join(parts[index:]), binding))
        return found

    def of(self, name: str, use: Spot) -> Binding | None:
        """What the name means at a place; None where no assignment is in sight."""
        named = self._by_name.get(name, [])
        reaching = [binding for binding in named if binding.reaches(use)]
        if reaching:
            return max(reaching, key=_closeness)
        # A function is written before it runs: it may use what the program assigns below it.
        if not any(function.contains(use) for function in self.functions):
            return None
        below = (one for one in named if one.spot.block == use.block and one.scope is None)
        return next((one for one in below if not one.spot.contains(use)), None)

    def updates(self, name: str, use: Spot) -> Iterator[tuple[str, Binding]]:
        """(path below the name, assignment) of `name.path = value` made before a place."""
        changed = [(path, binding) for path, binding in self._below.get(name, []) if binding.reaches(use)]
        made = self.of(name, use) if changed else None
        since = (made.spot.block, made.spot.end) if made else (0, -1)
        return ((path, b) for path, b in changed if (b.spot.block, b.spot.start) >= since)


def bind(code: Expression, earlier: Bindings) -> Bindings:
    """The assignments in a code block, after those of the page's earlier blocks."""
    functions = tuple(one.spot for one in within(code) if isinstance(one, Scope))
    return Bindings((*earlier.all, *_assignments(code, None)), functions)


def _closeness(binding: Binding) -> tuple[int, int, int]:
    return binding.spot.block, binding.scope.start if binding.scope else -1, binding.spot.end


def _assignments(code: Expression, scope: Spot | None) -> Iterable[Binding]:
    pending = [(code, scope)]
    found = []
    while pending:
        expression, within = pending.pop()
        if isinstance(expression, Call) and (given := _set_by(expression)):
            found.append(given._replace(scope=within))
        if isinstance(expression, Assign):
            # What an object holds outlives the method that sets it.
            owner = expression.target.split(".")[0]
            reach = None if owner in SELF or owner[:1] == "@" else within
            binding = Binding(expression.target, expression.value, expression.spot, reach, expression.default)
            found.append(binding)
        inside = expression.spot if isinstance(expression, Scope) else within
        pending.extend((part, inside) for part in parts(expression))
    return sorted(found, key=lambda binding: binding.spot)


def _set_by(call: Call) -> Binding | None:
    """params.setModel(x) and body.put("model", x) as assignments."""
    if not isinstance(call.function, Member) or any(entry.key for entry in call.arguments):
        return None
    owner, values = path_of(call.function.object), [entry.value for entry in call.arguments]
    if not owner:
        return None
    if len(values) == 2 and isinstance(values[0], Text) and last_name(call.function) in words("key_setters"):
        return Binding(f"{owner}.{values[0].value}", values[1], call.spot, None)
    if len(values) == 1 and last_name(call.function).startswith("set_"):
        return Binding(f"{owner}.{field_of_setter(call.function.name)}", values[0], call.spot, None)
    return None

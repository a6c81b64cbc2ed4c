"""Which value a variable has where it is used: that of the latest assignment before it that is in scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from freshlint.document.code.expression import (
    Assign,
    Call,
    Expression,
    Member,
    Scope,
    Spot,
    Text,
    parts,
    path_of,
)
from freshlint.document.code.names import field_of_setter, last_name, words

SELF = frozenset({"self", "this", "$this", "static", "cls", "Self"})


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

    def of(self, name: str, use: Spot) -> Binding | None:
        """What the name means at a place; None where no assignment is in sight."""
        named = [binding for binding in self.all if binding.name == name]
        reaching = [binding for binding in named if binding.reaches(use)]
        if reaching:
            return max(reaching, key=_closeness)
        later = (
            b for b in named if b.spot.block == use.block and b.scope is None and not b.spot.contains(use)
        )
        return next(later, None)

    def updates(self, name: str, use: Spot) -> Iterator[tuple[str, Binding]]:
        """(path below the name, assignment) of `name.path = value` made before a place."""
        made = self.of(name, use)
        since = (made.spot.block, made.spot.end) if made else (0, -1)
        for binding in self.all:
            below = binding.name.startswith(name + ".") and binding.reaches(use)
            if below and (binding.spot.block, binding.spot.start) >= since:
                yield binding.name[len(name) + 1 :], binding


def bind(code: Expression, earlier: Bindings) -> Bindings:
    """The assignments in a code block, after those of the page's earlier blocks."""
    return Bindings((*earlier.all, *_assignments(code, None)))


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

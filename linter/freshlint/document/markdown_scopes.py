"""What surrounds the blocks of a Markdown text: nested containers, each with its headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from freshlint.document.model import Block

# More names than these say nothing more about a text.
_MOST_CONTAINERS = 32


@dataclass(frozen=True)
class Scope:
    """What holds for the blocks of one container.

    Headings do not reach out of it. `element` is set for containers that HTML or component tags open.
    """

    containers: tuple[str, ...] = ()
    headings: tuple[tuple[int, Block], ...] = ()
    question: Block | None = None
    term: Block | None = None
    in_list: bool = False
    element: str = ""

    @property
    def heading_path(self) -> tuple[Block, ...]:
        """The headings above, outermost first."""
        return tuple(heading for _, heading in self.headings)


class Scopes:
    """A stack of scopes. Tags need not balance: what they open ends with the Markdown container around it."""

    def __init__(self) -> None:
        self._stack = [Scope()]
        self._containers: list[int] = []

    @property
    def current(self) -> Scope:
        """The innermost scope."""
        return self._stack[-1]

    def enter(self, name: str) -> None:
        """A Markdown container begins."""
        self._containers.append(len(self._stack))
        self._push((name,), "", None, name == "list")

    def leave(self) -> None:
        """The innermost Markdown container ends, and all that tags opened in it."""
        del self._stack[self._containers.pop() :]

    def open(self, element: str, names: tuple[str, ...], question: Block | None = None) -> None:
        """A tag begins an element; its names become containers, its question is asked of what is in it."""
        self._push(names, element, question, self.current.in_list)

    def close(self, element: str) -> None:
        """A tag ends the innermost element of that name, if one is open in the same Markdown container."""
        floor = self._containers[-1] + 1 if self._containers else 1
        for depth in range(len(self._stack) - 1, floor - 1, -1):
            if self._stack[depth].element == element:
                del self._stack[depth:]
                return

    def heading(self, level: int, block: Block) -> None:
        """A heading stands here; deeper ones before it no longer hold."""
        kept = tuple(pair for pair in self.current.headings if pair[0] < level)
        self._stack[-1] = replace(self.current, headings=(*kept, (level, block)), question=None)

    def ask(self, question: Block) -> None:
        """What follows answers this."""
        self._stack[-1] = replace(self.current, question=question)

    def define(self, term: Block) -> None:
        """What follows defines this."""
        self._stack[-1] = replace(self.current, term=term)

    def above(self, level: int) -> tuple[Block, ...]:
        """The headings above one of this level."""
        return tuple(heading for depth, heading in self.current.headings if depth < level)

    def _push(self, names: tuple[str, ...], element: str, question: Block | None, in_list: bool) -> None:
        scope = self.current
        self._stack.append(
            replace(
                scope,
                containers=(*scope.containers, *names)[:_MOST_CONTAINERS],
                question=question or scope.question,
                in_list=in_list,
                element=element,
            )
        )

"""What the tests of facts share: files written as text, and views of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest

from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.merge import build_view
from freshlint.facts.view import FactsView


@pytest.fixture
def parse() -> Callable[..., LoadedFile]:
    """Reads a facts file from text; its label is f.yaml."""

    def read(text: str, label: str = "f.yaml") -> LoadedFile:
        return load(label, dedent(text).lstrip("\n").encode())

    return read


@pytest.fixture
def mistakes(parse: Callable[..., LoadedFile]) -> Callable[[str], list[str]]:
    """The mistakes of a facts file, as `line:column: message`."""

    def read(text: str) -> list[str]:
        with pytest.raises(FactsErrors) as caught:
            parse(text)
        return [f"{e.line}:{e.column}: {e.message}" for e in caught.value.errors]

    return read


@pytest.fixture
def entity(parse: Callable[..., LoadedFile]) -> Callable[..., LoadedFile]:
    """A file with an entity `kite`, its rows given as text, a source `page`, and another entity `reed`."""

    def read(rows: str, label: str = "f.yaml") -> LoadedFile:
        indented = "\n".join(f"    {line}" for line in dedent(rows).strip().splitlines())
        top = 'freshlint: 1\nsources: {page: {title: Page, url: "https://example.com/p", official: true}}\n'
        return parse(f"{top}entities:\n  reed: {{}}\n  kite:\n{indented}\n", label)

    return read


@pytest.fixture
def view() -> Callable[..., FactsView]:
    """A view of files on a day that is written as text."""

    def build(day: str, *files: LoadedFile) -> FactsView:
        return build_view(files, date.fromisoformat(day))

    return build

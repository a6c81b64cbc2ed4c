"""Views of facts that a test writes down as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from freshlint.facts.book import Book, Row
from freshlint.facts.fact import Entity, Fact, Vocabulary
from freshlint.facts.view import FactsView


def view_of(day: date, facts: Iterable[Fact] = (), *entities: Entity) -> FactsView:
    """These facts and entities as of a day; no fact ages."""
    return FactsView(day, Book.of({entity.id: entity for entity in entities}, map(Row, facts), Vocabulary()))

"""What holds on a day: first and last days, what is unknown, the chain of successors, and age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from freshlint.facts.fact import StatusValue
from freshlint.facts.load import LoadedFile
from freshlint.facts.view import FactsView

Entity = Callable[..., LoadedFile]
View = Callable[..., FactsView]


@pytest.mark.parametrize(
    ("days", "day", "holds"),
    [
        ("since: 2026-04-21", "2026-04-20", False),
        ("since: 2026-04-21", "2026-04-21", True),
        ("since: 2026-04-21, until: 2026-04-23", "2026-04-23", True),
        ("since: 2026-04-21, until: 2026-04-23", "2026-04-24", False),
        ("since: 2026-04-21, until: 2026-04-21", "2026-04-21", True),
        ("verified: 2026-04-22", "2026-04-21", False),
        ("verified: 2026-04-22", "2026-04-22", True),
        ("since: 2026-04-21, verified: 2026-06-01", "2026-04-21", True),
        ("verified: null", "2026-04-22", False),
        ("until: 2030-01-01", "2026-04-22", False),
    ],
)
def test_the_first_and_the_last_day_are_included(
    entity: Entity, view: View, days: str, day: str, holds: bool
) -> None:
    (fact,) = view(day, entity(f"status: [{{value: released, {days}}}]")).facts("kite")
    assert fact.holds(date.fromisoformat(day)) is holds


def _status(view: FactsView) -> str | None:
    fact = view.status("kite")
    return fact.value.value if fact and isinstance(fact.value, StatusValue) else None


LIFE = """
    status:
      - {value: announced, since: 2026-01-01}
      - {value: released, since: 2026-02-01}
      - {value: deprecated, since: 2026-03-01}
      - {value: retired, since: 2026-04-01}
      - {value: retired, since: 2026-01-15, where: {platform: elsewhere}}
"""


@pytest.mark.parametrize(
    ("day", "status", "public"),
    [
        ("2025-12-31", None, False),
        ("2026-01-20", "announced", False),
        ("2026-02-01", "released", True),
        ("2026-03-31", "deprecated", True),
        ("2026-04-01", "retired", False),
    ],
)
def test_stages_follow_each_other(
    entity: Entity, view: View, day: str, status: str | None, public: bool | None
) -> None:
    seen = view(day, entity(LIFE))
    assert (_status(seen), seen.is_public("kite")) == (status, public)


def test_a_stage_that_was_only_seen_later_does_not_undo_a_further_one(entity: Entity, view: View) -> None:
    rows = "status: [{value: released, verified: 2026-06-01}, {value: deprecated, since: 2026-03-01}]"
    assert _status(view("2026-07-01", entity(rows))) == "deprecated"


def test_what_is_released_again_is_released(entity: Entity, view: View) -> None:
    rows = "status: [{value: retired, since: 2026-01-01}, {value: released, since: 2026-05-01}]"
    assert _status(view("2026-04-30", entity(rows))) == "retired"
    assert _status(view("2026-05-01", entity(rows))) == "released"


def test_what_no_row_says_is_unknown(entity: Entity, view: View) -> None:
    seen = view("2026-04-22", entity("status: [{value: released, verified: 2026-05-01}]"))
    assert seen.status("kite") is None
    assert seen.is_public("kite") is None
    assert seen.is_public("reed") is None
    assert seen.is_public("nothing of that name") is None
    assert seen.prices("kite") == []


CHAIN = """
    freshlint: 1
    entities:
      one: {}
      two: {supersedes: [{entity: one, since: 2026-01-01}]}
      three-a: {supersedes: [{entity: two, since: 2026-02-01}]}
      three-b: {supersedes: [{entity: two, since: 2026-03-01}]}
"""


def test_the_newest_is_the_end_of_the_chain_on_that_day(parse: Entity, view: View) -> None:
    assert view("2025-12-31", parse(CHAIN)).newest("one") == ["one"]
    assert view("2026-01-01", parse(CHAIN)).newest("one") == ["two"]
    assert view("2026-02-01", parse(CHAIN)).newest("one") == ["three-a"]
    assert view("2026-03-01", parse(CHAIN)).newest("one") == ["three-b", "three-a"]
    assert view("2026-03-01", parse(CHAIN)).newest("one", date(2026, 1, 1)) == ["two"]


def test_successors_stand_the_latest_first_then_by_name(parse: Entity, view: View) -> None:
    same_day = """
        freshlint: 1
        entities:
          one: {}
          two-b: {supersedes: [{entity: one, since: 2026-02-01}]}
          two-a: {supersedes: [{entity: one, since: 2026-02-01}]}
          three: {supersedes: [{entity: one, since: 2026-03-01}]}
    """
    rows = view("2026-03-01", parse(same_day)).superseded_by("one")
    assert [fact.entity for fact in rows] == ["three", "two-a", "two-b"]


def test_a_circle_of_successors_has_no_end_but_an_answer(parse: Entity, view: View) -> None:
    circle = CHAIN.replace("one: {}", "one: {supersedes: [{entity: two, since: 2026-01-01}]}")
    assert view("2026-01-01", parse(circle)).newest("one") == ["one"]


def test_a_citation_needs_a_source_and_the_day_it_was_seen_there(entity: Entity, view: View) -> None:
    rows = """
        status:
          - {value: announced, since: 2026-01-01, source: page}
          - {value: preview, since: 2026-01-01, verified: 2026-01-02}
          - {value: released, since: 2026-01-03, verified: 2026-01-04, source: page}
    """
    citations = [fact.citation for fact in view("2026-04-22", entity(rows)).facts("kite")]
    assert citations[:2] == [None, None]
    last = citations[2]
    assert last is not None
    assert (last.title, last.url) == ("Page", "https://example.com/p")
    assert (last.since, last.verified) == (date(2026, 1, 3), date(2026, 1, 4))


def _aged(view: FactsView) -> dict[str, bool]:
    return {fact.aspect.value: fact.aged for entity in view.entities for fact in view.facts(entity)}


ROWS = """
    status: [{value: released, verified: 2026-01-01}]
    usage: [{api: a.b, field: model, accepts: true, verified: 2026-01-01}]
    prices: [{meter: out, amount: 1, currency: USD, per: image, verified: 2026-01-01}]
"""


def test_prices_age_in_45_days_and_usage_in_180_unless_the_file_says_so(entity: Entity, view: View) -> None:
    file = entity(ROWS)
    assert _aged(view("2026-02-15", file)) == {"status": False, "usage": False, "prices": False}
    assert _aged(view("2026-02-16", file)) == {"status": False, "usage": False, "prices": True}
    assert _aged(view("2026-07-01", file)) == {"status": False, "usage": True, "prices": True}


@pytest.mark.parametrize("key", ["price", "prices"])
def test_a_file_sets_the_age_of_its_own_rows(parse: Entity, view: View, key: str) -> None:
    text = "freshlint: 1\nmax_age: {%s: never, status: 10d}\nentities:\n  kite:\n%s"
    aged = _aged(view("2026-01-12", parse(text % (key, ROWS.strip("\n")))))
    assert aged == {"status": True, "usage": False, "prices": False}


def test_what_was_never_verified_does_not_age(entity: Entity, view: View) -> None:
    assert _aged(view("2030-01-01", entity("status: [{value: released, since: 2020-01-01}]"))) == {
        "status": False
    }

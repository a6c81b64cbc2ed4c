"""What changed between two states of the facts."""

from __future__ import annotations

from datetime import date

from freshlint.facts.change import EntityChange, changes_of_days, changes_of_files, count
from freshlint.facts.load import load
from freshlint.facts.merge import build_view

HEAD = "freshlint: 1\nsources:\n  page: {title: Prices, url: 'https://acme.example/prices', official: true}\n"
MODEL = "entities:\n  acme-3:\n    names: [Acme 3]\n"
STATUS = "    status:\n      - {value: released, since: 2026-01-01, verified: 2026-01-02, source: page}\n"
OLD_PRICE = (
    "    prices:\n"
    "      - {meter: image output, amount: 40, currency: USD, per: 1M tokens, since: 2026-01-01,"
    " verified: 2026-01-02, source: page}\n"
)
NEW_PRICE = OLD_PRICE.replace("verified", "until: 2026-03-31, verified") + (
    "      - {meter: image output, amount: 30, currency: USD, per: 1M tokens, since: 2026-04-01,"
    " verified: 2026-04-02, source: page}\n"
)
DAY = date(2026, 4, 22)


def of_files(old: str, new: str) -> list[tuple[str, ...]]:
    return told(
        changes_of_files(*(build_view([load("facts.yaml", text.encode())], DAY) for text in (old, new)))
    )


def told(changes: tuple[EntityChange, ...]) -> list[tuple[str, ...]]:
    """(identity, "new", "gone" or "", what differs of days, source and evidence ...)"""
    found = []
    for row in (row for change in changes for row in change.rows):
        fate = "gone" if row.after is None else "new" if row.before is None else ""
        fields = (f"{name}: {old or 'none'} -> {new or 'none'}" for name, old, new in row.fields)
        found.append((row.row.identity, fate, *fields))
    return found


def test_files_that_say_the_same_have_no_changes() -> None:
    assert of_files(HEAD + MODEL + STATUS, HEAD + "# a remark\n" + MODEL + STATUS) == []


def test_a_price_that_is_closed_and_followed_by_another_is_two_changes() -> None:
    assert of_files(HEAD + MODEL + OLD_PRICE, HEAD + MODEL + NEW_PRICE) == [
        ("acme-3/prices/image output", "", "until: none -> 2026-03-31"),
        ("acme-3/prices/image output", "new"),
    ]


def test_a_new_verified_day_is_a_change_of_the_row_not_of_its_value() -> None:
    seen = STATUS.replace("verified: 2026-01-02", "verified: 2026-04-01")
    (change,) = changes_of_files(
        *(build_view([load("f", (HEAD + MODEL + text).encode())], DAY) for text in (STATUS, seen))
    )
    assert not change.rows[0].value_changed
    assert change.rows[0].fields == (("verified", "2026-01-02", "2026-04-01"),)


def test_an_amount_that_is_written_over_is_one_change_of_value() -> None:
    files = (HEAD + MODEL + OLD_PRICE, HEAD + MODEL + OLD_PRICE.replace("40", "35"))
    (change,) = changes_of_files(*(build_view([load("f", text.encode())], DAY) for text in files))
    assert [row.value_changed for row in change.rows] == [True]


def test_names_and_entities_come_and_go() -> None:
    renamed = (MODEL + STATUS).replace("[Acme 3]", "[Acme Three]") + "  acme-4: {names: [Acme 4]}\n"
    views = [build_view([load("f", (HEAD + text).encode())], DAY) for text in (MODEL + STATUS, renamed)]
    changed, new = changes_of_files(views[0], views[1])
    assert (changed.names_added, changed.names_removed) == (("Acme Three",), ("Acme 3",))
    assert (new.entity.id, new.known) == ("acme-4", (False, True))
    (gone,) = [each for each in changes_of_files(views[1], views[0]) if not all(each.known)]
    assert (gone.entity.id, gone.known, count([gone])) == ("acme-4", (True, False), 1)


def test_between_days_it_counts_what_holds() -> None:
    file = load("f", (HEAD + MODEL + STATUS + NEW_PRICE).encode())
    march, april, may = (build_view([file], date(2026, month, 15)) for month in (3, 4, 5))
    (change,) = changes_of_days(march, april)
    assert [(row.value_changed, row.before is None) for row in change.rows] == [(True, False)]
    assert changes_of_days(april, may) == ()

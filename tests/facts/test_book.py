"""The book of all facts: kept as plain data, read entity by entity, never in place of other facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from freshlint import grounds as grounds_module
from freshlint.cache import Folder
from freshlint.facts.book import Book
from freshlint.facts.fact import Aspect
from freshlint.facts.load import load_all
from freshlint.facts.merge import build_view, merge
from freshlint.facts.view import FactsView
from freshlint.grounds import Grounds
from freshlint.packs import pack_facts

SHIPPED = b"""
freshlint: 1
max_age: {price: 45d}
sources: {page: {title: Page, url: "https://kite.example"}}
entities:
  kite-1:
    snapshots: [{id: kite-1-a, verified: 2026-04-01}]
    status: [{value: released, since: 2026-01-01, verified: 2026-04-01}]
  kite-2:
    supersedes: [{entity: kite-1, since: 2026-04-21, verified: 2026-04-21}]
    usage: [{api: sky.fly, field: model, accepts: true, verified: 2026-04-21}]
    prices: [{meter: flight, amount: 3.50, currency: USD, per: image, verified: 2026-04-21, source: page}]
"""
OWN = b"""
freshlint: 1
entities:
  kite-2:
    prices: [{meter: flight, amount: 4, currency: USD, per: image, verified: 2026-04-22}]
"""
FILES = (("shipped.yaml", SHIPPED), ("own.yaml", OWN))


def prices(grounds: Grounds, day: str = "2026-04-22") -> list[str]:
    """What a flight of the second kite costs."""
    rows = FactsView(date.fromisoformat(day), grounds.book).prices("kite-2")
    return [f"{row.value.amount}{' aged' if row.aged else ''}" for row in rows]  # type: ignore[union-attr]


def test_what_is_encoded_comes_back_whole() -> None:
    files = load_all(pack_facts())
    merged = merge(files)
    again = Book.decoded(merged.book.encoded())
    assert again is not None
    assert again == merged.book
    assert {row.fact.identity for row in again.all_rows()} == {row.fact.identity for row in merged.rows}
    rows = [row.fact for row in merged.rows if row.fact.entity == "gpt-image-2"]
    assert [row.fact for row in again.rows("gpt-image-2")] == rows


def test_it_knows_of_each_entity_what_every_page_needs() -> None:
    book = merge(load_all(FILES)).book
    assert book.newer == {"kite-1": ["kite-2"]}
    assert book.snapshots == {"kite-1": ["kite-1-a"]}
    assert [usage.api for usage in book.usages] == ["sky.fly"]


def test_only_what_is_asked_for_is_read() -> None:
    book = merge(load_all(FILES)).book
    broken = msgspec.structs.replace(book, packed={**book.packed, "kite-1": msgspec.Raw(b"\xc1")})
    view = FactsView(date(2026, 4, 22), broken)
    assert view.prices("kite-2")
    assert view.superseded_by("kite-1")[0].entity == "kite-2"
    with pytest.raises(msgspec.DecodeError):
        view.rows("kite-1", Aspect.STATUS)


@pytest.mark.parametrize("data", [b"", b"\xc1", msgspec.msgpack.encode([1, 2]), msgspec.msgpack.encode({})])
def test_other_data_is_no_book(data: bytes) -> None:
    assert Book.decoded(data) is None


def test_a_layer_more_or_less_or_in_another_place_is_another_book(tmp_path: Path) -> None:
    keep = Folder(tmp_path)
    for _ in range(2):
        assert prices(Grounds(FILES[:1], keep=keep)) == ["3.50"]
        assert prices(Grounds(FILES, keep=keep)) == ["4"]
        assert prices(Grounds(FILES[::-1], keep=keep)) == ["3.50"]
    changed = ("own.yaml", OWN.replace(b"4,", b"5,"))
    assert prices(Grounds((FILES[0], changed), keep=keep)) == ["5"]


def test_one_book_is_asked_for_any_day(tmp_path: Path) -> None:
    kept = [Grounds(FILES[:1], keep=Folder(tmp_path)) for _ in range(2)]
    for day, expected in (("2026-04-20", []), ("2026-04-22", ["3.50"]), ("2026-12-01", ["3.50 aged"])):
        assert prices(kept[0], day) == prices(kept[1], day) == expected
    view = FactsView(date(2026, 4, 22), kept[1].book)
    fresh = build_view(load_all(FILES[:1]), date(2026, 4, 22))
    assert [view.facts(entity) for entity in view.entities] == [
        fresh.facts(entity) for entity in fresh.entities
    ]


def test_a_kept_book_is_read_in_place_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prices(Grounds(FILES, keep=Folder(tmp_path))) == ["4"]
    monkeypatch.delattr("freshlint.facts.merge.merge")
    assert prices(Grounds(FILES, keep=Folder(tmp_path))) == ["4"]


@pytest.mark.parametrize("data", [b"\xc1", msgspec.msgpack.encode([{}, []])])
def test_what_is_kept_but_no_book_is_made_anew(tmp_path: Path, data: bytes) -> None:
    Grounds(FILES, keep=Folder(tmp_path)).kept.put("book", data)
    assert prices(Grounds(FILES, keep=Folder(tmp_path))) == ["4"]
    assert Book.decoded(Grounds(FILES, keep=Folder(tmp_path)).kept.get("book") or b"") is not None


def test_another_program_makes_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = merge(load_all(FILES[:1])).book
    Grounds(FILES, keep=Folder(tmp_path)).kept.put("book", other.encoded())
    assert prices(Grounds(FILES, keep=Folder(tmp_path))) == ["3.50"]  # what this program kept, it believes
    monkeypatch.setattr(grounds_module, "program_digest", lambda packs: "another")
    assert prices(Grounds(FILES, keep=Folder(tmp_path))) == ["4"]

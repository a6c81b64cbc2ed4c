"""Every mistake in a facts file is named with line, column and what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import LoadedFile, load, load_all
from freshlint.facts.view import FactsView

Mistakes = Callable[[str], list[str]]
EVERYWHERE = "would be found everywhere: write one with at least two letters or digits"
NO_DAY = "is not a day of the calendar: write YYYY-MM-DD"
ENTITY = "freshlint: 1\nentities:\n  kite:\n    "


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("pricse: []", "4:5: unknown key `pricse`: did you mean `prices`?"),
        ("names: [24.10]", '4:13: `24.10` is read as a number where text belongs: quote it: "24.10"'),
        (
            "names: [2026-04-21]",
            '4:13: `2026-04-21` is read as a date where text belongs: quote it: "2026-04-21"',
        ),
        ("names: [no]", '4:13: `no` is read as true or false where text belongs: quote it: "no"'),
        ("names: Kite", "4:12: a list belongs here: write `[Kite]`"),
        ("names: [a]", "4:13: the name `a` " + EVERYWHERE),
        ("names: ['--']", "4:13: the name `--` " + EVERYWHERE),
        ("names: ['']", "4:13: `` is not text that is not empty, at most 200 characters"),
        (r'names: ["a\u0007b"]', "4:13: the text holds a control character (U+0007): leave it out"),
        (r'names: ["ab\u202e"]', "4:13: the text holds a direction override (U+202E): leave it out"),
        (
            "status: [{value: relased, since: 2026-01-01}]",
            "4:22: unknown value `relased`: did you mean `released`?",
        ),
        ("status: [{since: 2026-01-01}]", "4:14: `value` is missing: add `value: ...`"),
        ("status: [{value: released, since: 2026-02-30}]", "4:39: `2026-02-30` " + NO_DAY),
        ("status: [{value: released, since: soon}]", "4:39: `soon` is not a date: write YYYY-MM-DD"),
        (
            "status: [{value: released, since: 2026-02-02, until: 2026-02-01}]",
            "4:58: `until` (2026-02-01) is before `since` (2026-02-02): swap them, or mend one",
        ),
        ("status: released", "4:13: a list belongs here: write `[released]`"),
        ("snapshots: {complete: yes, rows: []}", "4:27: `yes`: write true or false"),
        ("caveats: [{id: x1, text: [a]}]", "4:30: a single value belongs here, not a list"),
        ("caveats: [text]", "4:15: a mapping belongs here: write `{id, text: ...}`"),
    ],
)
def test_a_mistake_in_an_entity(mistakes: Mistakes, rows: str, expected: str) -> None:
    assert mistakes(ENTITY + rows) == [expected]


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        ("amount: -3", "4:35: `-3`: an amount cannot be negative"),
        ("amount: 1_000", "4:35: `1_000` is not an amount: write digits and a point, such as 0.006"),
        ("amount: 1e3", "4:35: `1e3` is not an amount: write digits and a point, such as 0.006"),
        ("amount: '1,000'", "4:35: `1,000` is not an amount: write digits and a point, such as 0.006"),
        ("amount: .inf", "4:35: `.inf` is not an amount: write digits and a point, such as 0.006"),
        ("amount: 1, currency: usd", "4:48: `usd` is not a currency in three capital letters, such as USD"),
        (
            "amount: 1, per: 1M",
            "4:43: `1M` is not what a price can be per: write `1M tokens`, `image` or `user/month`",
        ),
    ],
)
def test_a_mistake_in_a_price(mistakes: Mistakes, price: str, expected: str) -> None:
    rest = {"currency": "USD", "per": "image"}
    given = price + "".join(f", {name}: {value}" for name, value in rest.items() if f"{name}:" not in price)
    assert mistakes(f"{ENTITY}prices: [{{meter: out, {given}}}]") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: the file is empty: begin it with `freshlint: 1`"),
        ("freshlint: 2", "1:12: unknown value `2`: known are `1`"),
        ("entities: {}", "1:1: `freshlint` is missing: add `freshlint: ...`"),
        ("[freshlint]", "1:1: a mapping belongs here: write `{freshlint: ...}`"),
        (
            "freshlint: 1\nmax_age: {price: 45}",
            "2:18: `45` is read as a number where text belongs: write a number of days such as 45d, or never",
        ),
        ("freshlint: 1\nmax_age: {price: 45w}", "2:18: `45w` is not a number of days such as 45d, or never"),
        ("freshlint: 1\nmax_age: {prise: 45d}", "2:11: unknown value `prise`: did you mean `price`?"),
        (
            "freshlint: 1\nsources: {p: {title: T, url: ftp://example.com}}",
            "2:30: `ftp://example.com` is not an address: `https://...`",
        ),
        (
            'freshlint: 1\nsources: {p: {title: "a\\nb", url: "https://example.com"}}',
            "2:22: the text holds a control character (U+000A): leave it out",
        ),
        ("freshlint: 1\napis: {a.b: {path: v1}}", "2:20: `v1` is not a path that begins with `/`"),
        (
            "freshlint: 1\napis: {a.b: {hosts: ['https://x.example']}}",
            "2:22: `https://x.example` is not a host name without scheme, port or path",
        ),
        (
            "freshlint: 1\nentities: {15: {}}",
            '2:12: `15` is read as a number where text belongs: quote it: "15"',
        ),
        ("freshlint: 1\nentities: {x: {}}", "2:12: the name `x` " + EVERYWHERE),
        ("freshlint: 1\nfreshlint: 1", "2:1: `freshlint` stands twice; the first is on line 1: keep one"),
        (
            "freshlint: 1\nvocabulary: {units: {token: {en: ['$']}}}",
            "2:35: the term `$` has no letter or digit: write a word",
        ),
        (
            "freshlint: 1\nvocabulary: {units: {token: {no: [ab]}}}",
            '2:30: `no` is read as true or false where text belongs: quote it: "no"',
        ),
        ("freshlint: &a 1", "1:12: anchors (`&name`) are not read: write each value out"),
        (
            "freshlint: 1\nentities: {ab: {<<: {}}}",
            "2:17: merge keys (`<<`) are not read: write the keys out",
        ),
        (
            "freshlint: !!int 1",
            "1:12: tags (`!name`) are not read: write the plain value, quoted if it is text",
        ),
        ("freshlint: 1\n? [a]\n: 1", "2:3: a list or mapping cannot be a key: write a word"),
        (
            "freshlint: 1\n---\nfreshlint: 1",
            "3:1: a second document begins here: write one document in a file",
        ),
        ("freshlint: 1\nentities: " + "[" * 40, "2:27: nested deeper than 16 levels"),
        ("freshlint: 1\nentities: {\n", "3:1: not valid YAML: did not find expected node content"),
        (f"freshlint: {'1' * 10_001}", "1:12: longer than 10000 characters"),
    ],
)
def test_a_mistake_in_a_file(mistakes: Mistakes, text: str, expected: str) -> None:
    assert mistakes(text) == [expected]


def test_aliases_are_refused_so_that_nothing_can_multiply(mistakes: Mistakes) -> None:
    assert mistakes("freshlint: 1\nentities: {ab: &x {}, cd: *x}") == [
        "2:16: anchors (`&name`) are not read: write each value out",
        "2:27: aliases (`*name`) are not read: write the value out",
    ]


def test_columns_count_characters_not_bytes(mistakes: Mistakes) -> None:
    assert mistakes(ENTITY + "names: [图像模型, 24.10]")[0].startswith("4:19:")


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    with pytest.raises(FactsErrors, match=r"^f\.yaml:2:1: the file is not UTF-8: save it as UTF-8$"):
        load("f.yaml", b"freshlint: 1\n# \xff\n")


def test_a_control_byte_is_refused_with_its_line() -> None:
    with pytest.raises(FactsErrors, match=r"^f\.yaml:2:\d+: not valid YAML: "):
        load("f.yaml", b"freshlint: 1\n# \x00\n")


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert load("f.yaml", b"\xef\xbb\xbffreshlint: 1\n").content.freshlint == 1


def test_all_mistakes_of_a_file_are_named_at_once(mistakes: Mistakes) -> None:
    found = mistakes(ENTITY + "names: [1.5]\n    staus: []\n    status: [{value: gone}]")
    assert [message.split(":")[0] for message in found] == ["4", "5", "6"]


def test_mistakes_of_several_files_are_named_together() -> None:
    with pytest.raises(FactsErrors) as caught:
        load_all([("a.yaml", b"freshlint: 3"), ("b.yaml", b"freshlint: 1"), ("c.yaml", b"")])
    assert [error.file for error in caught.value.errors] == ["a.yaml", "c.yaml"]


LINES = """\
sources:
  page: {title: "A page", url: "https://example.com/p", official: true}
entities:
  kite-2:
    names: [kite-2, Kite 2]
    status: [{value: released, since: 2026-04-21, source: page}]
    snapshots:
      complete: true
      rows: [{id: kite-2-2026-04-21, verified: 2026-04-22}]
    prices:
      - {meter: out, where: {size: s}, amount: 30, currency: USD, per: 1M tokens}
""".splitlines()


@given(
    st.lists(
        st.tuples(st.sampled_from(LINES), st.integers(0, 60), st.sampled_from(list(":{}[],-&*!|\"'\n#~1")))
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_its_mistakes_are_named(
    lines: list[tuple[str, int, str]],
) -> None:
    text = "freshlint: 1\n" + "\n".join(line[:cut] + mark + line[cut:] for line, cut, mark in lines)
    try:
        load("f.yaml", text.encode())
    except FactsErrors as broken:
        assert broken.errors
        height = len(text.splitlines()) + 1
        assert all(1 <= error.line <= height and error.column >= 1 for error in broken.errors)


def _merge_mistake(view: Callable[..., FactsView], *files: LoadedFile) -> list[str]:
    with pytest.raises(FactsErrors) as caught:
        view("2026-04-22", *files)
    return [str(error) for error in caught.value.errors]


def test_an_unknown_source_is_named_with_the_nearest_one(
    entity: Callable[..., LoadedFile], view: Callable[..., FactsView]
) -> None:
    file = entity("status: [{value: released, verified: 2026-01-01, source: pag}]")
    assert _merge_mistake(view, file) == ["f.yaml:6:62: unknown source `pag`: did you mean `page`?"]


def test_an_unknown_entity_is_named_with_the_nearest_one(
    entity: Callable[..., LoadedFile], view: Callable[..., FactsView]
) -> None:
    file = entity("supersedes: [{entity: read}]\nreplaced_by: [reet, {entity: kite}]")
    assert _merge_mistake(view, file) == [
        "f.yaml:6:27: unknown entity `read`: did you mean `reed`?",
        "f.yaml:7:19: unknown entity `reet`: did you mean `reed`?",
        "f.yaml:7:34: `kite` cannot stand in its own list",
    ]


def test_a_row_that_holds_on_no_day_hides_no_overlap(
    entity: Callable[..., LoadedFile], view: Callable[..., FactsView]
) -> None:
    file = entity("""
        caveats:
          - {id: gate, text: one, since: 2026-01-01}
          - {id: gate, text: two, verified: 2026-03-01, until: 2026-02-01}
          - {id: gate, text: three, since: 2026-04-01}
    """)
    assert [message[:8] for message in _merge_mistake(view, file)] == ["f.yaml:9"]


def test_two_rows_of_one_thing_cannot_hold_on_the_same_day(
    entity: Callable[..., LoadedFile], view: Callable[..., FactsView]
) -> None:
    file = entity("""
        prices:
          - {meter: out, amount: 3, currency: USD, per: image, since: 2026-01-01, until: 2026-02-01}
          - {meter: out, amount: 4, currency: USD, per: image, since: 2026-02-01}
    """)
    assert _merge_mistake(view, file) == [
        "f.yaml:8:9: kite/prices/out@USD holds twice on the same day, also on line 7: "
        "end the older one with `until`, or tell them apart with `where`"
    ]

"""One page: fixed until no fix is left, suppressed findings left alone."""

from __future__ import annotations

from datetime import date

import pytest

from freshlint import engine
from freshlint.document.model import Document
from freshlint.finding import Severity
from freshlint.page import Checker
from freshlint.screen import Screen
from freshlint.source import Source
from viewing import view_of

RULES = frozenset({"snapshot", "availability", "superseded", "retired", "unused-suppression"})


def checker(
    select: frozenset[str] = RULES, names: tuple[str, ...] = ("thing",), **severities: Severity
) -> Checker:
    knowledge = engine.Knowledge(view_of(date(2026, 4, 22)), ())
    return Checker(knowledge, engine.Settings(select), Screen.of(names), severities)


@pytest.fixture(autouse=True)
def _(word_engine: None) -> None:
    """All tests here run on the engine of four words."""


def test_a_page_that_names_nothing_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(engine, "read", lambda _: pytest.fail("was read"))
    assert checker().check(Source("a.md", "STALE")).screened


def test_a_page_with_a_suppression_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    report = checker().check(Source("a.md", "<!-- freshlint-disable-file: x -->\n"))
    assert [finding.rule for finding in report.findings] == ["unused-suppression"]


def test_only_selected_rules_are_shown() -> None:
    report = checker(frozenset({"superseded"})).check(Source("a.md", "STALE DUSTY"))
    assert [finding.rule for finding in report.findings] == ["superseded"]


def test_notices_about_comments_are_a_rule_that_can_be_left_out() -> None:
    report = checker(frozenset({"superseded"})).check(Source("a.md", "<!-- freshlint-disable-file: x -->\n"))
    assert report.findings == ()


def test_findings_alike_are_numbered() -> None:
    report = checker().check(Source("a.md", "STALE STALE"))
    assert len({finding.fingerprint for finding in report.findings}) == 2


def test_what_is_silenced_is_not_fixed() -> None:
    text = "<!-- freshlint-disable-next-line snapshot: quoted -->\nSTALE\n\nSTALE\n"
    report = checker().fix(Source("a.md", text), unsafe=False)
    assert report.source.text == "<!-- freshlint-disable-next-line snapshot: quoted -->\nSTALE\n\nFRESH\n"
    assert report.fixed == 1


def test_a_page_without_a_fix_has_no_before() -> None:
    report = checker().fix(Source("a.md", "ROTTEN"), unsafe=False)
    assert (report.before, report.fixed, len(report.findings)) == (None, 0, 1)


def test_fixes_that_follow_from_fixes_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = engine.check

    def growing(document: Document, *rest: object) -> engine.PageResult:
        text = document.source.text.replace("FRESH?", "STALE ")
        return plain(Document(Source("a.md", text), "markdown", ()), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "check", growing)
    report = checker().fix(Source("a.md", "STALE?"), unsafe=False)
    assert report.before == Source("a.md", "STALE?")
    assert report.source.text == "FRESH?"


def test_fixing_comes_to_an_end_where_two_fixes_undo_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from freshlint.finding import Edit, Fix
    from word_engine import word_findings

    def swinging(document: Document, *_: object) -> engine.PageResult:
        source = document.source
        other = "DUSTY" if "STALE" in source.text else "STALE"
        (found,) = word_findings(source)
        fix = Fix(word_findings(Source("", "STALE"))[0].fix.applicability, (Edit(*found.span, other),))
        return engine.PageResult((replace(found, fix=fix),))

    monkeypatch.setattr(engine, "check", swinging)
    report = checker().fix(Source("a.md", "STALE"), unsafe=False)
    assert report.source.text == "DUSTY"


def test_problems_become_warnings_with_their_place() -> None:
    report = checker().check(Source("a.html", "<p>\n  <b>thing</p>"))
    (warning,) = report.warnings
    assert (warning.path, warning.line, warning.column) == ("a.html", 2, 3)


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        (
            "a.md",
            "---\nlastmod: 2026-01-02\nseo: {last_updated: 2026-01-03}\ndate: 2025-01-01\n---\nSTALE\n",
            2,
        ),
        ("a.html", '<script type="application/ld+json">{"dateModified": "2026-01-02"}</script><p>STALE', 1),
        ("a.html", '<meta property="article:modified_time" content="2026-01-02"><p>STALE', 1),
        ("a.md", "---\nlastmod: 2026-01-02\n---\nDUSTY\n", 0),
    ],
)
def test_the_day_of_a_change_is_left_alone_and_named_where_something_was_fixed(
    path: str, text: str, left: int
) -> None:
    report = checker().fix(Source(path, text), unsafe=False)
    assert len([warning for warning in report.warnings if "was left as it is" in warning.text]) == left
    assert report.source.text == text.replace("STALE", "FRESH")

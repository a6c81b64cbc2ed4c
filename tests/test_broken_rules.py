"""A rule that raises, does not end or answers nonsense is told by its name, and the other rules go on."""

from __future__ import annotations

import json
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import shipped
from freshlint import engine
from freshlint.editor.projects import Projects
from freshlint.editor.shown import diagnostics
from freshlint.errors import OutOfTime
from freshlint.finding import Applicability, Edit, Fix
from freshlint.fixes import sound_fixes
from freshlint.guard import Guard
from freshlint.limit import within
from freshlint.rule import (
    FRESH,
    ClaimRule,
    CorpusRule,
    Judgement,
    PageJudgement,
    PageRule,
    Restate,
    Rule,
    SwapText,
    Verdict,
)
from freshlint.source import Source, Span
from freshlint.stock import contradictions

Call = Callable[..., Any]
PACK = Path(__file__).parent / "audit" / "pack"
STALE = "There is no public API for gpt-image-2.\n"
PRICE = "Image output costs $40 per 1M tokens on gpt-image-2.\n"


class UnprintableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("not even that")


def raising(error: BaseException) -> Call:
    def answer(*_: object) -> Any:
        raise error

    return answer


def endless(*_: object) -> Any:
    while True:
        time.sleep(0.001)


def giving(answer: object) -> Call:
    return lambda *_: answer


class Broken(ClaimRule):
    """Owns what `availability` owns, and answers as it is told."""

    id, summary = "broken", "answers as it is told"
    predicates = frozenset({"available"})

    def __init__(self, judge: Call, intent: Call | None = None) -> None:
        self._judge, self._intent = judge, intent or giving(None)

    def judge(self, claim: Any, view: Any, day: Any) -> Judgement:
        return self._judge(claim, view)  # type: ignore[no-any-return]

    def fix_intent(self, claim: Any, judgement: Judgement, view: Any) -> Any:
        return self._intent(claim)


class BrokenPage(PageRule):
    """Sees a page, and answers as it is told."""

    id, summary = "broken", "answers as it is told"

    def __init__(self, check: Call) -> None:
        self._check = check

    def check(self, document: Any, claims: Any, view: Any) -> Any:
        return self._check(document, claims, view)


def knowledge_with(rule: Rule) -> engine.Knowledge:
    known = shipped.knowledge()
    pack = SimpleNamespace(rules=(rule,), wording={}, statements={})
    return replace(known, packs=(*known.packs, pack))


def checked(text: str, known: engine.Knowledge) -> engine.PageResult:
    settings = replace(shipped.SETTINGS, select=shipped.SETTINGS.select | {"broken"})
    return engine.check(engine.read(Source("a.md", text)), known, settings)


def with_rule(rule: Rule, text: str = STALE + PRICE) -> engine.PageResult:
    """A page by the rules that ship and this one."""
    return checked(text, knowledge_with(rule))


def stale(*_: object) -> Judgement:
    return Judgement(Verdict.STALE, shipped.knowledge().view.facts("gpt-image-2")[:1], "is wrong")


@pytest.mark.parametrize(
    ("judge", "told"),
    [
        (raising(ValueError("boom")), "raised ValueError: boom (test_broken_rules.py:"),
        (raising(SystemExit(0)), "raised SystemExit: 0"),
        (raising(GeneratorExit()), "raised GeneratorExit"),
        (raising(RecursionError()), "raised RecursionError"),
        (raising(UnprintableError()), "raised UnprintableError: <exception str() failed>"),
        (giving(None), "gave nothing for a verdict"),
        (giving("stale"), "gave a str for a verdict"),
        (giving(Judgement("stale")), "gave a Judgement for a verdict"),  # type: ignore[arg-type]
        (giving(Judgement(Verdict.STALE, ("fact",))), "whose parts are of wrong types"),  # type: ignore[arg-type]
        (giving(replace(FRESH, message=None)), "whose parts are of wrong types"),  # type: ignore[arg-type]
        (giving(Judgement(Verdict.FRESH, rule="no-such")), "under the name 'no-such', which no rule has"),
    ],
)
def test_a_claim_rule_that_fails_is_named_and_others_go_on(judge: Call, told: str) -> None:
    result = with_rule(Broken(judge))
    assert [finding.rule for finding in result.findings] == ["price"]
    (failure,) = result.failures
    assert str(failure).startswith("the rule 'broken' ") and told in str(failure)
    assert [each.reason for each in result.undecided] == ["the rule 'broken' failed"]


def test_an_interrupt_is_no_failure_of_the_rule_that_it_came_in() -> None:
    with pytest.raises(KeyboardInterrupt):
        with_rule(Broken(raising(KeyboardInterrupt())))


def test_failures_of_a_rule_are_counted_and_the_first_is_placed() -> None:
    result = with_rule(Broken(raising(ValueError("boom"))), f"Price list.\n\n{STALE}\n{STALE}\n{STALE}")
    (failure,) = result.failures
    assert (failure.at, failure.more) == (len("Price list.\n\n"), 2)


@pytest.mark.parametrize(
    ("intent", "told"),
    [
        (raising(ValueError("boom")), "raised ValueError: boom"),
        (giving("rewrite it"), "gave a str for what a fix should say"),
        (giving(SwapText(7)), "asks for a fix that cannot be written: "),  # type: ignore[arg-type]
        (giving(Restate("released", {"name": 7})), "asks for a fix that cannot be written: "),  # type: ignore[dict-item]
    ],
)
def test_a_fix_that_cannot_be_written_costs_no_finding_and_no_other_fix(intent: Call, told: str) -> None:
    result = with_rule(Broken(stale, intent))
    assert [(each.rule, bool(each.fix and each.fix.edits)) for each in result.findings] == [
        ("broken", False),
        ("price", True),
    ]
    assert told in str(result.failures[0])


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(5, 3, "x"),),
        (Edit(-1, 3, "x"),),
        (Edit(0, 10**9, "x"),),
        (Edit(0, 5, "x"), Edit(3, 8, "y")),
    ],
    ids=["reversed", "before the page", "behind the page", "overlapping"],
)
def test_edits_that_cannot_be_made_are_no_fix(edits: tuple[Edit, ...]) -> None:
    found = SimpleNamespace(rule=Broken(stale), stale=SimpleNamespace(claim=SimpleNamespace(span=Span(0, 5))))
    guard = Guard(frozenset())
    fix = Fix(Applicability.SAFE, edits)
    assert sound_fixes([found], lambda _: [fix], 20, guard) == [None]  # type: ignore[list-item]
    assert "asks for a fix that cannot be made" in str(guard.failures[0])


def astray(**changes: Any) -> Call:
    """A page rule's answer: the page's first claim, elsewhere."""

    def check(document: Any, claims: Any, view: Any) -> Iterator[PageJudgement]:
        yield PageJudgement(replace(claims[0], **changes), stale())

    return check


def endless_findings(document: Any, claims: Any, view: Any) -> Iterator[PageJudgement]:
    while True:
        yield PageJudgement(claims[0], FRESH)


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (raising(ValueError("boom")), "raised ValueError: boom"),
        (giving(None), "raised TypeError: 'NoneType' object is not iterable"),
        (giving([None]), "gave nothing for a judgement about the page"),
        (astray(span=Span(0, 10**6)), "points to [0:1000000], which is no place in a page of"),
        (astray(span=Span(9, 3)), "points to [9:3], which is no place"),
        (astray(span=Span(-4, 3)), "points to [-4:3], which is no place"),
        (astray(span=Span(3, 3)), "points to nothing at 3"),
        (astray(span=Span(1, 9)), "points to [1:9], where its text does not stand"),
        (astray(related=(Span(0, 10**6),)), "which is no place"),
        (astray(block=None), "of a block that is not of the page"),
        (endless_findings, "finds more on the page than it has characters"),
    ],
)
def test_a_page_rule_that_fails_is_named_and_others_go_on(check: Call, told: str) -> None:
    result = with_rule(BrokenPage(check))
    assert [finding.rule for finding in result.findings] == ["availability", "price"]
    assert told in str(result.failures[0])


def test_what_a_page_rule_found_before_it_failed_is_kept() -> None:
    def check(document: Any, claims: Any, view: Any) -> Iterator[PageJudgement]:
        yield PageJudgement(claims[0], stale())
        raise ValueError("boom")

    result = with_rule(BrokenPage(check))
    assert "broken" in [finding.rule for finding in result.findings]
    assert len(result.failures) == 1


@pytest.mark.parametrize("where", ["in the main thread", "in another thread"])
def test_a_rule_that_does_not_end_is_named_and_not_asked_again(where: str) -> None:
    done: list[engine.PageResult] = []
    known = knowledge_with(Broken(endless))
    checked(PRICE, known)  # what is built with the first page takes a while

    def check() -> None:
        with within(0.3):
            done.append(checked(f"{STALE}\n{STALE}\n{PRICE}", known))

    if where == "in the main thread":
        check()
    else:
        thread = threading.Thread(target=check, daemon=True)
        thread.start()
        thread.join(30)
    (result,) = done
    assert [finding.rule for finding in result.findings] == ["price"]
    assert [str(each) for each in result.failures] == [
        "the rule 'broken' did not end within 0.3 s; other rules went on"
    ]
    assert len(result.undecided) == 2


def test_a_limit_leaves_no_alarm_behind() -> None:
    with pytest.raises(OutOfTime), within(0.05):
        endless()
    with within(0.05):
        pass
    time.sleep(0.15)


class BrokenCorpus(CorpusRule):
    """Sees all pages, and fails."""

    id, summary = "broken", "fails"

    def compare(self, statements: Any) -> Any:
        raise ValueError("boom")


def test_a_rule_on_all_pages_that_fails_is_named() -> None:
    @dataclass(frozen=True)
    class Basis:
        select = ("broken",)
        severities = ()
        min_confidence = "medium"

    pack: Any = SimpleNamespace(rules=(BrokenCorpus(),))
    found, failures = contradictions(lambda: (), [pack], Basis())  # type: ignore[arg-type]
    assert found == []
    assert failures[0].startswith("the rule 'broken' raised ValueError: boom")


@pytest.fixture
def poison(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a rule of a stranger that fails where a page says so."""
    monkeypatch.syspath_prepend(PACK)
    (site / "freshlint.toml").write_text('packs = ["poison"]\nas-of = 2026-04-22\n')
    (site / "a.md").write_text(f"{PRICE}\nRAISE\n")
    return site


FAILED = "the rule 'poison' raised ValueError"


def test_every_format_that_has_a_place_for_it_names_the_rule(poison: Path, freshlint: Call) -> None:
    def printed(form: str) -> str:
        outcome = freshlint("check", "--output-format", form, "a.md")
        assert outcome.code == 2
        return str(outcome.out)

    (error,) = json.loads(printed("json"))["summary"]["errors"]
    assert (error["path"], error["line"]) == ("a.md", 1) and FAILED in error["message"]
    (run,) = json.loads(printed("sarif"))["runs"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert FAILED in notice["message"]["text"] and notice["level"] == "error"
    assert [FAILED in each["description"] for each in json.loads(printed("gitlab"))].count(True) == 1
    assert any(FAILED in each["message"] for each in json.loads(printed("rdjson"))["diagnostics"])
    cases = ElementTree.fromstring(printed("junit")).iter("error")
    assert any(FAILED in (case.get("message") or "") for case in cases)
    for form in ("text", "concise", "github", "markdown", "issue"):
        assert FAILED in printed(form).replace("&#39;", "'").replace("\\", ""), form
    assert '"price"' in printed("json"), "the others went on"


def test_what_a_rule_failed_on_is_not_remembered(poison: Path, freshlint: Call) -> None:
    for number in range(30):
        (poison / f"{number}.md").write_text(f"{PRICE}\nRAISE\n")
    for _ in range(2):
        outcome = freshlint("check", "--output-format", "json")
        assert outcome.code == 2
        assert len(outcome.report["summary"]["errors"]) == 31


def test_claims_names_the_rule_and_lists_what_is_claimed(poison: Path, freshlint: Call) -> None:
    outcome = freshlint("claims", "--output-format", "json")
    assert outcome.code == 2
    assert FAILED in outcome.err
    assert "gpt-image-2" in outcome.out


def test_an_editor_shows_the_failure_beside_the_findings(poison: Path) -> None:
    text = (poison / "a.md").read_text()
    page = Projects().check(poison / "a.md", Source("a.md", text))
    shown = diagnostics("file:///a.md", page, "utf-16")
    assert FAILED in shown[0].message
    assert [each.code for each in shown[1:]] == ["price"]


def test_explain_says_that_a_rule_failed(poison: Path, freshlint: Call) -> None:
    assert FAILED in freshlint("explain", "a.md:1").out


def test_a_page_with_a_failed_rule_is_fixed_by_the_others(poison: Path, freshlint: Call) -> None:
    assert freshlint("check", "--fix").code == 2
    assert "$30" in (poison / "a.md").read_text()

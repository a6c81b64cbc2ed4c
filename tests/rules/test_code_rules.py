"""The rules that judge code: where an identifier is taken, which snapshots exist, what has been shut down."""

from __future__ import annotations

from datetime import date

import pytest

from freshlint.claim import ApiUse, Claim, Identifier
from freshlint.document.model import Block, Form, Inline, Kind
from freshlint.facts.fact import Aspect, Citation, Entity, Fact, SnapshotValue, StatusValue, UsageValue
from freshlint.rule import Advise, Reroute, SwapText, Verdict
from freshlint.source import Span
from freshlint_rules.api_field import ApiField
from freshlint_rules.retired import Retired
from freshlint_rules.snapshot import Snapshot
from viewing import view_of

DAY = date(2026, 4, 22)
BLOCK = Block(Kind.CODE, Form.CODE, Span(0, 1), lambda: Inline("x", ()))
CALLS = {"": ("answers.create",), "csharp": ("CreateAnswerAsync",), "java": ("answers().create",)}


def fact(aspect: Aspect, identity: str, value: object, **days: date) -> Fact:
    citation = Citation("A page", "https://ink.example", None, DAY)
    return Fact("ink-2", aspect, identity, value, days.get("since"), None, DAY, citation=citation)  # type: ignore[arg-type]


def usage(field: str, accepts: bool, api: str = "ink.answers.create", path: str = "/v1/answers") -> Fact:
    instead = {} if accepts else {"model": "talk-5", "tool": "draw"}
    value = UsageValue(
        api, field, accepts, ("api.ink.example",), path, CALLS if "answers" in api else {}, instead
    )
    return fact(Aspect.USAGE, f"ink-2/usage/{api}#{field}", value)


ROWS = (
    usage("model", False),
    usage("tools[].model", True),
    usage("model", True, "ink.images.draw", "/v1/images"),
    fact(Aspect.SNAPSHOT, "ink-2/snapshots/a", SnapshotValue("ink-2-2026-04-21"), since=date(2026, 4, 21)),
    fact(Aspect.STATUS, "ink-2/status/released", StatusValue("released"), since=date(2026, 4, 21)),
    fact(Aspect.STATUS, "ink-2/status/retired", StatusValue("retired"), since=date(2027, 1, 1)),
)
VIEW = view_of(DAY, ROWS, Entity("ink-2", snapshots_complete=True))


def use(field: str = "model", **where: str) -> Claim:
    return Claim("api-field", "ink-2", BLOCK, Span(0, 1), "x", value=ApiUse("ink-2", field, **where))  # type: ignore[arg-type]


def verdict(claim: Claim) -> Verdict:
    return ApiField().judge(claim, VIEW, DAY).verdict


@pytest.mark.parametrize(
    "claim",
    [
        use(call="client.answers.create", syntax="python"),
        use(call="$client->answers()->create", syntax="php"),
        use(call="client.Answers.Create", syntax="go"),
        use(call="client.answers.create", syntax="java"),
        use(call="c.CreateAnswerAsync", syntax="csharp"),
        use("", call="c.CreateAnswerAsync", syntax="csharp"),
        use(call="curl", host="api.ink.example", path="/v1/answers", syntax="shell"),
        use(call="POST", path="/v1/answers/", syntax="json"),
        use(call="client.answers.create", host="api.ink.example", syntax="python"),
    ],
)
def test_a_field_that_does_not_take_it_is_stale(claim: Claim) -> None:
    assert verdict(claim) is Verdict.STALE


@pytest.mark.parametrize(
    "claim",
    [
        use("tools[].model", call="client.answers.create", syntax="python"),
        use(call="client.images.draw", syntax="python"),
        use(call="curl", host="api.ink.example", path="/v1/images", syntax="shell"),
        use(call="client.answers.create", host="gate.example", syntax="python"),
        use(call="curl", host="gate.example", path="/v1/answers", syntax="shell"),
    ],
)
def test_another_field_call_or_contract_is_fresh(claim: Claim) -> None:
    assert verdict(claim) is Verdict.FRESH


@pytest.mark.parametrize(
    "claim",
    [
        use("tools[].config.model", call="client.answers.create", syntax="python"),
        use(call="client.answers.list", syntax="python"),
        use(call="create", syntax="python"),
        use(call="curl", host="api.ink.example", path="/v1/answers/7/cancel", syntax="shell"),
    ],
)
def test_what_no_row_speaks_of_is_undecided(claim: Claim) -> None:
    assert verdict(claim) is Verdict.UNDECIDED


def test_the_message_says_what_to_write_instead() -> None:
    judged = ApiField().judge(use(call="client.answers.create", syntax="python"), VIEW, DAY)
    assert judged.message == (
        "`model` of /v1/answers does not take ink-2; use talk-5 there and name ink-2 in the draw tool"
    )


def test_code_is_rerouted_and_prose_gets_advice() -> None:
    rule = ApiField()
    code, prose = use(call="client.answers.create", syntax="python"), use(path="/v1/answers")
    in_code = rule.fix_intent(code, rule.judge(code, VIEW, DAY), VIEW)
    in_prose = rule.fix_intent(prose, rule.judge(prose, VIEW, DAY), VIEW)
    assert isinstance(in_code, Reroute)
    assert (in_code.model, in_code.tool) == ("talk-5", "draw")
    assert isinstance(in_prose, Advise)
    for point in ("route", "output format", "size", "quality", "cost", "retries"):
        assert point in in_code.notes and point in in_prose.text


def dated(text: str) -> Claim:
    return Claim("snapshot", "ink-2", BLOCK, Span(0, 1), "x", value=Identifier(text))


def test_a_snapshot_that_is_not_listed_is_stale_and_swapped() -> None:
    rule = Snapshot()
    judged = rule.judge(dated("ink-2-2026-04-01"), VIEW, DAY)
    assert judged.verdict is Verdict.STALE
    assert rule.fix_intent(dated("ink-2-2026-04-01"), judged, VIEW) == SwapText("ink-2-2026-04-21")


def test_a_listed_snapshot_is_fresh_also_before_its_day() -> None:
    assert Snapshot().judge(dated("ink-2-2026-04-21"), VIEW, date(2026, 4, 1)).verdict is Verdict.FRESH


def test_an_incomplete_list_proves_nothing() -> None:
    view = view_of(DAY, ROWS, Entity("ink-2"))
    assert Snapshot().judge(dated("ink-2-2026-04-01"), view, DAY).verdict is Verdict.UNDECIDED


def called(predicate: str = "code-identifier") -> Claim:
    return Claim(predicate, "ink-2", BLOCK, Span(0, 1), "x", value=Identifier("ink-2"))


def test_a_call_is_stale_from_the_day_of_the_shutdown() -> None:
    rule = Retired()
    assert rule.judge(called(), VIEW, date(2026, 12, 31)).verdict is Verdict.FRESH
    judged = rule.judge(called(), VIEW, date(2027, 1, 1))
    assert (judged.verdict, judged.message) == (
        Verdict.STALE,
        "calls ink-2, which is shut down on 2027-01-01",
    )


def test_before_anything_is_known_nothing_is_said() -> None:
    assert Retired().judge(called(), VIEW, date(2026, 1, 1)).verdict is Verdict.UNDECIDED

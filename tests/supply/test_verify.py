"""`freshlint facts verify` against a site: what is seen, what drifted, and every way for a source to be lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from freshlint.fetch.policy import Policy
from loopback import Answer, Asked, Site, page

Call = Callable[..., Any]
TODAY = datetime.now(UTC).date().isoformat()

FACTS = """\
# Ours. Looked after by hand.
freshlint: 1
sources:
  prices: {title: Kite prices, url: "URL/prices", official: true}
  models: {title: Kite models, url: "URL/models#kite", official: true}
entities:
  kite:
    names: [Kite 2]   # as people write it
    status:
      - value: released
        since: 2026-01-05
        source: models
        evidence: kite-2 was released on January 5   # the changelog's words
    prices:
      - {meter: output, amount: 30, currency: USD, per: image, verified: 2026-02-01, source: prices, evidence: $30}
      - {meter: input, amount: 5.00, currency: USD, per: image, verified: null, source: prices, evidence: $5}
      - {meter: ended, amount: 9, currency: USD, per: image, until: 2026-01-04, source: prices, evidence: $9}
      - {meter: cached, amount: 1, currency: USD, per: image, since: 2026-01-05, source: prices}
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pauses between requests, and no second tries: both are the fetcher's, and tested there."""
    monkeypatch.setattr(
        "freshlint.cli.facts_verify.Policy", lambda **limits: Policy(pause=0, tries=1, **limits)
    )


@pytest.fixture
def file(web: Site, site: Path) -> Path:
    """The facts, about the loopback site."""
    path = site / "kite.yaml"
    path.write_text(FACTS.replace("URL", web.url), encoding="utf-8")
    return path


@pytest.fixture
def verify(freshlint: Call) -> Call:
    """Calls the command, on the file and with private peers allowed."""

    def call(*options: str) -> Any:
        return freshlint("facts", "verify", "--facts", "kite.yaml", "--allow-private", *options)

    return call


def both_pages(web: Site) -> None:
    web.routes["/prices"] = page("<table><tr><td>output<td>$30<tr><td>input<td>$5</table>")
    web.routes["/models"] = page("# Kite 2\n\nkite-2 was released on January 5, 2026.", "text/markdown")


def test_rows_that_are_seen_get_the_day_and_nothing_else_changes(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    before = file.read_text()
    outcome = verify()
    assert outcome.code == 0
    expected = (
        before.replace("        source: models\n", f"        verified: {TODAY}\n        source: models\n")
        # The row held from the day on which it was first seen; it still does.
        .replace("verified: 2026-02-01, source", f"since: 2026-02-01, verified: {TODAY}, source")
        .replace("verified: null", f"verified: {TODAY}")
    )
    assert file.read_text() == expected
    assert "1 no-evidence, 3 seen" in outcome.out
    assert (
        f"kite: ✓ model page {TODAY}  ✗ endpoint example  ✓ price row {TODAY}  ✓ official wording {TODAY}"
        in outcome.out
    )


def test_each_page_is_asked_for_once_and_ended_rows_are_left_alone(
    web: Site, file: Path, verify: Call
) -> None:
    both_pages(web)
    verify()
    assert sorted(web.paths) == ["/models", "/prices"]
    assert "until: 2026-01-04, source: prices" in file.read_text()


def test_a_second_run_on_the_same_day_changes_nothing(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    verify()
    once = file.read_bytes()
    assert verify().code == 0
    assert file.read_bytes() == once


def test_drift_is_reported_with_what_stands_there_now(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    web.routes["/models"] = page("<p>kite-2 was released on January 6, 2026.</p>")
    before = file.read_text()
    outcome = verify()
    assert outcome.code == 1
    assert (
        "kite.yaml:10:9: drift: kite/status/released: wanted 'kite-2 was released on January 5'"
        in outcome.out
    )
    assert "found 'kite-2 was released on January 6, 2026.'" in outcome.out
    changed = [
        new for old, new in zip(before.splitlines(), file.read_text().splitlines(), strict=True) if old != new
    ]
    assert len(changed) == 2
    assert all("meter" in line for line in changed)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(status=404), "gone"),
        (Answer(status=410), "gone"),
        (Answer(status=403), "blocked"),
        (Answer(status=429, headers={"Retry-After": "9000"}), "blocked"),
        (Answer(status=500), "server-error"),
        (page(""), "empty"),
        (page("<html><body><div id=root></div><script>draw()</script></body></html>"), "empty"),
        (page("<p>Welcome to our new site</p>"), "missing"),
        (Answer("価格 $30 $5".encode("shift_jis"), headers={"Content-Type": "text/html"}), "wrong-charset"),
        (Answer(b"$30", length=99), "cut-off"),
        (Answer(status=302, headers={"Location": "ftp://example.com/"}), "bad-address"),
    ],
)
def test_every_lost_source_has_a_name_and_leaves_its_rows_as_they_are(
    answer: Answer, expected: str, web: Site, file: Path, verify: Call
) -> None:
    both_pages(web)
    web.routes["/prices"] = answer
    outcome = verify()
    assert outcome.code == 1
    assert outcome.out.count(f": {expected}: kite/prices/") == 2
    text = file.read_text()
    assert "verified: 2026-02-01" in text
    assert "verified: null" in text
    assert f"verified: {TODAY}" in text


def test_a_source_that_moved_for_good_is_read_and_named(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    web.routes["/new-prices"] = web.routes["/prices"]
    web.routes["/prices"] = Answer(status=301, headers={"Location": "/new-prices"})
    outcome = verify()
    assert outcome.code == 0
    assert f"moved: {web.url}/prices is now {web.url}/new-prices: change the source's `url`" in outcome.out


def test_local_addresses_are_refused_unless_they_are_asked_for(
    web: Site, file: Path, freshlint: Call
) -> None:
    both_pages(web)
    outcome = freshlint("facts", "verify", "--facts", "kite.yaml")
    assert outcome.code == 1
    assert "refused-address: kite/status/released" in outcome.out
    assert web.asked == []


def test_robots_txt_is_respected(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    web.routes["/robots.txt"] = page("User-agent: *\nDisallow: /prices", "text/plain")
    assert verify().out.count(": robots: kite/prices/") == 2
    assert web.paths == ["/models"]


def test_a_cache_spares_the_site_and_serves_offline(web: Site, file: Path, verify: Call) -> None:
    def prices(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == '"1"':
            return Answer(status=304)
        return page("output $30, input $5", ETag='"1"')

    both_pages(web)
    web.routes["/prices"] = prices
    assert verify("--cache", "pages").code == 0
    assert verify("--cache", "pages").code == 0
    web.routes.clear()
    asked = len(web.asked)
    assert verify("--offline-cache", "pages").code == 0
    assert len(web.asked) == asked


def test_a_dry_run_writes_nothing(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    before = file.read_bytes()
    assert "3 seen" in verify("--dry-run").out
    assert file.read_bytes() == before


def test_one_entity_alone_and_results_as_json(web: Site, file: Path, verify: Call) -> None:
    both_pages(web)
    rows = json.loads(verify("--entity", "kite", "--format", "json").out)["rows"]
    assert [(row["fact"], row["result"]) for row in rows] == [
        ("kite/status/released", "seen"),
        ("kite/prices/output", "seen"),
        ("kite/prices/input", "seen"),
        ("kite/prices/cached", "no-evidence"),
    ]
    assert verify("--entity", "nobody").code == 2


def test_an_interruption_leaves_the_file_whole(
    web: Site, file: Path, verify: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_pages(web)
    before = file.read_bytes()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("freshlint.write.os.fsync", interrupt)
    assert verify().code == 130
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["kite.yaml"]

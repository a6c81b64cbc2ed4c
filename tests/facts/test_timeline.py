"""The life of an entity as its facts tell it."""

from __future__ import annotations

from datetime import date

from freshlint.facts.load import load
from freshlint.facts.merge import build_view
from freshlint.facts.timeline import Lane, events, lanes

FACTS = b"""freshlint: 1
sources: {page: {title: Acme, url: "https://acme.example/models"}}
entities:
  acme-3:
    status:
      - {value: released, since: 2026-01-01, verified: 2026-01-02, source: page}
      - {value: deprecated, since: 2026-05-01, verified: 2026-05-02, source: page}
    prices:
      - {meter: image output, amount: 40, currency: USD, per: 1M tokens, since: 2026-01-01, until: 2026-03-31,
         verified: 2026-01-02, source: page}
      - {meter: image output, amount: 30, currency: USD, per: 1M tokens, since: 2026-04-01, verified: 2026-04-02,
         source: page}
      - {meter: image input, amount: 8, currency: USD, per: 1M tokens, verified: 2026-02-02, source: page}
  acme-4:
    supersedes: [{entity: acme-3, since: 2026-04-15, verified: 2026-04-15, source: page}]
"""


def read() -> tuple[Lane, ...]:
    return lanes(build_view([load("facts.yaml", FACTS)], date(2026, 6, 1)), "acme-3")


def test_a_status_ends_where_the_next_begins_and_a_price_where_its_row_says() -> None:
    found = {lane.label: [(one.first, one.last, one.text) for one in lane.stretches] for lane in read()}
    assert found == {
        "status": [
            (date(2026, 1, 1), date(2026, 4, 30), "released"),
            (date(2026, 5, 1), None, "deprecated"),
        ],
        "superseded": [(date(2026, 4, 15), None, "acme-4 is newer")],
        "image input": [(date(2026, 2, 2), None, "image input: $8 per 1M tokens")],
        "image output": [
            (date(2026, 1, 1), date(2026, 3, 31), "image output: $40 per 1M tokens"),
            (date(2026, 4, 1), None, "image output: $30 per 1M tokens"),
        ],
    }


def test_events_are_told_day_by_day_and_a_change_is_no_end() -> None:
    told = [(str(event.day), event.text) for event in events(read())]
    assert told == sorted(told, key=lambda row: row[0])
    assert ("2026-02-02", "image input: $8 per 1M tokens (seen)") in told
    assert not any(text.startswith("no longer") for _, text in told)


def test_what_ends_without_a_successor_is_told() -> None:
    ended = FACTS.replace(
        b"since: 2026-04-01, verified: 2026-04-02", b"since: 2026-04-05, verified: 2026-04-06"
    )
    found = lanes(build_view([load("facts.yaml", ended)], date(2026, 6, 1)), "acme-3")
    assert ("2026-04-01", "no longer: image output: $40 per 1M tokens") in [
        (str(event.day), event.text) for event in events(found)
    ]

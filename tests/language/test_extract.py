"""All claims of a page together: in the order of the source, each place once, whatever the day."""

from __future__ import annotations

from datetime import date

import shipped
from freshlint.claim import Tense

PAGE = """\
# Is gpt-image-2 out?

gpt-image-2 costs $30 per 1M image output tokens and has no public API.

- GPT Image 1.5 is the newest model.
- Pin gpt-image-2-2026-04-21.

```python
client.responses.create(model="gpt-image-2")
```
"""


def test_every_reading_adds_its_claims_in_the_order_of_the_source() -> None:
    claims = shipped.claims(PAGE)
    assert [claim.predicate for claim in claims] == [
        "settled-question",
        "price",
        "available",
        "newest",
        "snapshot",
        "api-field",
        "code-identifier",
    ]
    assert [claim.span.start for claim in claims] == sorted(claim.span.start for claim in claims)


def test_the_span_of_every_claim_is_where_its_text_stands() -> None:
    for claim in shipped.claims(PAGE):
        assert PAGE[claim.span.start : claim.span.end] == claim.text


def test_a_page_that_names_no_entity_has_no_claims() -> None:
    assert shipped.claims("There is no public API for the model. It costs $40.") == ()


def test_a_name_that_only_the_reader_sees_whole_is_found() -> None:
    (claim,) = shipped.claims("<p>gpt-<b>image</b>-2 is not available.</p>", "html")
    assert claim.entity == "gpt-image-2"


def test_what_answers_read_is_not_read_once_more_as_a_clause() -> None:
    """ "None" under "Public API" and "No." under a question are read by their question, and only so."""
    table = "| Model | Public API |\n| --- | --- |\n| gpt-image-2 | not available |\n"
    assert [claim.text for claim in shipped.claims(table)] == ["not available"]
    asked = "### Is gpt-image-2 available?\n\nNo, it is not available.\n"
    assert [claim.polarity for claim in shipped.claims(asked)] == [True, False]


def test_comments_and_scripts_say_nothing() -> None:
    text = "<!-- gpt-image-2 is not available. --><script>var a = 'gpt-image-2 is not available.'</script><p>Hello</p>"
    assert shipped.claims(text, "html") == ()


def test_code_in_a_dated_entry_is_of_that_day() -> None:
    code = '```python\nclient.images.generate(model="gpt-image-2")\n```\n'
    for heading, tense, day in (
        ("## 2026-03-10", Tense.PRESENT, date(2026, 3, 10)),
        ("## v1.4.0", Tense.PAST, None),
        ("## Code", Tense.PRESENT, None),
    ):
        found = shipped.claims(f"# Changes\n\n{heading}\n\n{code}")
        assert {(claim.time.tense, claim.time.day) for claim in found} == {(tense, day)}


def test_claims_do_not_depend_on_the_day() -> None:
    spans = [
        [(claim.predicate, claim.span) for claim in shipped.read(PAGE, as_of=day).claims]
        for day in (date(2026, 1, 1), date(2026, 12, 31))
    ]
    assert spans[0] == spans[1]

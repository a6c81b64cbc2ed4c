"""Several files as one: what a later file overrides, what is added up, and how facts are named."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from freshlint.facts.fact import Aspect, Fact, PriceValue, UsageValue
from freshlint.facts.load import LoadedFile
from freshlint.facts.view import FactsView

Entity = Callable[..., LoadedFile]
Parse = Callable[..., LoadedFile]
View = Callable[..., FactsView]

PRICE = "prices: [{meter: out, amount: %s, currency: USD, per: image, since: %s}]"


def _amounts(facts: list[Fact]) -> list[str]:
    return [str(fact.value.amount) for fact in facts if isinstance(fact.value, PriceValue)]


def test_a_later_file_overrides_a_row_that_holds_on_the_same_days(entity: Entity, view: View) -> None:
    shipped = entity(PRICE % ("3", "2026-01-01"))
    mine = entity(PRICE % ("4", "2026-02-01"), "mine.yaml")
    assert _amounts(view("2026-04-22", shipped, mine).rows("kite", Aspect.PRICE)) == ["4"]
    assert _amounts(view("2026-04-22", mine, shipped).rows("kite", Aspect.PRICE)) == ["3"]


def test_rows_of_other_days_are_kept_as_history(entity: Entity, view: View) -> None:
    old = entity(PRICE.replace("}", ", until: 2026-01-31}") % ("3", "2026-01-01"))
    new = entity(PRICE % ("4", "2026-02-01"), "new.yaml")
    both = view("2026-04-22", old, new)
    assert _amounts(both.rows("kite", Aspect.PRICE)) == ["3", "4"]
    assert _amounts(both.prices("kite")) == ["4"]


def test_a_row_that_holds_on_no_day_overrides_nothing(entity: Entity, view: View) -> None:
    shipped = entity(PRICE % ("3", "2026-01-01"))
    mine = entity("prices: [{meter: out, amount: 4, currency: USD, per: image}]", "mine.yaml")
    assert _amounts(view("2026-04-22", shipped, mine).prices("kite")) == ["3"]


def test_other_conditions_or_another_currency_are_another_fact(entity: Entity, view: View) -> None:
    shipped = entity(PRICE % ("3", "2026-01-01"))
    mine = entity(
        """
        prices:
          - {meter: out, where: {size: big}, amount: 4, currency: USD, per: image, since: 2026-01-01}
          - {meter: out, amount: 5, currency: EUR, per: image, since: 2026-01-01}
        """,
        "mine.yaml",
    )
    facts = view("2026-04-22", shipped, mine).prices("kite")
    assert [fact.identity for fact in facts] == [
        "kite/prices/out@USD",
        "kite/prices/out[size=big]@USD",
        "kite/prices/out@EUR",
    ]


def test_every_fact_has_a_name(entity: Entity, view: View) -> None:
    rows = """
        status: [{value: released}]
        supersedes: [{entity: reed}]
        snapshots: [{id: kite-2026-04-21}]
        usage: [{api: acme.calls.create, field: "tools[].model", accepts: true}]
        prices: [{meter: image, where: {size: 1024x1024, quality: low}, amount: 1, currency: USD, per: image}]
        caveats: [{id: gate, text: an account is needed}]
        replaced_by: [reed]
    """
    assert [fact.identity for fact in view("2026-04-22", entity(rows)).facts("kite")] == [
        "kite/status/released",
        "kite/supersedes/reed",
        "kite/snapshots/kite-2026-04-21",
        "kite/usage/acme.calls.create#tools[].model",
        "kite/prices/image[quality=low,size=1024x1024]",
        "kite/caveats/gate",
        "kite/replaced_by/reed",
    ]


def test_an_entity_of_two_files_has_the_names_of_both_and_its_id_first(entity: Entity, view: View) -> None:
    one = entity("kind: model\nvendor: Acme\nnames: [Kite, kite]")
    two = entity("vendor: Acme Inc\nplatform: cloud\nnames: [The Kite, Kite]", "two.yaml")
    merged = view("2026-04-22", one, two).entities["kite"]
    assert merged.names == ("kite", "Kite", "The Kite")
    assert (merged.kind, merged.vendor, merged.platform) == ("model", "Acme Inc", "cloud")


def test_a_list_of_snapshots_leaves_complete_as_it_was(entity: Entity, view: View) -> None:
    complete = entity("snapshots: {complete: true, rows: []}")
    more = entity("snapshots: [{id: kite-1}]", "more.yaml")
    unsure = entity("snapshots: {rows: []}", "unsure.yaml")
    assert view("2026-04-22", complete, more).entities["kite"].snapshots_complete
    assert not view("2026-04-22", complete, unsure).entities["kite"].snapshots_complete


def test_a_source_of_the_same_id_is_the_one_of_the_rows_own_file(
    entity: Entity, parse: Parse, view: View
) -> None:
    shipped = entity("status: [{value: released, verified: 2026-01-01, source: page}]")
    mine = parse('freshlint: 1\nsources: {page: {title: Mine, url: "https://example.com/mine"}}', "mine.yaml")
    fact = view("2026-04-22", shipped, mine).rows("kite", Aspect.STATUS)[0]
    assert fact.citation is not None
    assert fact.citation.title == "Page"
    assert fact.official


def test_a_row_may_name_sources_and_entities_of_another_file(
    entity: Entity, parse: Parse, view: View
) -> None:
    mine = parse(
        """
        freshlint: 1
        entities:
          heron:
            supersedes: [{entity: kite, since: 2026-02-01, verified: 2026-02-02, source: page}]
        """,
        "mine.yaml",
    )
    (fact,) = view("2026-04-22", mine, entity("names: [Kite]")).superseded_by("kite")
    assert fact.citation is not None
    assert fact.citation.url == "https://example.com/p"


def test_usage_takes_address_and_calls_from_its_api(entity: Entity, parse: Parse, view: View) -> None:
    apis = parse(
        """
        freshlint: 1
        apis: {acme.kites.create: {hosts: [api.example.com], path: /v1/kites, calls: {go: [Kites.New]}}}
        """,
        "apis.yaml",
    )
    rows = entity(
        """
        usage:
          - {api: acme.kites.create, field: model, accepts: true, since: 2026-01-01}
          - {api: acme.kites.create, field: name, accepts: true, path: /v2/kites, since: 2026-01-01}
          - {api: acme.other, field: name, accepts: true, since: 2026-01-01}
        """
    )
    values = [fact.value for fact in view("2026-04-22", apis, rows).usage("kite")]
    assert values == [
        UsageValue(
            api="acme.kites.create",
            field="model",
            accepts=True,
            hosts=("api.example.com",),
            path="/v1/kites",
            calls={"": ("kites.create",), "go": ("Kites.New",)},
        ),
        UsageValue(
            api="acme.kites.create",
            field="name",
            accepts=True,
            hosts=("api.example.com",),
            path="/v2/kites",
            calls={"": ("kites.create",), "go": ("Kites.New",)},
        ),
        UsageValue(api="acme.other", field="name", accepts=True, calls={"": ("acme.other",)}),
    ]


def test_vocabularies_are_added_up_and_rows_bring_their_own_words(
    entity: Entity, parse: Parse, view: View
) -> None:
    one = parse("freshlint: 1\nvocabulary: {meters: {out: {en: [output]}}}", "one.yaml")
    two = parse(
        "freshlint: 1\nvocabulary: {meters: {out: {en: [output, outgoing], de: [Ausgabe]}}}", "two.yaml"
    )
    rows = entity("prices: [{meter: out, where: {size: big}, amount: 1, currency: USD, per: 1K tokens}]")
    words = view("2026-04-22", one, two, rows).vocabulary
    assert words.meters == {"out": {"en": ("output", "outgoing", "out"), "de": ("Ausgabe",)}}
    assert words.units == {"token": {"en": ("token",)}}
    assert words.conditions == {"size": {"big": {"en": ("big",)}}}


def test_amounts_keep_the_digits_of_the_file(entity: Entity, view: View) -> None:
    fact = view("2026-04-22", entity(PRICE.replace("image", "1M images") % ("0.10", "2026-01-01"))).facts(
        "kite"
    )[0]
    assert isinstance(fact.value, PriceValue)
    assert (str(fact.value.amount), fact.value.unit, fact.value.count) == (
        "0.10",
        "image",
        Decimal(1_000_000),
    )

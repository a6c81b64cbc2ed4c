"""What code on a page claims, and how it is meant: shown to be copied, or shown as wrong."""

from __future__ import annotations

from textwrap import dedent

import pytest

from freshlint.claim import ApiUse, Claim, Identifier, Modality
from freshlint.document.markdown import read_markdown
from freshlint.facts.fact import Entity
from freshlint.language.code_claims import code_claims
from freshlint.language.mentions import MentionIndex
from freshlint.source import Source

INDEX = MentionIndex.of([Entity("ink-2", names=("ink-2", "Ink 2")), Entity("ink-1", names=("ink-1",))])


def claims(markdown: str, predicate: str = "api-field") -> list[Claim]:
    document = read_markdown(Source("page.md", dedent(markdown)))
    return [claim for claim in code_claims(document, INDEX) if claim.predicate == predicate]


def listing(code: str, label: str = "python", before: str = "Some text.") -> str:
    return f"{before}\n\n```{label}\n{code}\n```\n"


CALL = 'client.answers.create(model="ink-2")'


def test_a_claim_spans_the_literal_with_its_quotes_in_the_source() -> None:
    page = listing(CALL)
    (claim,) = claims(page)
    assert page[claim.span.start : claim.span.end] == '"ink-2"' == claim.text
    assert claim.entity == "ink-2"
    assert isinstance(claim.value, ApiUse)
    assert (claim.value.field, claim.value.call, claim.value.syntax) == (
        "model",
        "client.answers.create",
        "python",
    )


def test_inside_quotes_and_lists_the_span_is_still_exact() -> None:
    page = "> - Like this:\n>\n>   ```python\n>   client.answers.create(\n>       model='ink-2',\n>   )\n>   ```\n"
    (claim,) = claims(page)
    assert page[claim.span.start : claim.span.end] == "'ink-2'"


def test_a_constant_is_the_place_and_the_call_is_related() -> None:
    page = listing('MODEL = "ink-2"\nclient.answers.create(model=MODEL)')
    (claim,) = claims(page)
    assert page[claim.span.start : claim.span.end] == '"ink-2"'
    assert [page[span.start : span.end] for span in claim.related] == ["client.answers.create(model=MODEL)"]


def test_a_constant_of_an_earlier_block_is_the_place_too() -> None:
    page = listing('MODEL = "ink-2"') + listing("client.answers.create(model=MODEL)")
    (claim,) = claims(page)
    assert claim.span.start == page.index('"ink-2"')
    assert claim.related


def test_constants_of_another_language_do_not_reach() -> None:
    assert claims(listing('MODEL = "ink-2"') + listing("client.answers.create({ model: MODEL })", "js")) == []


@pytest.mark.parametrize("value", ["ink-2-mini", "vendor/ink-2", "ink-2 is here", "Ink 2", "ink-2@latest"])
def test_only_the_identifier_itself_counts(value: str) -> None:
    assert claims(listing(f'client.answers.create(model="{value}")')) == []


def test_a_dated_identifier_is_about_its_entity() -> None:
    page = listing('client.answers.create(model="ink-2-2026-04-01")')
    (use,) = claims(page)
    (snapshot,) = claims(page, "snapshot")
    assert use.entity == snapshot.entity == "ink-2"
    assert snapshot.value == Identifier("ink-2-2026-04-01")


WRONG = {
    "sign": listing(CALL, before="❌ Wrong:"),
    "label": listing(CALL, before="Wrong:"),
    "sentence": listing(CALL, before="The route answers 400. Do not call it like this:"),
    "failure": listing(CALL, before="This fails with an error:"),
    "heading": f"## Incorrect\n\n{listing(CALL, before='A call:')}",
    "before": f"### Before\n\n{listing(CALL, before='The call of last year:')}",
    "before, divided": f"## Before\n\n### Python\n\n{listing(CALL)}",
    "before, with a version": f"### Before (v0.28)\n\n{listing(CALL)}",
    "before a version": listing(CALL, before="**Before 1.0**"),
    "before, named": f"### Before — the Answers API\n\n{listing(CALL)}",
    "previously": listing(CALL, before="Previously, you would call it like this:"),
    "you previously": listing(CALL, before="You previously wrote:"),
    "until now": listing(CALL, before="Until now you had to write:"),
    "german before": listing(CALL, before="Früher schrieb man:"),
    "japanese before": listing(CALL, before="以前はこう書いていました："),
    "old way": listing(CALL, before="**Old way:**"),
    "comment above": listing(f"# wrong: the tool is missing\n{CALL}"),
    "comment beside": listing(f"{CALL}  # -> 400"),
    "comment below": listing(f"{CALL}\n# raises BadRequestError"),
    "comment of a literal": listing('client.answers.create(\n    model="ink-2",  # ❌\n    input="x",\n)'),
    "javascript comment": listing('// Don\'t do this\nclient.answers.create({ model: "ink-2" });', "js"),
    "shell comment": listing('# falsch\ncurl https://x.example/a -d \'{"model": "ink-2"}\'', "sh"),
    "expected error": listing(f"with pytest.raises(BadRequestError):\n    {CALL}"),
    "rejected promise": listing(
        'await expect(client.answers.create({ model: "ink-2" })).rejects.toThrow();', "ts"
    ),
    "caught refusal": listing(f"try:\n    {CALL}\nexcept BadRequestError as error:\n    print(error)"),
    "chinese": listing(CALL, before="错误写法："),
    "japanese": listing(CALL, before="悪い例："),
    "spanish": listing(CALL, before="Incorrecto:"),
    "german": listing(CALL, before="So nicht:"),
}


@pytest.mark.parametrize("page", WRONG.values(), ids=WRONG)
def test_code_shown_as_wrong_is_a_counter_example(page: str) -> None:
    assert {claim.modality for claim in claims(page)} == {Modality.COUNTER_EXAMPLE}


MEANT = {
    "plain": listing(CALL, before="Call it like this:"),
    "don't forget": listing(CALL, before="Don't forget the key:"),
    "condition": listing(CALL, before="If the first call fails with an error, repeat it:"),
    "right instead of wrong": listing(CALL, before="Instead of the wrong call, write the correct one:"),
    "before you begin": f"## Before you begin\n\n{listing(CALL)}",
    "before something": f"## Before the first call: setup\n\n{listing(CALL)}",
    "from a language": f"### From Python\n\n{listing(CALL)}",
    "before and now": listing(CALL, before="If you previously used ink-1, now call:"),
    "previously known": listing(CALL, before="The model previously known as Ink is called like this:"),
    "as before": listing(CALL, before="As previously shown, call:"),
    "earlier sentence": listing(CALL, before="The old route was wrong for years. Here is the call:"),
    "after": f"## Before\n\nText.\n\n## After\n\n{listing(CALL)}",
    "ordinary care": listing(f"try:\n    {CALL}\nexcept Exception as error:\n    print(error)"),
    "a comment of another call": listing(f'# wrong\nclient.other.create(model="x")\n\n# right\n{CALL}'),
    "warning box": f"> [!WARNING]\n> Mind the cost.\n>\n> ```python\n> {CALL}\n> ```\n",
}


@pytest.mark.parametrize("page", MEANT.values(), ids=MEANT)
def test_other_code_is_meant(page: str) -> None:
    assert {claim.modality for claim in claims(page)} == {Modality.ASSERTED}


BODY = '{"model": "ink-2", "input": "a lighthouse"}'


@pytest.mark.parametrize(
    "lead",
    [
        "Body of `POST /v1/answers`:",
        "Send this to https://api.ink.example/v1/answers:",
        "`/v1/answers` takes:",
    ],
)
def test_json_is_a_request_where_the_page_names_its_path(lead: str) -> None:
    (claim,) = claims(listing(BODY, "json", lead))
    assert isinstance(claim.value, ApiUse)
    assert (claim.value.path, claim.value.field) == ("/v1/answers", "model")


@pytest.mark.parametrize("lead", ["The response of POST /v1/answers:", "The tool call:", "A configuration:"])
def test_other_json_is_no_request(lead: str) -> None:
    assert claims(listing(BODY, "json", lead)) == []


def test_what_a_server_answers_is_no_request() -> None:
    answer = '{"id": "a1", "object": "answer", "model": "ink-2"}'
    assert claims(listing(answer, "json", "From POST /v1/answers:")) == []
    assert claims(listing(answer, "json"), "code-identifier") == []


def test_a_gateway_is_named_in_the_claim() -> None:
    (claim,) = claims(listing('curl https://gate.example/v1/answers -d \'{"model":"ink-2"}\'', "sh"))
    assert isinstance(claim.value, ApiUse)
    assert claim.value.host == "gate.example"


def test_an_address_that_is_not_shown_leaves_the_claim_undecided() -> None:
    (claim,) = claims(listing('requests.post(f"{BASE}/v1/answers", json={"model": "ink-2"})'))
    assert claim.undecided


IDENTIFIERS = {
    "argument": ('pick("ink-1")', "python"),
    "keyword": ('pick(model="ink-1")', "python"),
    "constant": ('MODEL = "ink-1"', "python"),
    "default": ('os.environ.get("MODEL", "ink-1")', "python"),
    "flag": ("painter --model ink-1 --out a.png", "sh"),
    "environment": ("export PAINTER_MODEL=ink-1", "bash"),
    "settings": ("painter_model=ink-1", "dotenv"),
    "toml": ('model = "ink-1"', "toml"),
    "yaml": ("model: ink-1", "yaml"),
    "html option": ('<option value="ink-1">Ink</option>', "html"),
    "method": ('builder.modelName("ink-1")', "java"),
    "in a request": ('curl https://x.example/a -d \'{"model": "ink-1"}\'', "sh"),
}


@pytest.mark.parametrize(("code", "label"), IDENTIFIERS.values(), ids=IDENTIFIERS)
def test_an_identifier_in_code_is_claimed_once(code: str, label: str) -> None:
    (claim,) = claims(listing(code, label), "code-identifier")
    assert (claim.entity, claim.value) == ("ink-1", Identifier("ink-1"))


@pytest.mark.parametrize(
    "code", ['MODELS = ["ink-1", "ink-2"]', 'PRICES = {"ink-1": 3}', 'if model == "ink-1":\n    pass']
)
def test_lists_keys_and_comparisons_call_nothing(code: str) -> None:
    assert claims(listing(code), "code-identifier") == []


SETTING = listing("export INK_BASE_URL=https://gate.example/v1", "sh")


def hosts(page: str) -> set[str]:
    return {claim.value.host for claim in claims(page) if isinstance(claim.value, ApiUse)}


def test_a_setting_of_the_section_sends_its_clients_to_another_host() -> None:
    assert hosts(f"## Gateway\n\n{SETTING}\n{listing(CALL)}") == {"gate.example"}


def test_a_setting_of_another_section_does_not() -> None:
    assert hosts(f"## Gateway\n\n{SETTING}\n## Directly\n\n{listing(CALL)}") == {""}


def test_an_environment_set_by_the_program_counts_as_well() -> None:
    assert hosts(listing(f'os.environ["INK_BASE_URL"] = "https://gate.example/v1"\n{CALL}')) == {
        "gate.example"
    }


def test_each_item_of_a_loop_is_called() -> None:
    found = claims(listing('for name in ["ink-1", "ink-2"]:\n    client.answers.create(model=name)'))
    assert {claim.entity for claim in found} == {"ink-1", "ink-2"}


def test_a_client_that_is_made_below_is_not_the_one_called() -> None:
    code = f'{CALL}\nclient = OpenAI(base_url="https://gate.example/v1")'
    assert hosts(listing(code)) == {""}


@pytest.mark.parametrize(
    "printed",
    [
        "Chatting with ink-2\nType 'exit' or 'quit' to exit",
        "[INFO] model=ink-2 is loaded",
        "OpenAI Chat: ink-2",
    ],
)
def test_what_a_program_prints_below_its_command_calls_nothing(printed: str) -> None:
    for label in ("bash", "console", "shell"):
        assert claims(listing(f"talk -m chatty\n{printed}", label), "code-identifier") == []

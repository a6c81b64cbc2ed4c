"""Rerouting a call: before and after, in the style of the code around it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from freshlint.claim import ApiUse, Claim
from freshlint.document.markdown import read_markdown
from freshlint.facts.fact import Entity
from freshlint.finding import Applicability, Fix
from freshlint.fix.apply import apply_edits
from freshlint.fix.code import reroute_edits
from freshlint.language.code_claims import code_claims
from freshlint.language.mentions import MentionIndex
from freshlint.rule import Reroute
from freshlint.source import Source

INDEX = MentionIndex.of([Entity("ink-2", names=("ink-2",))])
INTENT = Reroute("talk-5", "draw", "Check the route.")


def wrong_uses(source: Source) -> Iterator[Claim]:
    """Claims that put the model into the top field of an answer."""
    for claim in code_claims(read_markdown(source), INDEX):
        use = claim.value
        if isinstance(use, ApiUse) and use.field == "model" and "answers" in use.call + use.path:
            yield claim


def fixes(page: str, cite: str | None = None) -> list[Fix]:
    source = Source("page.md", page)
    found = [reroute_edits(claim, INTENT, source, cite) for claim in wrong_uses(source)]
    return [fix for fix in found if fix is not None]


def fixed(code: str, label: str, cite: str | None = None) -> str:
    """The code of a page with one block after its fixes."""
    page = f"Text.\n\n```{label}\n{code}\n```\n"
    edits = [edit for fix in fixes(page, cite) for edit in fix.edits]
    return apply_edits(page, edits).removeprefix(f"Text.\n\n```{label}\n").removesuffix("\n```\n")


BEFORE_AND_AFTER = {
    "python call": (
        "python",
        'client.answers.create(model="ink-2", input="x")',
        'client.answers.create(model="talk-5", tools=[{"type": "draw", "model": "ink-2"}], input="x")',
    ),
    "python, one argument a line": (
        "python",
        "client.answers.create(\n    model='ink-2',\n    input='x',\n)",
        "client.answers.create(\n    model='talk-5',\n    tools=[{'type': 'draw', 'model': 'ink-2'}],\n"
        "    input='x',\n)",
    ),
    "python dictionary": (
        "python",
        'page = {\n    "model": "ink-2",\n}\nclient.answers.create(**page)',
        'page = {\n    "model": "talk-5",\n    "tools": [{"type": "draw", "model": "ink-2"}],\n}\n'
        "client.answers.create(**page)",
    ),
    "a constant stays what it is": (
        "python",
        'M = "ink-2"\nclient.answers.create(model=M)\nclient.images.draw(model=M)',
        'M = "ink-2"\nclient.answers.create(model="talk-5", tools=[{"type": "draw", "model": M}])\n'
        "client.images.draw(model=M)",
    ),
    "other tools are kept": (
        "python",
        'client.answers.create(model="ink-2", tools=[{"type": "search"}])',
        'client.answers.create(model="talk-5", tools=[{"type": "search"}, {"type": "draw", "model": "ink-2"}])',
    ),
    "the tool that is there gets its model": (
        "python",
        'client.answers.create(model="ink-2", tools=[{"type": "draw", "size": "big"}])',
        'client.answers.create(model="talk-5", tools=[{"type": "draw", "model": "ink-2", "size": "big"}])',
    ),
    "the tool's own model is left": (
        "python",
        'client.answers.create(model="ink-2", tools=[{"type": "draw", "model": "ink-2"}])',
        'client.answers.create(model="talk-5", tools=[{"type": "draw", "model": "ink-2"}])',
    ),
    "javascript": (
        "js",
        "await client.answers.create({ model: 'ink-2', input });",
        "await client.answers.create({ model: 'talk-5', tools: [{ type: 'draw', model: 'ink-2' }], input });",
    ),
    "typescript shorthand": (
        "ts",
        'const model = "ink-2";\nclient.answers.create({ model });',
        'const model = "ink-2";\nclient.answers.create({ model: "talk-5", tools: [{ type: "draw", model: model }] });',
    ),
    "php": (
        "php",
        "$client->answers()->create([\n    'model' => 'ink-2',\n]);",
        "$client->answers()->create([\n    'model' => 'talk-5',\n"
        "    'tools' => [['type' => 'draw', 'model' => 'ink-2']],\n]);",
    ),
    "ruby": (
        "ruby",
        'client.answers.create(model: "ink-2")',
        'client.answers.create(model: "talk-5", tools: [{ type: "draw", model: "ink-2" }])',
    ),
    "ruby rockets": (
        "ruby",
        'client.answers.create("model" => "ink-2")',
        'client.answers.create("model" => "talk-5", "tools" => [{ "type" => "draw", "model" => "ink-2" }])',
    ),
    "powershell": (
        "powershell",
        '$b = @{ model = "ink-2"; input = "x" } | ConvertTo-Json\n'
        'Invoke-RestMethod -Uri "https://i.example/v1/answers" -Body $b',
        '$b = @{ model = "talk-5"; tools = @(@{ type = "draw"; model = "ink-2" }); input = "x" } | ConvertTo-Json\n'
        'Invoke-RestMethod -Uri "https://i.example/v1/answers" -Body $b',
    ),
    "curl": (
        "sh",
        'curl https://i.example/v1/answers -d \'{"model": "ink-2"}\'',
        'curl https://i.example/v1/answers -d \'{"model": "talk-5", "tools": [{"type": "draw", "model": "ink-2"}]}\'',
    ),
    "curl, double quotes": (
        "sh",
        'curl https://i.example/v1/answers -d "{\\"model\\": \\"ink-2\\"}"',
        'curl https://i.example/v1/answers -d "{\\"model\\": \\"talk-5\\", '
        '\\"tools\\": [{\\"type\\": \\"draw\\", \\"model\\": \\"ink-2\\"}]}"',
    ),
    "compact JSON stays compact": (
        "http",
        'POST https://i.example/v1/answers\n\n{"model":"ink-2"}',
        'POST https://i.example/v1/answers\n\n{"model":"talk-5","tools":[{"type":"draw","model":"ink-2"}]}',
    ),
    "JSON in Go": (
        "go",
        'p := []byte(`{"model": "ink-2"}`)\nhttp.Post("https://i.example/v1/answers", "x", bytes.NewReader(p))',
        'p := []byte(`{"model": "talk-5", "tools": [{"type": "draw", "model": "ink-2"}]}`)\n'
        'http.Post("https://i.example/v1/answers", "x", bytes.NewReader(p))',
    ),
}


@pytest.mark.parametrize(("label", "before", "after"), BEFORE_AND_AFTER.values(), ids=BEFORE_AND_AFTER)
def test_before_and_after(label: str, before: str, after: str) -> None:
    assert fixed(before, label) == after


@pytest.mark.parametrize(("label", "before", "after"), BEFORE_AND_AFTER.values(), ids=BEFORE_AND_AFTER)
def test_what_is_fixed_needs_no_fix(label: str, before: str, after: str) -> None:
    assert fixes(f"```{label}\n{after}\n```\n") == []


BY_HAND = {
    "go sdk": ("go", 'client.answers.create(ctx, ai.Params{Model: "ink-2"})'),
    "csharp": ("cs", 'var c = new AnswersClient(model: "ink-2");\nc.answers.create("x");'),
    "rust builder": ("rust", 'let r = Args::default().model("ink-2").build()?;\nclient.answers().create(r);'),
    "a literal that another call takes too": (
        "python",
        'p = {"model": "ink-2"}\nclient.answers.create(**p)\nclient.images.draw(**p)',
    ),
    "tools in a variable": ("python", 'client.answers.create(model="ink-2", tools=TOOLS)'),
    "arguments out of sight": ("python", 'client.answers.create(**base, model="ink-2")'),
    "a default in the call": ("js", 'client.answers.create({ model: process.env.M || "ink-2" });'),
    "form": ("sh", "curl https://i.example/v1/answers -F model=ink-2"),
}


@pytest.mark.parametrize(("label", "code"), BY_HAND.values(), ids=BY_HAND)
def test_where_the_shape_is_not_plain_there_is_advice(label: str, code: str) -> None:
    (fix,) = fixes(f"```{label}\n{code}\n```\n")
    assert (fix.applicability, fix.edits) == (Applicability.MANUAL, ())
    assert "talk-5" in fix.advice and "Check the route." in fix.advice


def test_a_reroute_needs_a_reader() -> None:
    (fix,) = fixes('```python\nclient.answers.create(model="ink-2")\n```\n')
    assert (fix.applicability, fix.advice) == (Applicability.UNSAFE, "Check the route.")


def test_the_citation_is_a_comment_on_the_changed_line() -> None:
    code = 'client.answers.create(\n    model="ink-2",\n)'
    assert fixed(code, "python", "Source: A page").splitlines()[1:3] == [
        '    model="talk-5",',
        '    tools=[{"type": "draw", "model": "ink-2"}],  # Source: A page',
    ]


def test_json_and_shell_get_no_comment() -> None:
    assert "Source" not in fixed(
        'curl https://i.example/v1/answers -d \'{"model": "ink-2"}\'', "sh", "Source: A"
    )


def test_a_line_that_has_a_comment_keeps_its_own() -> None:
    after = fixed('client.answers.create(model="ink-2")  # a lighthouse', "python", "Source: A")
    assert after.endswith("# a lighthouse")


def test_new_lines_stand_behind_the_prefix_of_their_block() -> None:
    code = '>   client.answers.create(\n>       model="ink-2",\n>   )\n'
    page = f"> - A call:\n>\n>   ```python\n{code}>   ```\n".replace("\n", "\r\n")
    (fix,) = fixes(page)
    assert apply_edits(page, fix.edits).splitlines(keepends=True)[4:6] == [
        '>       model="talk-5",\r\n',
        '>       tools=[{"type": "draw", "model": "ink-2"}],\r\n',
    ]


def test_prose_is_not_rerouted() -> None:
    source = Source("page.md", "```python\nclient.answers.create(model='ink-2')\n```\n")
    (claim,) = wrong_uses(source)
    prose = Claim(
        claim.predicate, claim.entity, claim.block, claim.span, claim.text, value=ApiUse("ink-2", "model")
    )
    assert reroute_edits(prose, INTENT, source) is None

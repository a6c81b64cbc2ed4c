"""Calls of one program: which literal ends up in which field, whatever the language and style."""

from __future__ import annotations

from textwrap import dedent

import pytest

from freshlint.document.code import Bindings, read_code


def uses(code: str, label: str, value: str = "ink-2", known: Bindings | None = None) -> set[tuple[str, ...]]:
    """(call or address, field, literal as written) of every call that takes the value."""
    text = dedent(code)
    view = read_code(text, label, known, block=0 if known is None else 1)
    return {
        (
            call.host + call.path if call.path else call.callee,
            field.field,
            text[field.spot.start : field.spot.end],
        )
        for call in view.calls
        for field in call.fields
        if field.value == value and field.spot.block == call.spot.block
    }


SDK = "client.answers.create"

SDK_CALLS = {
    "python keyword": ("python", 'client.answers.create(model="ink-2", input="x")'),
    "python constant": ("py", 'MODEL = "ink-2"\nreply = client.answers.create(model=MODEL)'),
    "python annotated constant": ("py", 'MODEL: str = "ink-2"\nclient.answers.create(model=MODEL)'),
    "python dict spread": ("py", 'page = {"model": "ink-2"}\nclient.answers.create(**page)'),
    "python dict call": ("py", 'page = dict(model="ink-2", n=1)\nclient.answers.create(**page)'),
    "python key set later": ("py", 'page = {}\npage["model"] = "ink-2"\nclient.answers.create(**page)'),
    "python env default": ("py", 'M = os.getenv("M", "ink-2")\nclient.answers.create(model=M)'),
    "python or default": ("py", 'client.answers.create(model=os.environ.get("M") or "ink-2")'),
    "python parameter default": ("py", 'def draw(model="ink-2"):\n    client.answers.create(model=model)'),
    "python self": (
        "py",
        'class Bot:\n    def __init__(self):\n        self.model = "ink-2"\n'
        "    def go(self):\n        client.answers.create(model=self.model)",
    ),
    "python class constant": (
        "py",
        'class C:\n    MODEL = "ink-2"\n    def go(self):\n        client.answers.create(model=self.MODEL)',
    ),
    "python async for": (
        "py",
        'async for e in await client.answers.create(model="ink-2", stream=True):\n    pass',
    ),
    "python with statement": ("py", 'with client.answers.create(model="ink-2") as events:\n    pass'),
    "python ellipsis": ("py", 'client.answers.create(\n    model="ink-2",\n    ...\n)'),
    "python alias": ("py", 'answers = client.answers\nanswers.create(model="ink-2")'),
    "javascript object": ("js", 'await client.answers.create({ model: "ink-2" });'),
    "javascript constant": ("js", 'const model = "ink-2";\nclient.answers.create({ model, input });'),
    "javascript spread": (
        "js",
        'const base = { model: "ink-2" };\nclient.answers.create({ ...base, input });',
    ),
    "javascript config": ("js", 'const c = { model: "ink-2" };\nclient.answers.create({ model: c.model });'),
    "javascript env": ("js", 'client.answers.create({ model: process.env.M ?? "ink-2" });'),
    "javascript template": ("js", 'const v = "ink-2";\nclient.answers.create({ model: `${v}` });'),
    "javascript then": ("js", 'client.answers.create({ model: "ink-2" }).then((r) => log(r));'),
    "javascript default": ("js", 'const go = (model = "ink-2") => client.answers.create({ model });'),
    "typescript cast": ("ts", 'const p = { model: "ink-2" } as const;\nclient.answers.create(p as Params);'),
    "typescript destructured": (
        "ts",
        'function go({ model = "ink-2" }) { client.answers.create({ model }); }',
    ),
    "tsx": ("tsx", 'const r = await client.answers.create({ model: "ink-2" });\nreturn <p>{r.text}</p>;'),
    "go struct": ("go", 'r, err := client.answers.create(ctx, ai.Params{Model: "ink-2"})'),
    "go typed constant": (
        "go",
        'const m = "ink-2"\np := ai.Params{Model: ai.Model(m)}\nclient.answers.create(ctx, p)',
    ),
    "go field set later": ("go", 'var p ai.Params\np.Model = "ink-2"\nclient.answers.create(ctx, p)'),
    "java builder": (
        "java",
        'var p = Params.builder().model("ink-2").input("x").build();\nclient.answers().create(p);',
    ),
    "java setter": ("java", 'Params p = new Params();\np.setModel("ink-2");\nclient.answers().create(p);'),
    "java map": ("java", 'client.answers().create(Map.of("model", "ink-2", "input", "x"));'),
    "kotlin named": ("kotlin", 'val r = client.answers.create(Params(model = Id("ink-2")))'),
    "kotlin map": ("kt", 'client.answers.create(mapOf("model" to "ink-2"))'),
    "csharp initializer": ("csharp", 'var r = await client.answers.create(new Params { Model = "ink-2" });'),
    "csharp anonymous": ("cs", 'var p = new { model = "ink-2" };\nclient.answers.create(p);'),
    "csharp dictionary": (
        "cs",
        'client.answers.create(new Dictionary<string, object> { ["model"] = "ink-2" });',
    ),
    "php array": ("php", "$client->answers()->create(['model' => 'ink-2']);"),
    "php variable": ("php", "<?php\n$p = ['model' => 'ink-2'];\n$client->answers()->create($p);"),
    "php constant": ("php", "const M = 'ink-2';\n$client->answers()->create(['model' => M]);"),
    "php env default": ("php", "$client->answers()->create(['model' => getenv('M') ?: 'ink-2']);"),
    "php key set later": ("php", "$p['model'] = 'ink-2';\n$client->answers()->create($p);"),
    "ruby keywords": ("ruby", 'client.answers.create(model: "ink-2", input: "x")'),
    "ruby parameters": ("rb", 'client.answers.create(parameters: { model: "ink-2" })'),
    "ruby fetch": ("rb", 'MODEL = ENV.fetch("M", "ink-2")\nclient.answers.create(model: MODEL)'),
    "rust builder": (
        "rust",
        'let request = Args::default().model("ink-2").build()?;\nlet a = client.answers().create(request).await?;',
    ),
    "rust struct": (
        "rs",
        'client.answers().create(Params { model: "ink-2".to_string(), ..Default::default() });',
    ),
}


@pytest.mark.parametrize(("label", "code"), SDK_CALLS.values(), ids=SDK_CALLS)
def test_an_sdk_call_takes_the_literal_in_its_model(label: str, code: str) -> None:
    written = {(call.lstrip("$"), field) for call, field, _ in uses(code, label)}
    assert (SDK, "model") in written


@pytest.mark.parametrize(("label", "code"), SDK_CALLS.values(), ids=SDK_CALLS)
def test_the_literal_is_placed_with_its_quotes(label: str, code: str) -> None:
    assert {literal for _, _, literal in uses(code, label)} <= {'"ink-2"', "'ink-2'"}


ADDRESS = "api.ink.example/v1/answers"

REQUESTS = {
    "requests": ("py", 'requests.post("https://api.ink.example/v1/answers", json={"model": "ink-2"})'),
    "requests.request": (
        "py",
        'requests.request("POST", url="https://api.ink.example/v1/answers", data=json.dumps({"model": "ink-2"}))',
    ),
    "httpx client": (
        "py",
        'API = "https://api.ink.example/v1"\nwith httpx.Client(base_url=API) as http:\n'
        '    http.post("/answers", json={"model": "ink-2"})',
    ),
    "f-string": (
        "py",
        'API = "https://api.ink.example/v1"\nhttpx.post(f"{API}/answers", json={"model": "ink-2"})',
    ),
    "percent format": (
        "py",
        'requests.post("%s/answers" % "https://api.ink.example/v1", json={"model": "ink-2"})',
    ),
    "str.format": (
        "py",
        'requests.post("{}/answers".format("https://api.ink.example/v1"), json={"model": "ink-2"})',
    ),
    "env default in the address": (
        "py",
        'B = os.environ.get("B", "https://api.ink.example/v1")\nrequests.post(B + "/answers", json={"model": "ink-2"})',
    ),
    "urllib": (
        "py",
        'body = json.dumps({"model": "ink-2"}).encode("utf-8")\n'
        'req = urllib.request.Request("https://api.ink.example/v1/answers", data=body)\nurllib.request.urlopen(req)',
    ),
    "json text": ("py", "requests.post('https://api.ink.example/v1/answers', data='{\"model\": \"ink-2\"}')"),
    "fetch": (
        "js",
        'fetch("https://api.ink.example/v1/answers", {method: "POST", body: JSON.stringify({model: "ink-2"})});',
    ),
    "fetch with template": (
        "js",
        "const base = 'https://api.ink.example/v1';\n"
        "await fetch(`${base}/answers`, {method: 'POST', body: JSON.stringify({model: 'ink-2'})});",
    ),
    "axios": (
        "ts",
        "await axios.post('https://api.ink.example/v1/answers', { model: 'ink-2' }, { headers });",
    ),
    "axios config": (
        "js",
        "axios({ method: 'post', url: 'https://api.ink.example/v1/answers', data: { model: 'ink-2' } });",
    ),
    "axios instance": (
        "js",
        "const http = axios.create({ baseURL: 'https://api.ink.example/v1' });\n"
        "http.post('/answers', { model: 'ink-2' });",
    ),
    "node https": (
        "js",
        "const req = https.request({ hostname: 'api.ink.example', path: '/v1/answers', method: 'POST' }, done);\n"
        "req.write(JSON.stringify({ model: 'ink-2' }));",
    ),
    "go": (
        "go",
        'payload := strings.NewReader(`{"model": "ink-2"}`)\n'
        'req, _ := http.NewRequest("POST", "https://api.ink.example/v1/answers", payload)',
    ),
    "go marshal": (
        "go",
        'body, _ := json.Marshal(map[string]any{"model": "ink-2"})\n'
        'http.Post("https://api.ink.example/v1/answers", "application/json", bytes.NewBuffer(body))',
    ),
    "java": (
        "java",
        'HttpRequest.newBuilder().uri(URI.create("https://api.ink.example/v1/answers"))'
        '.POST(HttpRequest.BodyPublishers.ofString("{\\"model\\": \\"ink-2\\"}")).build();',
    ),
    "java text block": (
        "java",
        'String body = """\n  {"model": "ink-2"}\n  """;\nHttpRequest.newBuilder(URI.create('
        '"https://api.ink.example/v1/answers")).POST(BodyPublishers.ofString(body)).build();',
    ),
    "csharp": (
        "cs",
        'var json = JsonSerializer.Serialize(new { model = "ink-2" });\n'
        'await http.PostAsync("https://api.ink.example/v1/answers", new StringContent(json, Encoding.UTF8));',
    ),
    "csharp message": (
        "cs",
        'var m = new HttpRequestMessage(HttpMethod.Post, "https://api.ink.example/v1/answers")\n'
        '{ Content = JsonContent.Create(new { model = "ink-2" }) };\nawait http.SendAsync(m);',
    ),
    "guzzle": (
        "php",
        "$h = new Client(['base_uri' => 'https://api.ink.example/v1/']);\n"
        "$h->post('answers', ['json' => ['model' => 'ink-2']]);",
    ),
    "laravel": (
        "php",
        "Http::withToken($k)->post('https://api.ink.example/v1/answers', ['model' => 'ink-2']);",
    ),
    "php curl": (
        "php",
        "$ch = curl_init('https://api.ink.example/v1/answers');\n"
        "curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['model' => 'ink-2']));",
    ),
    "net/http": (
        "ruby",
        'uri = URI("https://api.ink.example/v1/answers")\nNet::HTTP.post(uri, { model: "ink-2" }.to_json, headers)',
    ),
    "faraday": (
        "ruby",
        'conn = Faraday.new(url: "https://api.ink.example")\nconn.post("/v1/answers", { model: "ink-2" }.to_json)',
    ),
    "reqwest": (
        "rust",
        'let body = json!({"model": "ink-2"});\n'
        'client.post("https://api.ink.example/v1/answers").bearer_auth(key).json(&body).send().await?;',
    ),
    "curl": ("sh", 'curl https://api.ink.example/v1/answers -d \'{"model": "ink-2"}\''),
    "curl with a prompt": (
        "console",
        '$ curl https://api.ink.example/v1/answers \\\n    --json \'{"model":"ink-2"}\'',
    ),
    "curl with variables": (
        "bash",
        'BASE=https://api.ink.example/v1\nM=ink-2\ncurl "$BASE/answers" -d "{\\"model\\": \\"$M\\"}"',
    ),
    "curl spliced": (
        "bash",
        "M='ink-2'\ncurl https://api.ink.example/v1/answers -d '{\"model\": \"'\"$M\"'\"}'",
    ),
    "curl heredoc": ("sh", 'curl https://api.ink.example/v1/answers -d @- <<EOF\n{"model": "ink-2"}\nEOF'),
    "curl file": (
        "sh",
        'cat > body.json <<\'EOF\'\n{"model": "ink-2"}\nEOF\ncurl https://api.ink.example/v1/answers -d @body.json',
    ),
    "curl form": ("sh", "curl https://api.ink.example/v1/answers -F model=ink-2 -F image=@a.png"),
    "curl default": ("sh", 'curl https://api.ink.example/v1/answers -d "{\\"model\\": \\"${M:-ink-2}\\"}"'),
    "curl piped": ("sh", 'echo \'{"model": "ink-2"}\' | curl https://api.ink.example/v1/answers -d @-'),
    "httpie": ("sh", "http POST https://api.ink.example/v1/answers model=ink-2 input=x"),
    "powershell": (
        "powershell",
        '$b = @{ model = "ink-2"; n = 1 } | ConvertTo-Json\n'
        'Invoke-RestMethod -Method Post -Uri "https://api.ink.example/v1/answers" -Body $b',
    ),
    "powershell splatting": (
        "ps1",
        "$p = @{\n  Uri = 'https://api.ink.example/v1/answers'\n  Body = (@{ model = 'ink-2' } | ConvertTo-Json)\n}\n"
        "Invoke-RestMethod @p",
    ),
    "raw http": ("http", 'POST /v1/answers HTTP/1.1\nHost: api.ink.example\n\n{"model": "ink-2"}\n'),
    "rest client": (
        "http",
        'POST https://api.ink.example/v1/answers\nContent-Type: application/json\n\n{"model": "ink-2"}',
    ),
    "batch line": (
        "jsonl",
        '{"id": "a", "url": "https://api.ink.example/v1/answers", "body": {"model": "ink-2"}}',
    ),
    "workflow step": (
        "yaml",
        '- name: draw\n  run: |\n    curl https://api.ink.example/v1/answers \\\n      -d \'{"model": "ink-2"}\'\n',
    ),
    "unlabelled curl": ("", 'curl https://api.ink.example/v1/answers -d \'{"model": "ink-2"}\''),
    "unlabelled python": (
        "",
        'import httpx\nhttpx.post("https://api.ink.example/v1/answers", json={"model": "ink-2"})',
    ),
    "python prompts": (
        "pycon",
        '>>> import httpx\n>>> httpx.post("https://api.ink.example/v1/answers",\n'
        '...     json={"model": "ink-2"})\n<Response>',
    ),
}


@pytest.mark.parametrize(("label", "code"), REQUESTS.values(), ids=REQUESTS)
def test_a_request_is_its_host_path_and_body(label: str, code: str) -> None:
    assert (ADDRESS, "model") in {(where, field) for where, field, _ in uses(code, label)}


def test_each_call_takes_the_latest_assignment_before_it() -> None:
    code = """\
        model = "ink-2"
        client.answers.create(model=model)
        model = "ink-9"
        client.images.draw(model=model)
        """
    assert {call for call, _, _ in uses(code, "python")} == {"client.answers.create"}
    assert {call for call, _, _ in uses(code, "python", "ink-9")} == {"client.images.draw"}


def test_one_constant_in_two_calls_is_a_literal_of_each() -> None:
    code = 'M = "ink-2"\nclient.answers.create(model=M)\nclient.images.draw(model=M)'
    assert {call for call, _, _ in uses(code, "python")} == {"client.answers.create", "client.images.draw"}


def test_a_parameter_hides_the_variable_outside() -> None:
    assert uses('model = "ink-2"\ndef go(model):\n    client.answers.create(model=model)', "python") == set()


FUNCTIONS = {
    "python": ("py", 'def go(text, model):\n    client.answers.create(model=model)\n\ngo("x", "ink-2")'),
    "python keyword": (
        "py",
        'def go(model, text="x"):\n    client.answers.create(model=model)\n\ngo(model="ink-2")',
    ),
    "python method": (
        "py",
        'class Bot:\n    def go(self, model):\n        client.answers.create(model=model)\n\nBot().go("ink-2")',
    ),
    "javascript": ("js", 'function go(model) { return client.answers.create({ model }); }\ngo("ink-2");'),
    "typescript arrow": (
        "ts",
        'const go = async (text: string, model: string) => client.answers.create({ model });\nawait go("x", "ink-2");',
    ),
    "php": (
        "php",
        "function go($c, $model) { return $c->answers->create(['model' => $model]); }\ngo($c, 'ink-2');",
    ),
}


@pytest.mark.parametrize(("label", "code"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_an_argument_of_the_program_s_own_function_is_followed(label: str, code: str) -> None:
    assert any(call.endswith("answers.create") and field == "model" for call, field, _ in uses(code, label))


def test_a_chain_of_variables_that_doubles_ends() -> None:
    lines = ["a0 = {'model': 'ink-2'}", *(f"a{n} = [a{n - 1}, a{n - 1}]" for n in range(1, 60))]
    read_code("\n".join([*lines, "client.answers.create(a59)"]), "python")


def test_a_variable_of_another_function_is_out_of_reach() -> None:
    code = """\
        function a() { const body = { model: "ink-2" }; client.images.draw(body); }
        function b(body) { client.answers.create(body); }
        """
    assert {call for call, _, _ in uses(code, "javascript")} == {"client.images.draw"}


def test_a_key_set_again_takes_the_place_of_the_first() -> None:
    code = 'p = {"model": "ink-2"}\np["model"] = "ink-9"\nclient.answers.create(**p)'
    assert uses(code, "python") == set()
    assert uses(code, "python", "ink-9")


def test_tools_are_fields_of_their_own() -> None:
    code = 'client.answers.create(model="other", tools=[{"type": "draw", "model": "ink-2"}])'
    assert uses(code, "python") == {(SDK, "tools[].model", '"ink-2"')}


def test_the_host_of_a_gateway_is_inherited_by_calls_on_its_client() -> None:
    code = 'gate = OpenAI(base_url="https://gate.example/v1")\ngate.answers.create(model="ink-2")'
    hosts = {call.host for call in read_code(code, "python").calls if call.callee == "gate.answers.create"}
    assert hosts == {"gate.example"}


def test_a_host_in_a_variable_that_is_not_shown_is_unknown() -> None:
    code = 'requests.post(f"{BASE}/v1/answers", json={"model": "ink-2"})'
    assert {(call.host, call.path) for call in read_code(code, "python").calls} == {("?", "/v1/answers")}


def test_a_constructor_hands_its_model_to_the_calls_on_its_object() -> None:
    code = 'var c = new AnswerClient(model: "ink-2", key);\nawait c.CreateAnswerAsync("x");'
    assert ("c.CreateAnswerAsync", "model", '"ink-2"') in uses(code, "csharp")


def test_constants_of_an_earlier_block_reach_a_later_one() -> None:
    first = read_code('MODEL = "ink-2"', "python", block=0)
    later = read_code("client.answers.create(model=MODEL)", "python", first.bindings, block=1)
    (field,) = later.calls[0].fields
    assert (field.value, field.spot.block, field.via[0].block) == ("ink-2", 0, 1)


def test_removed_lines_of_a_diff_are_not_read() -> None:
    code = ' client.answers.create(\n-    model="ink-2",\n+    model="ink-9",\n )'
    assert uses(code, "diff") == set()
    assert uses(code, "diff", "ink-9")


def test_a_test_that_expects_an_error_marks_the_call() -> None:
    code = 'with pytest.raises(BadRequestError):\n    client.answers.create(model="ink-2")'
    assert [call.refused for call in read_code(code, "python").calls if call.fields] == [True]


def test_plain_json_is_no_call() -> None:
    assert read_code('{"id": "a", "model": "ink-2"}', "json").calls == ()


def test_places_count_code_points() -> None:
    text = '# 🐙\nclient.answers.create(input="🦑", model="ink-2")'
    assert uses(text, "python") == {(SDK, "model", '"ink-2"')}


@pytest.mark.parametrize("label", ["cobol", "mermaid", "text", "brainfuck"])
def test_a_language_that_is_not_known_gives_an_empty_view(label: str) -> None:
    view = read_code("MOVE 1 TO X.", label)
    assert (view.calls, view.literals) == ((), ())


LABELS = ("python", "js", "sh", "go", "java", "kotlin", "cs", "php", "ruby", "rust", "ps1", "json")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "(((((",
        '"',
        "'" * 9,
        "f(" * 400,
        "f(" * 900 + ")" * 900,
        "{" * 500,
        "a.b" * 300,
        "\\",
        "$(",
        "<<EOF",
    ],
)
def test_broken_code_is_read_as_far_as_it_goes(label: str, text: str) -> None:
    read_code(text, label)

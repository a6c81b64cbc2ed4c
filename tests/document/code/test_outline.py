"""Requests that no parser reads are told by how they are written."""

from __future__ import annotations

import pytest

from freshlint.document.code import outline_call

_ELIXIR = """Req.post!("https://api.example.com/v1/answers",
  auth: {:bearer, key},
  json: %{model: "gem-2", input: "a comet"}
)
"""
_R = """request("https://api.example.com/v1/answers") |>
  req_body_json(list(model = "gem-2", input = "a violin")) |>
  req_perform()
"""
_PERL = """$ua->post('https://api.example.com/v1/answers',
    Content => encode_json({ model => 'gem-2', input => 'a heron' }));
"""
_DART = """http.post(
  Uri.https('api.example.com', '/v1/answers'),
  body: jsonEncode({'model': 'gem-2', 'input': 'moss'}),
);
"""
_SWIFT = """var req = URLRequest(url: URL(string: "https://api.example.com/v1/answers")!)
req.httpBody = try JSONSerialization.data(withJSONObject: ["model": "gem-2"])
"""
_TOOL = """Req.post!("https://api.example.com/v1/answers",
  json: %{model: "gem-1", tools: [%{type: "draw", model: "gem-2"}]}
)
"""


def _fields(code: str) -> dict[str, str]:
    call = outline_call(code)
    return {field.field: field.value for field in call.fields} if call else {}


@pytest.mark.parametrize(
    "code", [_ELIXIR, _R, _PERL, _DART, _SWIFT], ids=["elixir", "r", "perl", "dart", "swift"]
)
def test_the_field_of_the_one_request_is_found(code: str) -> None:
    call = outline_call(code)
    assert call is not None
    assert (call.host, call.path) == ("api.example.com", "/v1/answers")
    assert _fields(code)["model"] == "gem-2"


def test_a_field_of_a_tool_is_not_one_of_the_request() -> None:
    fields = _fields(_TOOL)
    assert fields["model"] == "gem-1"
    assert fields["tools[].model"] == "gem-2"


def test_with_two_addresses_nobody_can_tell_which_one_takes_the_field() -> None:
    assert outline_call(_ELIXIR + 'Req.get!("https://other.example.com/v1/files")') is None


def test_the_place_of_a_value_is_the_literal_with_its_quotes() -> None:
    call = outline_call(_ELIXIR)
    assert call is not None
    spot = next(field.spot for field in call.fields if field.field == "model")
    assert _ELIXIR[spot.start : spot.end] == '"gem-2"'

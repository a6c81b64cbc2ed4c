"""What stays of a terminal session before it is parsed: commands, and all that they continue onto."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.document.code.prepare import only_commands


def commands(text: str) -> list[str]:
    """The lines that stay."""
    return [line.strip() for line in only_commands(text).splitlines() if line.strip()]


@pytest.mark.parametrize(
    "printed",
    [
        "Chatting with ink-2",
        "Type 'exit' to leave, don't wait",
        "OpenAI Chat: ink-2",
        "Loaded: model=ink-2",
        "[INFO] model=ink-2 is loaded",
        "[12:00:01] ink-2",
        "2026-04-22 12:00:01 model=ink-2",
        "12:00:01 model=ink-2",
        "WARNING: model=ink-2 is old",
        "error: no model ink-2",
    ],
)
def test_lines_that_programs_print_are_no_commands(printed: str) -> None:
    assert commands(f"talk -m ink-1\n{printed}\ntalk -m ink-3\n") == ["talk -m ink-1", "talk -m ink-3"]
    assert commands(f"$ talk -m ink-1\n{printed}\n$ talk -m ink-3\n") == ["talk -m ink-1", "talk -m ink-3"]


@pytest.mark.parametrize(
    "command",
    [
        "[ -f a ] && talk",
        "[[ -n $A ]] && talk",
        "Rscript talk.R --model ink-2",
        "MODEL=ink-2 talk",
        "Model = ink-2",
        "./Talk ink-2",
        "ENV MODEL=ink-2",
        "echo Chatting",
        "# Chatting with ink-2, don't wait",
    ],
)
def test_what_looks_like_print_but_is_none_stays(command: str) -> None:
    assert commands(f"{command}\nUsing ink-1\n") == [command]


@pytest.mark.parametrize(
    "whole",
    [
        'talk -d \'{\n  "model": "ink-2",\nHello you\n}\'',
        'talk -d "it\'s \\"so\\",\nHello you"',
        "cat <<'EOF' > a\nHello you, it's ink-2\nEOF",
        "talk <<EOF\nHello you\nEOF",
        "talk \\\nHello you",
        "talk |\nHello you",
    ],
)
def test_a_command_goes_on_to_the_end_of_its_quotes_and_documents(whole: str) -> None:
    for prompt in ("", "$ "):
        assert commands(f"{prompt}{whole}\nUsing ink-1\n") == [line.strip() for line in whole.split("\n")]


def test_a_string_that_is_given_in_place_opens_no_document() -> None:
    assert commands("talk <<< 'ink-2'\nUsing ink-1\ntalk\n") == ["talk <<< 'ink-2'", "talk"]


@given(st.text(st.sampled_from("aA \n'\"\\#$<E:[]|=-"), max_size=60))
def test_every_offset_stays(text: str) -> None:
    kept = only_commands(text)
    assert len(kept) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, kept, strict=True))

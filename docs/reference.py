"""Writes the reference pages of the docs site from the code: `python docs/reference.py` before the site is built."""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from freshlint import api, cases, packs, suppression
from freshlint.cli.main import cli
from freshlint.config_schema import json_schema as config_schema
from freshlint.facts.schema import json_schema as facts_schema

FOLDER = Path(__file__).parent / "site" / "reference"


def pages() -> dict[str, str]:
    """The reference pages by file name."""
    return {
        "rules.md": "\n".join(_rules()),
        "commands.md": "\n".join(_commands()),
        "configuration.md": "\n".join(_configuration()),
        "facts.md": "\n".join(_facts()),
        "results.md": "\n".join(_results()),
    }


def _rules() -> Iterator[str]:
    yield "# Rules\n"
    pack = packs.load_pack(packs.SHIPPED)
    for rule in sorted(pack.rules, key=lambda rule: rule.id):
        yield f"## {rule.id}\n\n*{rule.severity.label}*: {rule.summary}.\n"
        yield _prose(sys.modules[type(rule).__module__].__doc__) + "\n"
        data = packs.cases(pack.name, rule.id)
        if data:
            yield from _cases(yaml.safe_load(data))
    yield f"## {suppression.RULE}\n\n*notice*: {_prose(suppression.__doc__)}\n"


def _cases(content: Mapping[str, Any]) -> Iterator[str]:
    day = content["as_of"]
    shown = {"Found": cases.STALE, "Left alone": cases.FRESH, "Fixed": cases.FIXED}
    for heading, kind in shown.items():
        if content.get(kind):
            ahead = f", {content['horizon']} ahead" if "horizon" in content else ""
            yield f'??? example "{heading} (as of {day} where no day is named{ahead})"\n'
            for case in content[kind]:
                yield from _case(case)


def _case(case: Mapping[str, Any]) -> Iterator[str]:
    notes = ", ".join(str(case[key]) for key in ("why", "as_of") if key in case)
    for key in ("text", "before", "after"):
        if key in case:
            label = {"before": "before", "after": "after"}.get(key, notes)
            yield f"    {label}\n" if label else ""
            yield "    ~~~~text"
            yield from (f"    {line}" for line in str(case[key]).rstrip("\n").split("\n"))
            yield "    ~~~~\n"


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield from _command(cli, "freshlint", None)


def _command(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100)
    yield f"## {context.command_path}\n\n~~~~text\n{command.get_help(context)}\n~~~~\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from _command(found, each, context)


def _configuration() -> Iterator[str]:
    yield "# Configuration\n"
    yield "`freshlint.toml`, or the same keys in `[tool.freshlint]` of `pyproject.toml`. The nearest upwards counts.\n"
    yield from _table(config_schema()["$defs"]["Config"])


def _facts() -> Iterator[str]:
    yield "# Facts files\n"
    yield "`freshlint facts schema` prints the JSON Schema that this page is made from.\n"
    for name, part in facts_schema()["$defs"].items():
        if "properties" in part:
            yield f"## {name}\n\n{_prose(part.get('description', ''))}\n"
            yield from _table(part)


def _table(part: Mapping[str, Any]) -> Iterator[str]:
    needed = set(part.get("required", ()))
    yield "| key | type | meaning |\n| --- | --- | --- |"
    for key, schema in part["properties"].items():
        must = " (needed)" if key in needed else ""
        yield f"| `{key}`{must} | {_type(schema)} | {_cell(schema.get('description', ''))} |"
    yield ""


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if schema.get("type") == "object":
        return f"table of {_type(schema.get('additionalProperties') or {})}"
    kind = schema.get("format") or schema.get("type", "any")
    return str(kind if isinstance(kind, str) else " or ".join(kind))


def _results() -> Iterator[str]:
    yield f"# Python and JSON\n\n{_prose(api.__doc__)}\n"
    yield "The JSON report has the same keys as `Finding`, `Fix`, `Edit`, `Citation` and `Undecided` below.\n"
    for name in api.__all__:
        thing = getattr(api, name)
        if dataclasses.is_dataclass(thing) and name != "Linter":
            yield f"## {name}\n\n{_prose(inspect.getdoc(thing))}\n\n| field | type |\n| --- | --- |"
            yield from (
                f"| `{field.name}` | {_cell(str(field.type))} |" for field in dataclasses.fields(thing)
            )
            yield ""
        elif inspect.isfunction(thing):
            yield f"## {name}\n\n~~~~python\n{name}{inspect.signature(thing)}\n~~~~\n"
            yield f"{_prose(inspect.getdoc(thing))}\n"


def _prose(text: str | None) -> str:
    """A docstring as Markdown: what it indents is shown as it stands."""
    return inspect.cleandoc(text or "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write all pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""The JSON Schema of `freshlint.toml`, for editors and validators; `[tool.freshlint]` takes the same keys."""

from __future__ import annotations

from typing import Any

import msgspec

from freshlint.config import Config

_MEANINGS = {
    "paths": "what to check where the command line names nothing, relative to this file",
    "exclude": "gitignore patterns of what is not checked",
    "select": "ids of the rules that run; all where it is absent",
    "ignore": "ids of rules that do not run",
    "facts": "facts files on top of those that ship; a later one overrides",
    "shipped-facts": "whether the facts of packs count",
    "packs": "installed packs whose rules and facts count",
    "as-of": "the day for which facts are asked; today where it is absent",
    "archive": "gitignore patterns of pages that are history, not advice",
    "min-confidence": "findings less certain than this are only counted",
    "fail-on": "the least severity that fails a run",
    "code-citations": "whether fixes in code carry their source in a comment",
    "citation-style": "how fixes in prose name their source: in brackets, with <cite>, or in a footnote",
    "horizon": "how many days ahead the rule `horizon` looks; 0d, the default, is not at all",
    "severity": "severities by rule id, in place of the rules' own",
    "overrides": "other severities for pages that `paths` match and places of these `roles`; the last wins",
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the configuration, with the meaning of each key."""
    (root,), parts = msgspec.json.schema_components((Config,), ref_template="#/$defs/{name}")
    for key, schema in parts["Config"]["properties"].items():
        schema["description"] = _MEANINGS[key]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "freshlint.toml",
        **root,
        "$defs": parts,
    }

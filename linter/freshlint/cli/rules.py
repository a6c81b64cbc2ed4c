"""`freshlint rules`: which rules there are, and what each means, with its cases."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from freshlint import setup, suppression
from freshlint.cases import read_cases
from freshlint.cli.exit import FINDINGS, fail
from freshlint.config import Config, ConfigFile, nearest
from freshlint.packs import Pack, cases
from freshlint.packs import rule_ids as rule_ids_of
from freshlint.page import Checker
from freshlint.report.summary import count
from freshlint.rule import Rule

_CASE_KINDS = ("stale", "fresh", "fixed")


@click.group()
def rules() -> None:
    """List rules, and explain one with its cases."""


_config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help="The configuration that names further packs.",
)


@rules.command("list")
@_config_option
def list_rules(config_path: Path | None) -> None:
    """Name every rule, its severity and what it finds."""
    loaded = setup.packs(setup.configuration(config_path))
    rows = [(rule.id, rule.severity.label, rule.summary) for pack in loaded for rule in pack.rules]
    rows.append(
        (suppression.RULE, "notice", "a comment that silences nothing, has expired or gives no reason")
    )
    size = max(len(name) for name, _, _ in rows)
    for name, severity, summary in sorted(rows):
        click.echo(f"{name:{size}}  {severity:7}  {summary}")


@rules.command()
@click.argument("rule_id", metavar="RULE")
@_config_option
def explain(rule_id: str, config_path: Path | None) -> None:
    """Say what RULE finds, and show its cases: stale, fresh and fixed."""
    loaded = setup.packs(setup.configuration(config_path))
    if rule_id == suppression.RULE:
        click.echo(inspect.cleandoc(suppression.__doc__ or ""))
        return
    for pack in loaded:
        for rule in pack.rules:
            if rule.id == rule_id:
                click.echo("\n".join(_explained(pack, rule)))
                return
    fail(f"unknown rule {rule_id!r}{nearest(rule_id, rule_ids_of(loaded))}")


@rules.command("test")
@click.argument("rule_ids", metavar="[RULE]...", nargs=-1)
@_config_option
def try_cases(rule_ids: tuple[str, ...], config_path: Path | None) -> None:
    """Try the cases of each RULE, or of all: every stale one is found, no fresh one, every fix is as written.

    Exits with 1 where a case fails or a RULE that is named has none.
    """
    settings = setup.configuration(config_path)
    loaded = setup.packs(settings)
    known = rule_ids_of(loaded)
    for rule_id in rule_ids:
        if rule_id not in known:
            fail(f"unknown rule {rule_id!r}{nearest(rule_id, known)}")
    alone = ConfigFile(Config(packs=settings.config.packs), settings.folder)
    failed = 0
    for pack in loaded:
        for rule in pack.rules:
            if not rule_ids or rule.id in rule_ids:
                failed += _tried(pack, rule, alone, required=bool(rule_ids))
    if failed:
        sys.exit(FINDINGS)


def _tried(pack: Pack, rule: Rule, settings: ConfigFile, required: bool) -> int:
    """Tells what became of a rule's cases; the number of those that failed."""
    data = cases(pack.name, rule.id)
    if data is None:
        click.echo(f"{rule.id}: no cases in {pack.name}/cases/{rule.id}/cases.yaml")
        return int(required)
    checkers: dict[tuple[date, int], Checker] = {}
    tried = read_cases(f"{pack.name}/cases/{rule.id}/cases.yaml", data)
    failed = 0
    for case in tried:
        asked = (case.as_of, case.horizon)
        if asked not in checkers:
            run = setup.prepare(settings, setup.Asked(as_of=case.as_of, horizon=case.horizon))
            checkers[asked] = run.checker
        flaws = list(case.flaws(rule.id, checkers[asked]))
        failed += bool(flaws)
        for flaw in flaws:
            click.echo(f"{rule.id} {case.kind} {case.number}: {flaw}")
    click.echo(
        f"{rule.id}: {count(len(tried), 'case')}, {f'{failed} failed' if failed else 'all as they say'}"
    )
    return failed


def _explained(pack: Pack, rule: Rule) -> Iterator[str]:
    yield f"{rule.id} ({rule.severity.label}): {rule.summary}"
    module = sys.modules[type(rule).__module__]
    yield ""
    yield inspect.cleandoc(module.__doc__ or "")
    data = cases(pack.name, rule.id)
    if data is not None:
        import yaml

        yield from shown_cases(yaml.safe_load(data))


def shown_cases(content: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Each kind of case under its heading; a case is a text, or a mapping of names and texts."""
    for kind in _CASE_KINDS:
        if found := content.get(kind):
            yield from ("", f"{kind.capitalize()}:")
            for case in found:
                yield ""
                fields = case if isinstance(case, Mapping) else {"text": case}
                for name, value in fields.items():
                    yield from _shown_field(name, str(value).rstrip("\n"))


def _shown_field(name: str, value: str) -> Iterator[str]:
    first, *more = value.split("\n")
    mark = "  | " if name == "text" else f"  {name}: "
    yield mark + first
    indent = "  | " if name == "text" else " " * len(mark)
    yield from (indent + line for line in more)

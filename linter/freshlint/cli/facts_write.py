"""`freshlint facts new` and `facts add-price`: facts written without touching what stands there."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from freshlint.cli.facts_given import give_up
from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import load
from freshlint.facts.schema import json_schema
from freshlint.paths import shown
from freshlint.supply.authoring import SCHEMA, NewEntity, NewPrice, with_entity, with_price
from freshlint.supply.rewrite import RewriteError
from freshlint.write import write_whole

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("entity")
@click.option("--into", "file", type=_FILE, required=True, help="The facts file; made where there is none.")
@click.option("--name", "names", multiple=True, help="What people call it; may be given several times.")
@click.option("--kind", default="", help="A free word: product, plan, version, model.")
@click.option("--vendor", default="", help="Who makes it.")
@click.option("--released", type=_DAY, help="The day since which it can be had.")
@click.option("--url", default="", help="The page on which that stands.")
@click.option("--title", default="", help="That page's title.")
def new(entity: str, file: Path, **options: Any) -> None:
    """Begin ENTITY, an id such as petrel-16, in a facts file.

    A new file begins with a line that gives editors its schema, which is written beside it: keys are completed
    and mistakes are marked while you type (the YAML language server, in VS Code the extension YAML).
    """
    released = options.pop("released")
    asked = NewEntity(entity, released=_day(released), **options)
    begun = not file.exists()
    before = b"" if begun else file.read_bytes()
    try:
        after = with_entity(shown(file), before, asked)
    except (RewriteError, FactsErrors) as error:
        give_up(str(error))
    _write(file, after)
    click.echo(f"Wrote {entity} into {shown(file)}.")
    schema = file.parent / SCHEMA
    if begun and not schema.exists():
        _write(schema, (json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode())
        click.echo(f"Wrote {shown(schema)} for your editor.")


@click.command(name="add-price")
@click.argument("entity")
@click.option("--into", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--meter", required=True, help="What is paid for: image output, storage.")
@click.option("--amount", required=True, help="The new price.")
@click.option("--since", type=_DAY, required=True, help="Its first day; the old price ends the day before.")
@click.option("--currency", default="", help="Three letters, where there are prices in several.")
@click.option("--per", default="", help="What it is per, where that changes: 1M tokens, image, user/month.")
@click.option("--where", multiple=True, metavar="NAME=VALUE", help="A condition of the row: size=1024x1024.")
@click.option("--source", default="", help="Id of the source, where it is not that of the old price.")
@click.option("--verified", type=_DAY, help="The day on which you saw it on the source.")
@click.option("--evidence", default="", help="The exact text that stands there.")
@click.option("--accept-jump", is_flag=True, help="Also where it is eight times the old price, or more.")
def add_price(entity: str, file: Path, **options: Any) -> None:
    """Close the price of ENTITY that holds until now, and write the new one behind it.

    The old row gets `until` and stays: checks can say until when it was the price. Comments and order stay.
    """
    amount = _amount(options.pop("amount"))
    limits = dict(_pair(pair) for pair in options.pop("where"))
    since, verified = _day(options.pop("since")), _day(options.pop("verified"))
    assert since is not None
    asked = NewPrice(entity, amount=amount, since=since, verified=verified, where=limits, **options)
    data = file.read_bytes()
    try:
        after = with_price(load(shown(file), data), data, asked)
    except (RewriteError, FactsErrors) as error:
        give_up(str(error))
    _write(file, after)
    click.echo(
        f"{shown(file)}: {entity}, {asked.meter}: {amount} since {since}; the price before ends the day before."
    )


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise click.BadParameter(
            f"{text!r} is no amount: write a decimal such as 0.006", param_hint="--amount"
        )
    return amount


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign and value):
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--where")
    return name, value


def _write(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
    except OSError as error:
        give_up(f"{shown(file)}: cannot be written: {error.strerror or error}")

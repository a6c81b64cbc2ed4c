"""`freshlint config`: which configuration counts here, and the schema of its file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from freshlint import setup
from freshlint.paths import shown


@click.group()
def config() -> None:
    """Say which configuration counts, and print the schema of its file."""


@config.command()
def schema() -> None:
    """Print the JSON Schema of freshlint.toml, for editors and validators."""
    from freshlint.config_schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@config.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, exists=True))
def show(path: Path | None) -> None:
    """Print the configuration that counts for PATH (default: the working directory)."""
    import msgspec

    settings = setup.configuration_of(path or Path())
    click.echo(f"# {shown(settings.file) if settings.file else 'no configuration file: the defaults'}")
    click.echo(json.dumps(msgspec.to_builtins(settings.config), ensure_ascii=False, indent=2))

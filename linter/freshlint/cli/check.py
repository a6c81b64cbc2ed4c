"""`freshlint check`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from freshlint import nested, setup
from freshlint.cli import options as groups
from freshlint.cli.exit import fail
from freshlint.cli.files import changed_files, changed_since
from freshlint.cli.outputs import Output, OutputsCommand, outputs
from freshlint.cli.present import exit_code, print_diff, print_reports
from freshlint.cli.readers import page_views, with_readers
from freshlint.config import ConfigFile
from freshlint.discovery import Found, known_format
from freshlint.finding import Severity
from freshlint.paths import shown
from freshlint.processors import collect_seldom, processors
from freshlint.report import CARRY_RULES, Options, RuleHelp
from freshlint.report.model import Message, RunReport
from freshlint.run import Fixing, Run
from freshlint.storage import Disk, Held, Together

if TYPE_CHECKING:
    from freshlint.page import Ask


@click.command(cls=OutputsCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@groups.facts_options
@groups.lock_options
@groups.rule_options
@groups.horizon_options
@groups.report_options
@groups.selection_options
@groups.exit_options
@groups.fix_options
@groups.config_options
@groups.speed_options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Find claims in Markdown and HTML files that facts contradict.

    PATHS are files and folders; without any, what the configuration names, else the working directory.

    Exit codes: 0 nothing found or all fixed; 1 findings left; 2 wrong usage, configuration or facts, or a
    file that could not be checked.
    """
    collect_seldom()
    wanted = outputs(ctx, options["output_format"], options["output_file"])
    if options["diff"] and wanted != [Output("text")]:
        fail("--diff prints a diff: leave out --output-format and --output-file")
    if options["all_or_nothing"] and (not options["fix"] or options["diff"] or options["stdin_filename"]):
        fail("--all-or-nothing is for --fix of files")
    settings = setup.configuration(options["config_path"], options["isolated"])
    held = _stdin(paths, options, wanted)
    found = Found((options["stdin_filename"],)) if held else _found(settings, paths, options)
    alone = options["config_path"] is not None
    parts = [(settings, found)] if alone else nested.parts(settings, found, paths)
    runs = [_run(part, files, options, held) for part, files in parts]
    views = page_views(options["page_views"])
    report = _checked(runs, options["all_or_nothing"])
    report = with_readers(report, views)
    if options["diff"]:
        print_diff(report)
    else:
        how = Options(
            show_undecided=options["show_undecided"],
            unsafe_fixes=options["unsafe_fixes"],
            rules=_rules([run for _, run, _ in runs], wanted),
        )
        fixed = held.data if held and options["fix"] else None
        print_reports(report, wanted, how, options["statistics"], fixed)
    least = Severity[(options["fail_on"] or settings.config.fail_on).upper()]
    sys.exit(exit_code(report, least, options["exit_zero"]))


def _run(
    settings: ConfigFile, found: Found, options: dict[str, Any], held: Held | None
) -> tuple[ConfigFile, Run, Found]:
    """The run of a configuration over its files, or over the text that is held."""
    keep, jobs = groups.keep(options), options["jobs"] or processors()
    run = setup.prepare(settings, groups.asked(options), _fixing(options), keep, jobs)
    if held:
        run = replace(run, storage=held)
    if options["since"] is not None:
        run, found = changed_since(options["since"], run, found, settings, options["facts_paths"])
    return settings, run, found


def _checked(runs: Sequence[tuple[ConfigFile, Run, Found]], together: bool) -> RunReport:
    """The report on all files; `together`: their fixes are written at the end, all of them or none."""
    if not together:
        return nested.check(runs)
    storage = Together(Disk(Path.cwd()))
    report = nested.check([(part, replace(run, storage=storage), found) for part, run, found in runs])
    failed = [] if report.errors else storage.commit()
    if not (report.errors or failed):
        return report
    errors = [Message(reason, shown(path)) for path, reason in failed]
    errors.append(Message("no file was fixed (--all-or-nothing)"))
    return replace(report, errors=(*report.errors, *errors), applied=False)


def _rules(runs: Sequence[Run], wanted: Sequence[Output]) -> tuple[RuleHelp, ...]:
    """What rules say of themselves, where a report carries it."""
    if all(output.format not in CARRY_RULES for output in wanted):
        return ()
    from freshlint.cli.rule_help import rule_help

    return rule_help(pack for run in runs for pack in run.grounds.packs)


def _found(settings: ConfigFile, paths: Sequence[Path], options: dict[str, Any]) -> Found:
    if options["changed"]:
        return changed_files(settings, paths, options["facts_paths"])
    return setup.files(settings, paths)


def _stdin(paths: Sequence[Path], options: dict[str, Any], wanted: Sequence[Output]) -> Held | None:
    """What stdin holds, where that is to be checked."""
    name: Path | None = options["stdin_filename"]
    if name is None:
        return None
    if paths not in ((), (Path("-"),)) or options["changed"] or options["since"] is not None:
        fail("--stdin-filename checks stdin alone: leave out PATHS, --changed and --since")
    if not known_format(name):
        fail(f"--stdin-filename: {name} is not of a format that freshlint reads")
    to_stdout = [output for output in wanted if output.path is None]
    if options["fix"] and to_stdout not in ([], [Output("text")], [Output("concise")]):
        fail("--fix prints the fixed text: give the --output-format an --output-file")
    return Held(sys.stdin.buffer.read())


def _fixing(options: dict[str, Any]) -> Fixing | None:
    asked, reason = options["interactive"], options["add_suppressions"]
    if asked or reason is not None:
        return Fixing(write=True, ask=_ask(options))
    if not (options["fix"] or options["diff"]):
        return None
    return Fixing(options["unsafe_fixes"], write=not options["diff"])


def _ask(options: dict[str, Any]) -> Ask:
    from freshlint.cli.interactive import asker, silencer
    from freshlint.silence import is_reason

    reason = options["add_suppressions"]
    taken = ("fix", "diff", "stdin_filename", "output_format")
    if (options["interactive"] and reason is not None) or any(options[name] for name in taken):
        fail(
            "--interactive and --add-suppressions go alone: without each other, --fix, --diff, --stdin-filename, "
            "--output-format"
        )
    if reason is None:
        return asker()
    if not is_reason(reason):
        fail("--add-suppressions: the reason must be one line of words, without -- or signs of markup")
    return silencer(reason.strip())

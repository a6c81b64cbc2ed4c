"""The Python API: typed results that say what the command line says, imported only when used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest

import freshlint as package
from freshlint import api

Call = Callable[..., Any]
DAY = date(2026, 4, 22)
STALE = "On gpt-image-2, image output costs $40 per 1M tokens.\n"
WAITING = "gpt-image-2 is not released yet.\n"


def test_a_text_has_findings_with_fact_source_and_fix(site: Path) -> None:
    report = package.check_text(STALE, as_of=DAY)
    (finding,) = report.findings
    assert (finding.rule, finding.severity, finding.text) == ("price", "error", "$40 per 1M tokens")
    assert finding.start == package.Place(line=1, column=36, offset=35)
    assert finding.fact == "gpt-image-2/prices/image output"
    assert finding.citation and finding.citation.verified == DAY
    assert finding.fix and finding.fix.applicability is package.Applicability.SAFE
    assert (report.as_of, report.files, report.errors) == (DAY, 1, ())
    assert all(file.digest.startswith("sha256:") for file in report.facts)


def test_files_have_the_findings_of_the_json_report(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text(STALE)
    (site / "b.html").write_text(f"<p>{WAITING}</p>")
    report = package.check_paths(as_of=DAY)
    shown = freshlint("check", "--as-of", "2026-04-22", "--output-format", "json").report
    plain = [msgspec.to_builtins(finding) for finding in report.findings]
    for finding in plain:
        for end in ("start", "end"):
            finding[end] = dict(zip(("line", "column", "offset"), finding[end], strict=True))
        finding["fix"] = {key: value for key, value in finding["fix"].items() if value != ""}
        finding["fix"]["edits"] = list(finding["fix"]["edits"])
        finding["related"] = list(finding["related"])
    assert plain == shown["findings"]


def test_one_path_or_several_are_checked(site: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (site / name).write_text(WAITING)
    assert {finding.path for finding in package.check_paths("a.md", as_of=DAY).findings} == {"a.md"}
    found = package.check_paths(["a.md", Path("b.md")], as_of=DAY).findings
    assert {finding.path for finding in found} == {"a.md", "b.md"}


def test_a_file_that_cannot_be_read_is_an_error_not_clean(site: Path) -> None:
    (site / "a.md").write_bytes(b"\xff\xfe\x00")
    report = package.check_paths(as_of=DAY)
    assert not report.findings
    assert [error.path for error in report.errors] == ["a.md"]


def test_a_text_is_fixed_as_the_command_line_fixes_it(site: Path, freshlint: Call) -> None:
    text = STALE + "\n" + WAITING
    safe, all_of_them = (package.fix_text(text, unsafe=unsafe, as_of=DAY) for unsafe in (False, True))
    assert (safe.changes, [finding.rule for finding in safe.left.findings]) == (1, ["availability"])
    assert (all_of_them.changes, all_of_them.left.findings) == (2, ())
    (site / "a.md").write_text(text)
    freshlint("check", "--as-of", "2026-04-22", "--fix", "--unsafe-fixes", "a.md")
    assert (site / "a.md").read_text() == all_of_them.text


def test_what_cannot_be_judged_is_said(site: Path) -> None:
    (claim,) = package.check_text("Use gpt-image-1.5-2026-01-01.", as_of=DAY).undecided
    assert claim.entity == "gpt-image-1.5"
    assert claim.reason


def test_the_name_of_a_text_tells_its_format_and_its_patterns(site: Path) -> None:
    html = f"<p>{WAITING}</p>"
    assert package.check_text(html, "page.html", as_of=DAY).findings[0].start.column == 4
    (site / "freshlint.toml").write_text('archive = ["old/"]\n')
    assert not package.check_text(WAITING, "old/a.md", as_of=DAY).findings


def test_the_configuration_counts_and_can_be_left_out(site: Path) -> None:
    (site / "freshlint.toml").write_text('ignore = ["price"]\nas-of = 2026-04-22\n')
    assert not package.check_text(STALE).findings
    assert package.check_text(STALE, isolated=True, as_of=DAY).findings


def test_facts_of_ones_own(site: Path) -> None:
    (site / "facts.yaml").write_text(
        "freshlint: 1\nsources: {s: {title: S, url: 'https://example.com'}}\nentities:\n  petrel-16:\n"
        "    names: [Petrel DB 16]\n"
        "    status: [{value: released, since: 2026-03-01, verified: 2026-04-02, source: s}]\n"
    )
    text = "Petrel DB 16 is not released yet."
    assert package.check_text(text, facts=["facts.yaml"], shipped_facts=False, as_of=DAY).findings
    assert not package.check_text(text, as_of=DAY).findings


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"select": ["prize"]}, "unknown rule 'prize': did you mean 'price'"),
        ({"facts": ["gone.yaml"]}, "gone.yaml: facts file cannot be read"),
        ({"config": "gone.toml"}, "gone.toml: cannot be read"),
    ],
)
def test_what_cannot_be_used_is_one_kind_of_error(site: Path, choices: Any, message: str) -> None:
    with pytest.raises(package.SetupError, match=message):
        package.check_text(STALE, **choices)


def test_a_text_that_no_file_can_hold_is_refused(site: Path) -> None:
    with pytest.raises(package.SourceError, match="half of a surrogate pair at 3"):
        package.check_text("abc\ud83d", as_of=DAY)


def test_a_path_that_does_not_exist_is_an_error(site: Path) -> None:
    with pytest.raises(package.SetupError, match=r"gone\.md: no such file"):
        package.check_paths("gone.md")


def test_importing_freshlint_imports_nothing_of_it() -> None:
    code = "import sys, freshlint; print(*(name for name in sys.modules if name.startswith('freshlint')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["freshlint"]


def test_a_name_that_is_not_public_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lint'"):
        package.lint  # noqa: B018


def test_what_is_public_is_typed_and_explained() -> None:
    assert files("freshlint").joinpath("py.typed").is_file()
    assert set(package.__all__) == {*api.__all__, "__version__"}
    for name in ("check_text", "check_paths", "fix_text"):
        function = getattr(package, name)
        assert "return" in get_type_hints(function)
        assert function.__doc__

"""action.yml and the templates: their steps run in a scratch repository with the history of a pull request."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import freshlint_rules
from action_runner import ACTION, ROOT, Runner, expressions
from repository import ENVIRONMENT, Repository, new_repository

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="the steps are bash")]
TEMPLATES = ROOT / ".ci/templates"
PRICE = "Image output of gpt-image-2 costs ${} per 1M tokens.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two stale pages and a lock on main; a branch that makes one more line stale."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    (tmp_path / "work").mkdir()
    made = new_repository(tmp_path / "work")
    monkeypatch.chdir(made.top)
    made.write("freshlint.toml", 'paths = ["docs"]\nas-of = 2026-04-22\n')
    made.write(".gitignore", "freshlint-reports/\n")
    made.write("docs/b.md", PRICE.format(50))
    made.write("docs/a.md", f"{PRICE.format(40)}\nfine\n")
    subprocess.run([sys.executable, "-m", "freshlint", "lock"], check=True, capture_output=True)
    made.commit()
    made.git("switch", "--quiet", "--create", "work")
    made.commit(**{"docs/a.md": f"{PRICE.format(40)}\nfine\n\n{PRICE.format(45)}"})
    return made


@pytest.fixture
def runner(repository: Repository, tmp_path: Path) -> Runner:
    base = repository.git("rev-parse", "main").strip()
    head = repository.git("rev-parse", "HEAD").strip()
    event = "github.event.workflow_run"
    return Runner(
        repository.top,
        tmp_path / "scratch",
        {
            "github.event.pull_request.base.sha": base,
            "github.repository": "o/r",
            "runner.temp": str(tmp_path / "scratch/temp"),
            f"{event}.head_repository.owner.login": "fork",
            f"{event}.head_branch": "b'\"$(touch x); `y`",
            f"{event}.head_sha": head,
        },
    )


def found(runner: Runner) -> list[tuple[str, int]]:
    report = json.loads((runner.folder / "freshlint-reports/report.json").read_text())
    return [(each["path"], each["start"]["line"]) for each in report["findings"]]


def test_a_pull_request_is_told_of_its_own_lines(runner: Runner) -> None:
    done = runner.run()
    assert (done.returncode, done.stderr) == (1, "")
    assert found(runner) == [("docs/a.md", 5)]
    assert done.stdout.startswith("::error ")
    assert "docs/a.md" in (runner.scratch / "summary").read_text()
    assert (runner.scratch / "output").read_text() == "status=1\n"


def test_newer_facts_and_the_old_lock_give_the_same(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.run()
    reports = runner.folder / "freshlint-reports"
    first = {file.name: file.read_bytes() for file in reports.iterdir()}
    newer = runner.scratch / "newer"
    shutil.copytree(Path(freshlint_rules.__file__).parent, newer / "freshlint_rules")
    facts = newer / "freshlint_rules/facts/openai-images.yaml"
    facts.write_text(facts.read_text().replace("amount: 30\n", "amount: 45\n"))
    monkeypatch.setenv("PYTHONPATH", f"{newer}{os.pathsep}{os.environ['PYTHONPATH']}")
    assert runner.run().returncode == 1
    assert {file.name: file.read_bytes() for file in reports.iterdir()} == first
    (runner.folder / "freshlint.lock").unlink()
    runner.run()
    assert found(runner) == []


def test_without_a_pull_request_everything_is_checked(runner: Runner) -> None:
    runner.github.clear()
    runner.run()
    assert found(runner) == [("docs/a.md", 1), ("docs/a.md", 5), ("docs/b.md", 1)]
    runner.run(paths="docs/b.md\n\n")
    assert found(runner) == [("docs/b.md", 1)]


def test_report_only_hides_findings_but_no_crash(runner: Runner, repository: Repository) -> None:
    assert runner.run(report_only="true").returncode == 0
    repository.write("docs/bad.md", "\0")
    assert runner.run(report_only="true").returncode == 2
    assert runner.run(report_only="true", since="gone").returncode == 2
    assert runner.run(report_only="true", since="--output=x").returncode == 2


def test_a_review_is_posted_for_the_head_that_was_checked(runner: Runner, repository: Repository) -> None:
    runner.run()
    runner.answer("pulls+head=", "7\n")
    runner.answer("Accept", repository.git("diff", "main", "HEAD"))
    done = runner.run(mode="review", reports="freshlint-reports")
    assert (done.returncode, done.stderr) == (0, "")
    sent = json.loads(runner.sent("api---method"))
    assert (sent["event"], sent["commit_id"]) == ("COMMENT", repository.git("rev-parse", "HEAD").strip())
    (comment,) = sent["comments"]
    assert (comment["path"], comment["line"]) == ("docs/a.md", 5)
    assert "```suggestion\nImage output of gpt-image-2 costs $30 per 1M tokens" in comment["body"]
    assert runner.calls()[0][-3] == "head=fork:b'\"$(touch x); `y`"
    assert not (runner.folder / "x").exists()


def test_nothing_is_posted_twice_nor_where_no_pull_request_is(runner: Runner, repository: Repository) -> None:
    runner.run()
    assert runner.run(mode="review").returncode == 0
    assert not any("POST" in call for call in runner.calls())
    runner.answer("pulls+head=", "7\n")
    runner.answer("Accept", repository.git("diff", "main", "HEAD"))
    runner.run(mode="review")
    runner.answer("comments+--paginate", json.loads(runner.sent("api---method"))["comments"][0]["body"])
    runner.run(mode="review")
    assert sum("POST" in call for call in runner.calls()) == 1


def test_refresh_moves_the_lock_and_opens_one_pull_request_and_one_issue(
    runner: Runner, repository: Repository, tmp_path: Path
) -> None:
    origin = tmp_path / "origin.git"
    repository.git("switch", "--quiet", "main")
    repository.commit(**{"docs/c.md": "There is no public API for gpt-image-2 yet.\n"})
    repository.git("clone", "--quiet", "--bare", str(repository.top), str(origin))
    repository.git("remote", "add", "origin", str(origin))
    repository.write("freshlint.toml", 'paths = ["docs"]\nas-of = 2026-04-23\n')
    repository.git("commit", "--quiet", "--all", "--message", "another day")
    repository.write("views.csv", "path,views\n/docs/c,1000\n")
    done = runner.run(mode="refresh", page_views="views.csv", token="t")
    assert (done.returncode, done.stderr) == (0, "")
    pushed = repository.git("--git-dir", str(origin), "diff", "--stat", "main", "freshlint/refresh")
    assert "docs/a.md" in pushed and "freshlint.lock" in pushed and "views.csv" not in pushed
    assert [call[:2] for call in runner.calls()] == [
        ["pr", "list"],
        ["pr", "create"],
        ["issue", "list"],
        ["issue", "create"],
    ]
    assert "as of 2026-04-23 (before: 2026-04-22)" in runner.sent("pr-create")
    assert "### `docs/c.md` (1,000 views)" in runner.sent("issue-create")

    repository.git("switch", "--quiet", "main")
    runner.answer("pr+list", "3\n")
    runner.answer("issue+list", "4\n")
    assert runner.run(mode="refresh").returncode == 0
    assert [call[:3] for call in runner.calls()[4:]] == [
        ["pr", "list", "--state"],
        ["pr", "edit", "3"],
        ["issue", "list", "--state"],
        ["issue", "edit", "4"],
    ]


def test_refresh_stops_where_a_page_cannot_be_checked(runner: Runner, repository: Repository) -> None:
    repository.write("docs/bad.md", "\0")
    assert runner.run(mode="refresh").returncode == 2
    assert runner.calls() == []


def test_the_generic_script(repository: Repository, runner: Runner) -> None:
    environment = {**os.environ, "PATH": f"{runner.bin}{os.pathsep}{os.environ['PATH']}"}

    def script(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(TEMPLATES / "generic.sh"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    checked = script("check", "main")
    assert checked.returncode == 1
    assert "docs/a.md:5:" in checked.stdout and "docs/b.md" not in checked.stdout
    assert script("refresh").returncode == 0
    assert "+Image output of gpt-image-2 costs $30" in Path("freshlint-reports/refresh.patch").read_text()
    assert script().returncode == 2


def test_no_expression_stands_in_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert expressions(step["run"]) == []
    for file in TEMPLATES.glob("github-*.yml"):
        for job in yaml.safe_load(file.read_text())["jobs"].values():
            assert not any("run" in step for step in job["steps"])


def test_what_a_fork_can_reach_may_only_read() -> None:
    check, review = (
        yaml.safe_load((TEMPLATES / f"github-{name}.yml").read_text()) for name in ("check", "review")
    )
    assert check["permissions"] == {"contents": "read"}
    assert check[True] == "pull_request"
    assert "workflow_run" in review[True]
    assert not any("checkout" in step.get("uses", "") for step in review["jobs"]["review"]["steps"])
    for file in TEMPLATES.iterdir():
        assert "pull_request_target" not in file.read_text()


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.github-workflows", sorted(TEMPLATES.glob("github-*.yml"))),
        ("vendor.gitlab-ci", [TEMPLATES / "gitlab.yml"]),
    ],
)
def test_they_follow_the_published_schemas(schema: str, files: list[Path]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        schema,
        *transform,
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

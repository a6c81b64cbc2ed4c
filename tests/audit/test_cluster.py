"""The Dask engine on real processes: it finds what the local engine finds, whatever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from audit.auditing import DAY, STALE, audited, command, content, environment, poisoned, rows, states
from audit.cluster import running
from audit.samples import finding, page
from freshlint.audit.cluster.files import Counts, PartFiles
from freshlint.audit.records import PartRecord

pytestmark = [
    pytest.mark.slow,
    pytest.mark.dask,
    pytest.mark.skipif(sys.platform == "win32", reason="signals"),
]
STORE = "freshlint-audit.db"


def filled(site: Path, pages: int, words: str = "") -> None:
    """Pages of which two in three have findings."""
    docs = poisoned(site)
    for number in range(pages):
        (docs / f"{number:04}.md").write_text(f"{STALE * (number % 3)} gpt-image-2 {words} {number}\n")


def local(site: Path, code: int = 1) -> list[tuple[object, ...]]:
    """What the local engine finds."""
    audited(site, "docs", *DAY, "--store", "local.db", code=code)
    return content(site / "local.db")


def begun(site: Path, *arguments: str) -> subprocess.Popen[str]:
    """An audit that goes on while the test does."""
    return subprocess.Popen(
        command("docs", *DAY, "--engine", "dask", *arguments),
        cwd=site,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_markers(site: Path, wanted: int) -> None:
    """Until workers have kept so many parts."""
    end = time.monotonic() + 60
    while len(list((site / f"{STORE}-parts").glob("*/done/*.json"))) < wanted:
        assert time.monotonic() < end
        time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    """The processes below a process."""
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    parents = dict(tuple(map(int, line.split())) for line in listed.splitlines())
    found, wanted = [], {pid}
    while more := [child for child, parent in parents.items() if parent in wanted and child not in found]:
        found += more
        wanted = set(more)
    return found


def test_a_cluster_of_this_machine_finds_what_the_local_engine_finds(site: Path) -> None:
    filled(site, 150)
    (site / "docs/crash.md").write_text(f"{STALE} CRASH")
    (site / "docs/bytes.md").write_bytes(b"\xff\xfe\xfd")
    audited(site, "docs", *DAY, "--engine", "dask", code=2)
    assert content(site / STORE) == local(site, code=2)
    assert states(site / STORE)["crash.md"] == "set-aside"


def test_a_worker_that_is_killed_costs_nothing(site: Path, tmp_path: Path) -> None:
    filled(site, 250, "SLOW")
    with running(tmp_path / "cluster") as cluster:
        audit = begun(site, "--scheduler", cluster.address)
        wait_for_markers(site, 1)
        killed = [pid for pid in descendants(cluster.processes[1].pid) if "spawn_main" in name_of(pid)]
        os.kill(killed[0], signal.SIGKILL)
        _, err = audit.communicate(timeout=90)
        assert audit.returncode == 1, err
    assert content(site / STORE) == local(site)


def name_of(pid: int) -> str:
    """The command line of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")


def test_a_lost_scheduler_is_told_and_the_next_run_goes_on(site: Path, tmp_path: Path) -> None:
    filled(site, 250, "SLOW")
    with running(tmp_path / "cluster") as cluster:
        audit = begun(site, "--scheduler", cluster.address)
        wait_for_markers(site, 2)
        cluster.kill_scheduler()
        _, err = audit.communicate(timeout=60)
        assert audit.returncode == 2
        assert "is gone: what was done is kept" in err
        assert "Traceback" not in err
    kept = {file: file.stat().st_mtime_ns for file in (site / f"{STORE}-parts").glob("*/findings/*.parquet")}
    assert kept
    with running(tmp_path / "another") as cluster:
        audited(site, "docs", *DAY, "--engine", "dask", "--scheduler", cluster.address)
    assert content(site / STORE) == local(site)
    # What the first cluster had done was not done again.
    assert {file: file.stat().st_mtime_ns for file in kept} == kept


def test_a_page_that_ends_its_worker_is_found_and_set_aside(site: Path, tmp_path: Path) -> None:
    filled(site, 3)
    (site / "docs/0002.md").write_text(f"{STALE} PARENT")
    with running(tmp_path / "cluster", failures=0) as cluster:
        audited(site, "docs", *DAY, "--engine", "dask", "--scheduler", cluster.address, code=2)
    found = states(site / STORE)
    assert found.pop("0002.md") == "set-aside"
    assert set(found) == {"0000.md", "0001.md"}
    assert set(found.values()) == {"checked"}


def test_without_a_store_the_output_holds_the_run_and_nothing_else(site: Path) -> None:
    filled(site, 70)
    options = ("docs", *DAY, "--engine", "dask", "--no-store", "--output", str(site / "out"))
    first = audited(site, *options)
    assert "69 findings on 70 pages" in first.stdout
    (site / "docs/0000.md").write_text("nothing here any more\n")
    (site / "docs/0001.md").unlink()
    audited(site, *options)
    assert not (site / STORE).exists()
    (folder,) = (site / "out").iterdir()
    found = [row for file in (folder / "findings").iterdir() for row in parquet.read_table(file).to_pylist()]
    local(site)
    wanted = rows(site / "local.db", "SELECT fingerprint FROM finding")
    assert sorted(row["fingerprint"] for row in found) == sorted(fingerprint for (fingerprint,) in wanted)
    assert (folder / "_SUCCESS").exists()


def test_without_a_store_pages_are_held_against_each_other_all_the_same(site: Path) -> None:
    docs = poisoned(site)
    (site / "facts.yaml").write_text("freshlint: 1\nentities:\n  petrel-16: {names: [Petrel DB 16]}\n")
    (docs / "a.md").write_text("Petrel DB 16 is available.\n")
    (docs / "b.md").write_text("Petrel DB 16 is not available.\n")
    options = (
        "docs",
        *DAY,
        "--facts",
        "facts.yaml",
        "--engine",
        "dask",
        "--no-store",
        "--output",
        str(site / "out"),
    )
    assert "1 finding on 2 pages" in audited(site, *options).stdout
    (folder,) = (site / "out").iterdir()
    (found,) = parquet.read_table(folder / "findings/_contradictions.parquet").to_pylist()
    assert (found["rule"], found["address"], found["line"]) == ("conflict", "b.md", 1)
    assert found["digest"].startswith("sha256:")
    (docs / "b.md").write_text("Petrel DB 16 is available.\n")
    audited(site, *options, code=0)
    assert not (folder / "findings/_contradictions.parquet").exists()


def test_a_scheduler_that_is_not_there_is_told(site: Path) -> None:
    filled(site, 1)
    done = subprocess.run(
        command("docs", *DAY, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"),
        cwd=site,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 2
    assert "error: the scheduler at tcp://127.0.0.1:1 cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_part_is_whole_or_does_not_count(tmp_path: Path) -> None:
    files = PartFiles(str(tmp_path / "out"))
    part = PartRecord("a", (page("x.md", finding(), finding()), page("x.md", finding(line=9)), page("y.md")))
    assert files.write(part) == Counts(pages=3, findings=3)
    files.write(PartRecord("b", (page("z.md", state="unreadable", reason="odd"),)))
    files.join("both", ["a", "b"])
    assert files.done() == {"a", "b", "both"}
    assert files.read("a") == part
    assert [each.address for each in files.read("both").pages] == ["x.md", "x.md", "y.md", "z.md"]
    assert files.counts("both") == Counts(pages=4, findings=3, unchecked=1)
    (tmp_path / "out/done/a.json").unlink()
    assert files.done() == {"b", "both"}
    files.finish(["b"])
    assert files.done() == {"b"}
    assert not (tmp_path / "out/done/both.json").exists()

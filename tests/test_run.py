"""A run over files: each is reported by its name, whatever happens to the others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]


def test_a_file_that_cannot_be_read_is_an_error(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "a.md").write_text("STALE")
    (site / "b.md").write_text("STALE")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "error: a.md: cannot be read: Permission denied" in outcome.out
    assert "b.md:1:1" in outcome.out


def test_a_fix_that_the_encoding_cannot_hold_is_an_error_and_not_written(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from freshlint import page

    monkeypatch.setattr(page, "apply_edits", lambda text, edits: text.replace("STALE", "图"))
    data = '<meta charset="iso-8859-1"><p>caf\xe9 STALE'.encode("latin-1")
    (site / "a.html").write_bytes(data)
    outcome = freshlint("check", "--fix")
    assert outcome.code == 2
    assert "cp1252 cannot hold" in outcome.out
    assert (site / "a.html").read_bytes() == data


def test_a_declared_encoding_is_kept(site: Path, freshlint: Call) -> None:
    (site / "a.html").write_bytes(b'<meta charset="iso-8859-1"><p>caf\xe9 STALE')
    assert freshlint("check", "--fix").code == 0
    assert (site / "a.html").read_bytes() == b'<meta charset="iso-8859-1"><p>caf\xe9 FRESH'


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_is_checked_but_not_written(site: Path, freshlint: Call) -> None:
    inside, outside = site / "inside", site / "outside.md"
    inside.mkdir()
    outside.write_text("STALE")
    (inside / "link.md").symlink_to(outside)
    import os

    os.chdir(inside)
    outcome = freshlint("check", "--fix", "link.md")
    assert outcome.code == 2
    assert "link.md: is a link to" in outcome.out
    assert outside.read_text() == "STALE"


def test_a_file_named_from_elsewhere_is_written(
    site: Path, freshlint: Call, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.md"
    elsewhere.write_text("STALE")
    assert freshlint("check", "--fix", str(elsewhere)).code == 0
    assert elsewhere.read_text() == "FRESH"


def test_a_panic_of_a_parser_is_an_internal_error(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("out of range")

    monkeypatch.setattr("freshlint.engine.check", panic)
    (site / "a.md").write_text("x")
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "a.md: internal error, please report it: PanicException: out of range" in outcome.out


def test_facts_that_are_too_old_are_summed_up_in_one_line(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("x")
    report = freshlint("check", "--as-of", "2027-06-01", "--output-format", "json").report
    (warning,) = report["summary"]["warnings"]
    assert "facts were verified too long ago" in warning["message"]

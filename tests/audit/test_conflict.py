"""An audit sees all pages: contradictions between them are among its findings."""

from __future__ import annotations

from pathlib import Path

from audit.auditing import DAY, audited, rows

STORE = "freshlint-audit.db"
FACTS = "freshlint: 1\nentities:\n  petrel-16: {names: [Petrel DB 16]}\n"
FOUND = "SELECT address, line, severity, message FROM finding JOIN page ON page = id WHERE rule = 'conflict'"


def test_two_pages_that_contradict_each_other_are_a_finding_once_the_audit_is_done(site: Path) -> None:
    (site / "facts.yaml").write_text(FACTS)
    (site / "docs").mkdir()
    for name in ("a", "b"):
        (site / "docs" / f"{name}.md").write_text("Petrel DB 16 is available.\n")
    (site / "docs" / "c.md").write_text("# News\n\nPetrel DB 16 is not available.\n")
    done = audited(site, "docs", *DAY, "--facts", "facts.yaml")
    message = 'says "Petrel DB 16 is not available." of petrel-16; a.md:1 says "Petrel DB 16 is available."'
    assert rows(site / STORE, FOUND) == [("c.md", 3, "warning", message)]
    assert "1 finding on 1 of 3 pages: 1 warning" in done.stdout
    audited(site, "docs", *DAY, "--facts", "facts.yaml", "--ignore", "conflict", code=0)


def test_a_comment_silences_it(site: Path) -> None:
    (site / "facts.yaml").write_text(FACTS)
    (site / "docs").mkdir()
    (site / "docs" / "a.md").write_text("Petrel DB 16 is available.\n")
    comment = "<!-- freshlint-disable-next-line conflict: of our own cluster -->"
    (site / "docs" / "b.md").write_text(f"{comment}\nPetrel DB 16 is not available.\n")
    audited(site, "docs", *DAY, "--facts", "facts.yaml", code=0)
    assert rows(site / STORE, "SELECT silenced FROM claim JOIN page ON page = id WHERE address = 'b.md'") == [
        ("conflict",)
    ]

"""`freshlint init`: what it makes of a repository, by the files of the tools that build sites."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("# A page\n")


@pytest.mark.parametrize(
    ("kind", "files", "paths", "exclude"),
    [
        (
            "Docusaurus",
            ["docusaurus.config.ts", "docs/a.md", "blog/b.mdx", "build/a.html"],
            ["docs", "blog"],
            ["build/", ".docusaurus/"],
        ),
        ("MkDocs", ["mkdocs.yml", "docs/a.md", "site/a.html"], ["docs"], ["site/"]),
        ("Zensical", ["zensical.toml", "docs/a.md"], ["docs"], ["site/"]),
        ("Astro", ["astro.config.mjs", "src/content/a.mdx"], ["src/content"], ["dist/", ".astro/"]),
        ("Hugo", ["hugo.toml", "content/a.md"], ["content"], ["public/", "resources/"]),
        ("Hugo", ["config/_default/hugo.yaml", "content/a.md"], ["content"], ["public/", "resources/"]),
        ("Jekyll", ["_config.yml", "_posts/a.md"], ["."], ["_site/", "vendor/", ".jekyll-cache/"]),
        (
            "Next.js",
            ["next.config.js", "content/a.mdx", "pages/b.mdx"],
            ["content", "pages"],
            [".next/", "out/"],
        ),
        (
            "VitePress",
            ["docs/.vitepress/config.mts", "docs/a.md"],
            ["docs"],
            ["**/.vitepress/dist/", "**/.vitepress/cache/"],
        ),
    ],
)
def test_a_site_is_told_by_its_tool(
    site: Path, freshlint: Call, kind: str, files: list[str], paths: list[str], exclude: list[str]
) -> None:
    tree(site, *files)
    outcome = freshlint("init")
    assert outcome.code == 0
    assert outcome.out.startswith(f"{kind}: {', '.join(paths)}\n")
    written = tomllib.loads((site / "freshlint.toml").read_text())
    assert (written["paths"], written["exclude"]) == (paths, exclude)
    assert freshlint("check").code == 0


@pytest.mark.parametrize(
    ("files", "paths"),
    [(["docs/a.md", "README.md"], ["docs"]), (["a.html"], ["."]), (["guides/a.md"], ["."])],
)
def test_plain_pages_need_no_tool(site: Path, freshlint: Call, files: list[str], paths: list[str]) -> None:
    tree(site, *files)
    freshlint("init")
    assert tomllib.loads((site / "freshlint.toml").read_text())["paths"] == paths


def test_the_folders_that_mkdocs_names_count(site: Path, freshlint: Call) -> None:
    tree(site, "handbook/a.md")
    (site / "mkdocs.yml").write_text(
        "site_name: X\ndocs_dir: 'handbook' # ours\nsite_dir: out\nx: !!python/name:y\n"
    )
    freshlint("init")
    written = tomllib.loads((site / "freshlint.toml").read_text())
    assert (written["paths"], written["exclude"]) == (["handbook"], ["out/"])


def test_old_versions_are_history(site: Path, freshlint: Call) -> None:
    tree(site, "docusaurus.config.js", "docs/a.md", "versioned_docs/version-1/a.md")
    freshlint("init")
    assert tomllib.loads((site / "freshlint.toml").read_text())["archive"] == ["versioned_docs/"]


def test_a_monorepo_has_all_its_sites(site: Path, freshlint: Call) -> None:
    tree(site, "mkdocs.yml", "docs/a.md", "websites/shop/astro.config.ts", "websites/shop/src/pages/a.mdx")
    tree(site, "node_modules/x/mkdocs.yml", "node_modules/x/docs/a.md")
    freshlint("init")
    text = (site / "freshlint.toml").read_text()
    assert "# Found: MkDocs, Astro in websites/shop.\n" in text
    assert tomllib.loads(text)["paths"] == ["docs", "websites/shop/src/pages"]
    assert "websites/shop/dist/" in tomllib.loads(text)["exclude"]


def test_what_stands_there_is_kept(site: Path, freshlint: Call) -> None:
    tree(site, "a.md")
    (site / "freshlint.toml").write_text("ignore = []\n")
    assert freshlint("init").code == 2
    assert freshlint("init", "--dry-run").out.startswith("# What freshlint checks here")
    assert (site / "freshlint.toml").read_text() == "ignore = []\n"
    assert freshlint("init", "--force").code == 0
    assert tomllib.loads((site / "freshlint.toml").read_text())["paths"] == ["."]


def test_a_repository_without_pages_is_told(site: Path, freshlint: Call) -> None:
    outcome = freshlint("init")
    assert outcome.code == 2
    assert "no page of a format that freshlint reads" in outcome.err


def test_what_is_written_follows_the_published_schema(site: Path, freshlint: Call) -> None:
    tree(site, "docusaurus.config.js", "docs/a.md", "versioned_docs/version-1/a.md")
    freshlint("init")
    schema = Path(__file__).parents[2] / "linter/freshlint/config.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), "freshlint.toml"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0

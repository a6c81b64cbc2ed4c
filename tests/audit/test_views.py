"""What views make of a run: places of pages, traffic, the report's columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.samples import finding, page, stored
from freshlint.audit.store.database import opened
from freshlint.audit.views.choose import chosen
from freshlint.audit.views.place import place_of
from freshlint.audit.views.report_data import age_of, report_data
from freshlint.audit.views.traffic import TrafficError, read_traffic


@pytest.mark.parametrize(
    ("address", "section", "language", "group"),
    [
        ("a.md", "(top)", "", "/a.md"),
        ("docs/guide/a.md", "docs", "", "/docs/guide/a.md"),
        ("docs/de/guide/a.md", "docs", "de", "/docs/guide/a.md"),
        ("zh-CN/docs/guide/a.md", "docs", "zh-cn", "/docs/guide/a.md"),
        ("docs/guide/a.pt_BR.md", "docs", "pt-br", "/docs/guide/a.md"),
        ("docs/io/a.md", "docs", "", "/docs/io/a.md"),
        ("x/y/z/it/a.md", "x", "", "/x/y/z/it/a.md"),
        ("https://example.com/ja/blog/a", "example.com/blog", "ja", "example.com/blog/a"),
        ("https://example.com/", "example.com", "", "example.com/"),
    ],
)
def test_an_address_tells_section_language_and_translations(
    address: str, section: str, language: str, group: str
) -> None:
    assert place_of(address) == (section, language, group)


@pytest.mark.parametrize(
    ("modified", "age"),
    [
        ("2026-04-01", "under 3 months"),
        ("2026-01-01", "3 to 12 months"),
        ("2024-12-01", "1 to 2 years"),
        ("2019-01-01", "over 2 years"),
        ("2026-12-01", "under 3 months"),
        (None, "unknown"),
    ],
)
def test_ages_are_steps(modified: str | None, age: str) -> None:
    assert age_of(modified, "2026-04-22") == age


def test_views_are_found_by_any_name_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(
        'Page path,Views\n/guide/,"1,200"\nhttps://x.org/blog/a?utm=1,7\n/guide/,3\n/,9\n'
    )
    traffic = read_traffic(tmp_path / "v.csv")
    assert traffic.of("guide/index.md") == 1203
    assert traffic.of("guide.mdx") == 1203
    assert traffic.of("https://x.org/blog/a") == 7
    assert traffic.of("index.html") == 9
    assert traffic.of("other.md") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "must name a column `page`"),
        ("page,views\nx,many\n", "v.csv:2: 'many' is no number of views"),
        ("", "must name a column"),
    ],
)
def test_a_file_of_views_that_cannot_be_used_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "v.csv").write_text(text)
    with pytest.raises(TrafficError, match=message):
        read_traffic(tmp_path / "v.csv")


def test_equal_texts_are_held_once_and_pages_without_findings_only_counted(tmp_path: Path) -> None:
    pages = [page(f"docs/{n}.md", finding(), finding(line=n)) for n in range(50)]
    stored(tmp_path / "s.db", [*pages, *(page(f"blog/{n}.md") for n in range(30))])
    with opened(tmp_path / "s.db") as store:
        data = report_data(store, chosen(store, None), None)
    assert len(data["findings"]["page"]) == 100
    assert len(data["pages"]["address"]) == 50
    assert data["coverage"]["section"] == {"docs": 50, "blog": 30}
    assert len(data["texts"]) == len(set(data["texts"])) < 250

"""The HTML report in a real browser: it loads, filters, sorts and links, asks nobody, and runs nothing of a page's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.browser import Browser, running
from audit.samples import finding, page, stored
from freshlint.audit.html.page import render_report
from freshlint.audit.store.database import opened
from freshlint.audit.views.choose import chosen
from freshlint.audit.views.report_data import report_data
from freshlint.audit.views.traffic import Traffic

HOSTILE = "</script><img src=x onerror='document.title=\"owned\"'><b>bold</b>"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of this file."""
    yield from running(tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on two runs of a small site."""
    folder = tmp_path_factory.mktemp("report")
    kept = finding(message="stays")
    pages = [
        page("docs/a.md", kept, finding(rule="superseded", severity="warning", message="is old")),
        page("de/docs/a.md", finding(message="ist alt", entity="gpt-image-1")),
        page("blog/b.md", finding(severity="notice", rule="retired", message="was here", applicability="")),
        page("blog/hostile.md", finding(message=HOSTILE, text=HOSTILE, source_url="javascript:alert(1)")),
        page("blog/c.md"),
        page("broken.md", state="unreadable", reason="not valid UTF-8"),
    ]
    stored(folder / "s.db", [page("docs/a.md", kept, finding(message="was fixed"))])
    stored(folder / "s.db", pages)
    with opened(folder / "s.db") as store:
        data = report_data(store, chosen(store, None), Traffic({"blog/b": 1000, "docs/a": 10}))
    file = folder / "report.html"
    file.write_text(render_report(data), encoding="utf-8")
    return file


def test_it_loads_asks_nobody_and_has_nothing_to_complain_of(browser: Browser, report: Path) -> None:
    browser.open(report)
    assert browser.count == "5 findings"
    assert browser.complaints() == []
    assert browser.requests() <= {"file", "data"}
    totals = dict(zip(browser.texts("#totals dt"), browser.texts("#totals dd"), strict=True))
    assert totals["pages"] == "6"
    assert totals["pages with findings"] == "4"
    assert totals["pages not checked"] == "1"
    assert totals["fixed since run 1"] == "1"
    assert len(browser.texts(".chart svg")) == 6


def test_a_page_s_text_is_text(browser: Browser, report: Path) -> None:
    browser.open(report, "#q=onerror")
    assert browser.count == "1 of 5 findings"
    browser.find(".row").click()
    assert HOSTILE in browser.find("#detail").text
    assert browser.driver.title == "freshlint audit of folder /site"
    assert browser.texts("#detail img, #detail b, #detail a") == []


def test_filters_narrow_and_stand_in_the_address(browser: Browser, report: Path) -> None:
    browser.open(report)
    browser.choose("section", "docs")
    assert browser.count == "3 of 5 findings"
    browser.choose("severity", "warning")
    assert browser.count == "1 of 5 findings"
    assert browser.link == "#section=docs&severity=warning"
    browser.find("#clear").click()
    assert browser.count == "5 findings"
    browser.choose("status", "remaining")
    assert "stays" in browser.texts(".row")[0]


def test_a_link_opens_what_it_was_made_of(browser: Browser, report: Path) -> None:
    browser.open(report)
    browser.choose("rule", "superseded")
    browser.find(".row").click()
    link = browser.link
    assert "open=" in link
    browser.open(report, link)
    assert browser.count == "1 of 5 findings"
    assert "is old" in browser.find("#detail h2").text
    browser.driver.back()
    browser.open(report, "#view=pages&sort=views")
    assert browser.texts(".row")[0].startswith("blog/b.md")


def test_search_finds_text_page_and_fact(browser: Browser, report: Path) -> None:
    browser.open(report)
    for words, count in (
        ("ist ALT", "1 of 5"),
        ("blog/", "2 of 5"),
        ("prices/image", "5 of 5"),
        ("nowhere", "0 of 5"),
    ):
        search = browser.find("#search")
        search.clear()
        search.send_keys(words)
        browser.wait(f"return document.getElementById('count').textContent === '{count} findings'")


def test_pages_are_worst_first_and_sort_by_any_column(browser: Browser, report: Path) -> None:
    browser.open(report, "#view=pages")
    # One notice on a page read a thousand times outweighs an error on one read ten times.
    assert [row.splitlines()[0] for row in browser.texts(".row")[:2]] == ["blog/b.md", "docs/a.md"]
    headers = browser.driver.find_elements("css selector", ".head button")
    next(header for header in headers if header.text == "Errors").click()
    assert browser.texts(".row")[0].splitlines()[0] == "blog/hostile.md"
    assert browser.link == "#view=pages&sort=error"


def test_sections_translations_facts_and_what_was_not_checked(browser: Browser, report: Path) -> None:
    browser.open(report, "#view=sections")
    blog = next(row for row in browser.texts(".row") if row.startswith("blog"))
    assert blog.splitlines()[-3:] == ["2", "3", "67 %"]
    browser.open(report, "#view=translations")
    assert browser.count == "1 pages with translations"
    assert "(default), de" in browser.texts(".row")[0]
    browser.open(report, "#view=facts")
    assert "verified 2026-04-20" in browser.texts(".row")[0]
    browser.open(report, "#view=unchecked")
    assert browser.texts(".row")[0].splitlines() == ["broken.md", "not valid UTF-8"]


def test_keys(browser: Browser, report: Path) -> None:
    browser.open(report)
    browser.type("jj")
    assert browser.find(".row[aria-selected=true]").get_attribute("aria-posinset") == "2"
    browser.driver.execute_script("document.activeElement.blur()")
    browser.type("\ue007")
    assert browser.find("#detail").is_displayed()
    browser.type("\ue00c")
    assert not browser.find("#detail").is_displayed()
    browser.type("2")
    assert browser.link == "#view=pages"
    browser.type("/")
    assert browser.driver.switch_to.active_element.get_attribute("id") == "search"


def test_a_bar_of_a_chart_filters(browser: Browser, report: Path) -> None:
    browser.open(report)
    browser.find(".chart .mark-rect path").click()
    assert browser.link == "#section=docs"


def test_dark_and_light(browser: Browser, report: Path) -> None:
    browser.open(report)
    ground = "return getComputedStyle(document.body).backgroundColor"
    before = browser.driver.execute_script(ground)
    browser.type("t")
    assert browser.driver.execute_script(ground) != before


def test_paper_gets_findings_in_full_and_no_controls(browser: Browser, report: Path) -> None:
    browser.open(report, "#section=docs")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(browser.texts("#printed .paper")) == 3
    assert "The price list" in browser.texts("#printed .paper")[0]
    assert not browser.find("#search").is_displayed()
    assert not browser.find("#list").is_displayed()
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_hundred_thousand_findings_open_and_filter(browser: Browser, tmp_path: Path) -> None:
    rules = ("price", "availability", "retired", "superseded")
    pages = [
        page(f"docs/{n % 40}/{n}.md", *(finding(rule=rules[(n + k) % 4], line=k + 1) for k in range(5)))
        for n in range(20_000)
    ]
    stored(tmp_path / "s.db", pages)
    with opened(tmp_path / "s.db") as store:
        html = render_report(report_data(store, chosen(store, None), None))
    (tmp_path / "r.html").write_text(html, encoding="utf-8")
    browser.open(tmp_path / "r.html")
    assert browser.count == "100,000 findings"
    browser.choose("rule", "price")
    assert browser.count == "25,000 of 100,000 findings"
    # Only what can be seen is drawn.
    assert 5 < len(browser.texts(".row")) < 60
    browser.driver.execute_script("document.querySelector('.scroll').scrollTop = 1e9")
    browser.wait("return document.getElementById('row-24999')")
    assert browser.complaints() == []

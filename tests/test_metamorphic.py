"""Changes of a page that change nothing of what it says: its findings stay, rule for rule and word for word.

The pages of fixtures/rules are rewrapped, emphasised, linked, listed, padded and renamed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
import yaml

import shipped
from freshlint import engine
from freshlint.facts.load import LoadedFile, load
from freshlint.packs import SHIPPED, cases, pack_facts
from freshlint.source import Source

Rows = tuple[tuple[str, str], ...]
MARKS = re.compile(r"</?[a-z][^>]*>|\]\([^)]*\)|[*`\[\]|]")
NAME = re.compile(r"(?<![\w./-])(?:gpt[- ]?image[- ]?)(2|1\.5)(?![\w-]|\.\d)", re.IGNORECASE)
# A name that markup does not stand beside already.
BARE = re.compile(rf"(?<![`>]){NAME.pattern}(?![`<])", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A small page. `kind`: one paragraph of prose, a table, or anything else."""

    id: str
    text: str
    form: str
    as_of: date
    kind: str


def kind(text: str, form: str) -> str:
    """How a page can be changed."""
    if form != "md":
        return "html" if "<p>" in text else "other"
    if re.match(r"\|", text):
        return "table"
    return "prose" if "\n" not in text.strip() and not re.match(r"[#>~`|-]", text) else "other"


def collect() -> list[Page]:
    """The stale and fresh pages of four rules."""
    pages = []
    for rule in ("availability", "release-watch", "price", "superseded"):
        data = cases(SHIPPED, rule)
        content = yaml.safe_load(data or b"")
        for side in ("stale", "fixed", "fresh"):
            for number, case in enumerate(content.get(side, ()), 1):
                text, form = case.get("text", case.get("before")), case.get("format", "md")
                as_of = case.get("as_of", content["as_of"])
                pages.append(Page(f"{rule}-{side}-{number}", text, form, as_of, kind(text, form)))
    return pages


PAGES = collect()


def every(*kinds: str) -> list[object]:
    """The pages of these kinds, or all."""
    return [pytest.param(page, id=page.id) for page in PAGES if not kinds or page.kind in kinds]


@cache
def found(page: Page, text: str = "", rename: bool = False) -> Rows:
    """Rule and words of each finding, in the page or in a changed text of it."""
    source = Source(f"page.{page.form}", text or page.text)
    known = renamed_knowledge(page.as_of) if rename else shipped.knowledge(page.as_of)
    return tuple((finding.rule, words(finding.text)) for finding in shipped.check(source, known).findings)


def words(text: str) -> str:
    """What a reader reads, white space made one."""
    plain = re.sub(r"\n\s*(?:- |\d+\. )?", " ", html.unescape(MARKS.sub("", text)))
    return " ".join(plain.split())


def spaced(page: Page) -> bool:
    """Whether lines of the page can be broken at spaces: a break in Chinese or Japanese is one more space."""
    return not re.search(r"[\u3040-\u30ff\u3400-\u9fff]", page.text)


@pytest.mark.parametrize("page", every("prose"))
def test_wrapping_lines(page: Page) -> None:
    if not spaced(page):
        return
    wrapped = re.sub(r" (?=[A-Za-zÀ-ÿ]{2})", "\n", page.text)
    assert found(page, wrapped) == found(page)


@pytest.mark.parametrize("page", every("prose", "table"))
@pytest.mark.parametrize("around", ["**{}**", "*{}*", "`{}`", "[{}](https://example.com/a)"])
def test_emphasis_and_links_around_the_name(page: Page, around: str) -> None:
    assert found(page, BARE.sub(lambda name: around.format(name[0]), page.text)) == found(page)


@pytest.mark.parametrize("page", every("html"))
@pytest.mark.parametrize(
    "around", ["<b>{}</b>", "<code>{}</code>", '<a href="/a">{}</a>', "<span\n>{}</span >"]
)
def test_tags_around_the_name(page: Page, around: str) -> None:
    assert found(page, BARE.sub(lambda name: around.format(name[0]), page.text)) == found(page)


@pytest.mark.parametrize("page", every("prose"))
def test_emphasis_around_another_word(page: Page) -> None:
    text = re.sub(r"\b(no|not|is|API|kein\w*|noch|costs|ist|est\w*)\b", r"**\1**", page.text, count=1)
    assert found(page, text) == found(page)


@pytest.mark.parametrize("page", every("prose"))
@pytest.mark.parametrize("mark", ["- ", "1. ", "* "])
def test_a_list_item_says_what_the_paragraph_says(page: Page, mark: str) -> None:
    assert found(page, f"{mark}{page.text}\n") == found(page)


@pytest.mark.parametrize("page", every("prose"))
def test_a_paragraph_in_html_says_what_it_says_in_markdown(page: Page) -> None:
    if "`" in page.text or "~~" in page.text:
        return
    written = Page(page.id, f"<p>{html.escape(page.text, quote=False)}</p>\n", "html", page.as_of, "html")
    assert found(written) == found(page)


@pytest.mark.parametrize("page", every("html"))
def test_entities_in_html(page: Page) -> None:
    coded = NAME.sub(lambda m: m[0].replace("i", "&#105;").replace("-", "&#x2d;"), page.text)
    assert found(page, coded) == found(page)


@pytest.mark.parametrize("page", every("prose"))
def test_no_break_spaces_and_hyphens(page: Page) -> None:
    if "`" in page.text:
        return
    unbroken = NAME.sub(lambda m: m[0].replace("-", "\u2011").replace(" ", "\u00a0"), page.text)
    assert [rule for rule, _ in found(page, unbroken)] == [rule for rule, _ in found(page)]


@pytest.mark.parametrize("page", every("table"))
def test_padding_in_tables(page: Page) -> None:
    padded = re.sub(r" *\| *", "   |   ", page.text).replace("   |   \n", " |\n")
    tight = re.sub(r" *\| *", "|", page.text)
    assert found(page, padded.lstrip()) == found(page, tight) == found(page)


@pytest.mark.parametrize("page", every())
def test_line_ends_of_another_system(page: Page) -> None:
    assert found(page, page.text.replace("\n", "\r\n")) == found(page)


@pytest.mark.parametrize("page", every())
def test_a_paragraph_about_nothing_behind_it(page: Page) -> None:
    more = (
        "<p>Lighthouses are painted white.</p>\n"
        if page.form == "html"
        else "\n\nLighthouses are painted white.\n"
    )
    assert found(page, page.text + more) == found(page)


def renamed(text: str) -> str:
    """A text with a fictional name of another length, where whole names stand."""
    return NAME.sub(lambda found: f"Marble {'7' if found[1] == '2' else '6.5'}", text)


@cache
def renamed_facts() -> tuple[LoadedFile, ...]:
    """The facts that ship, with the fictional names."""
    return tuple(
        load(label, renamed(data.decode()).encode())
        for label, data in pack_facts()
        if "/imported/" not in label
    )


@cache
def renamed_knowledge(as_of: date) -> engine.Knowledge:
    """The rules and words that ship over those facts."""
    return shipped.knowledge_of(renamed_facts(), as_of)


@pytest.mark.parametrize("page", every())
def test_another_name(page: Page) -> None:
    """No rule and no word knows what a model is called."""
    expected = tuple((rule, renamed(text)) for rule, text in found(page))
    assert found(page, renamed(page.text), rename=True) == expected


def test_renaming_leaves_nothing_of_the_old_names() -> None:
    known = set(renamed_knowledge(shipped.AS_OF).view.entities)
    assert {"Marble 7", "Marble 6.5"} <= known
    assert not {"gpt-image-2", "gpt-image-1.5"} & known
    page = next(page for page in PAGES if page.id == "availability-fixed-1")
    assert found(page)
    assert found(page, rename=True) == ()


@pytest.mark.parametrize("page", every())
def test_before_the_release_nothing_about_it_is_stale(page: Page) -> None:
    rules = [rule for rule, _ in found(Page(page.id, page.text, page.form, date(2026, 4, 20), page.kind))]
    assert not {"availability", "release-watch"} & set(rules)


NEWEST: Iterable[tuple[str, Callable[[str], str]]] = (
    ("gpt-image-2 is the newest image model.", str),
    ("The newest image model is gpt-image-2.", str.upper),
)


@pytest.mark.parametrize(("text", "change"), NEWEST)
def test_the_newest_is_so_until_another_comes(text: str, change: Callable[[str], str]) -> None:
    assert shipped.findings(change(text), as_of=date(2026, 9, 7)) == ()
    assert [f.rule for f in shipped.findings(change(text), as_of=date(2026, 9, 9))] == ["superseded"]

"""The language of a block: its own text tells it, and the page where the text is too short to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from freshlint.document.html import read_html
from freshlint.language.data import Lexicons
from freshlint.language.mentions import MentionIndex
from freshlint.language.page import Page
from freshlint.source import Source

ZH = "<p>这个模型已经公开，价格见下表，所有尺寸都可以使用。</p>"
JA = "<p>このモデルはすでに公開されています。料金は下の表のとおりです。</p>"

WORDING = Path(__file__).resolve().parents[2] / "rules" / "freshlint_rules" / "wording"


@pytest.fixture(scope="module")
def shipped_words() -> Lexicons:
    return Lexicons({path.stem: (path.read_bytes(),) for path in WORDING.glob("*.yaml")})


def languages(html: str, words: Lexicons) -> dict[str, str]:
    page = Page(read_html(Source("page.html", html)), MentionIndex.of(()), words)
    return {block.text: page.language_of(block) for block in page.document.blocks}


@pytest.mark.parametrize(("declared", "text"), [("zh-CN", ZH), ("ja", JA)])
def test_figures_alone_are_in_the_pages_language(declared: str, text: str, shipped_words: Lexicons) -> None:
    table = "<table><tr><td>30.00</td><td>USD</td></tr></table>"
    html = f'<html lang="{declared}"><body>{text}{table}</body></html>'
    assert set(languages(html, shipped_words).values()) == {declared[:2]}


def test_han_alone_on_a_japanese_page_is_japanese(shipped_words: Lexicons) -> None:
    html = f'<html lang="ja"><body>{JA}<p>画像出力料金</p><p lang="ja">高画質正方形</p></body></html>'
    assert set(languages(html, shipped_words).values()) == {"ja"}


def test_a_long_text_in_another_language_keeps_it(shipped_words: Lexicons) -> None:
    english = "<p>The company says that the model is not on the list of the day.</p>"
    html = f'<html lang="zh"><body>{ZH}{english}</body></html>'
    assert set(languages(html, shipped_words).values()) == {"zh", "en"}


def test_a_part_that_declares_its_language_is_in_it(shipped_words: Lexicons) -> None:
    html = '<html lang="en"><body><p>The model is on the list.</p><p lang="zh">30.00</p></body></html>'
    assert languages(html, shipped_words)["30.00"] == "zh"


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dt>能不能用代码调用？</dt><dd>目前还不能。</dd></dl>",
        '<script type="application/ld+json">{"@type": "WebPage", "name": "目前还不能用代码调用"}</script>',
        '<html><head><meta name="description" content="目前还不能用代码调用"></head></html>',
    ],
)
def test_a_page_without_paragraphs_is_in_the_language_of_what_it_has(
    html: str, shipped_words: Lexicons
) -> None:
    assert set(languages(html, shipped_words).values()) == {"zh"}

"""What each block of a page is to its readers: title, description, answer, first screen, changelog, body.

Readers call `assign_roles` once, last. What a block says of itself is read from its fields:

`key` of a heading          its level: "h1" to "h6"; without one its depth among the headings counts
`key` of a page's metadata  "title", "meta:description", "og:title", "twitter:description", a front-matter
                            path ("seo.description"), an exported constant's path ("metadata.title")
`key` of structured data    its JSON path ("headline", "mainEntity[0].acceptedAnswer.text"), where the form
                            is JSON or SCRIPT_JSON
`container`                 components and elements around it: one named Answer, quick-answer or tldr
                            holds the answer
`labels`                    a QUESTION label makes an answer of an FAQ
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from freshlint.document.model import Block, Form, Kind, LabelKind, Role

FIRST_SCREEN_CHARACTERS = 1200
# A longer paragraph is no short answer, whatever it begins with.
_LONGEST_ANSWER = 4000

_METADATA_PARENTS = {
    *(
        "",
        "seo",
        "og",
        "opengraph",
        "twitter",
        "social",
        "meta",
        "metadata",
        "head",
        "page",
        "pagemeta",
        "frontmatter",
    ),
    *("@graph", "mainentityofpage", "webpage", "article"),
}
_METADATA_ROLES = {
    Role.TITLE: {
        "title",
        "headline",
        "alternativeheadline",
        "alternateheadline",
        "seotitle",
        "metatitle",
        "ogtitle",
        "twittertitle",
        "pagetitle",
        "linktitle",
    },
    Role.DESCRIPTION: {
        "description",
        "metadescription",
        "seodescription",
        "ogdescription",
        "twitterdescription",
    },
    Role.EXCERPT: {"excerpt", "summary", "abstract", "teaser"},
}
_ROLE_OF_KEY = {key: role for role, keys in _METADATA_ROLES.items() for key in keys}

_ANSWER_NAMES = {
    "answer",
    "quickanswer",
    "shortanswer",
    "directanswer",
    "answerbox",
    "answerblock",
    "tldr",
    "inshort",
    "keytakeaway",
    "keytakeaways",
}
_ANSWER_LEAD = re.compile(
    r"\s*(?:tl\s*;?\s*dr|(?:the\s+)?(?:short|quick|direct)\s+answer|in\s+short|kurz\s+gesagt|(?:die\s+)?kurze?\s*antwort"
    r"|en\s+resumen|respuesta\s+(?:corta|rápida)|en\s+bref|réponse\s+courte|简短回答|一句话(?:总结|回答)?|要約|結論)"
    r"\s*(?:[:：.。,，—–-]|$)",
    re.I,
)
_NOT_LETTERS = re.compile(r"[^a-z]+")
_FAQ_PATH = re.compile(
    r"(?:^|\.)(?:acceptedAnswer|suggestedAnswer)(?:\[\d+\])?\.|(?:^|\.)mainEntity\[\d+\]\.(?:name|text)$"
)

_CHANGELOG_HEADING = re.compile(
    r"\W*(?:[^\n]{0,60}\b)?(?:change\s*log|release\s+(?:notes|history)|(?:revision|version)\s+history"
    r"|änderungsprotokoll|versionshinweise|notas\s+de\s+(?:la\s+)?versi[óo]n|registro\s+de\s+cambios"
    r"|notes\s+de\s+version)(?:\W*$|\s*[(:–—-]|\s+(?:for|of|in|für|de|del)\b)"
    r"|\W*what[’']?s\s+new(?:\s+in\s+(?:version\s+|v)?\d[\d.]*)?\W*$"
    r"|[^\n]{0,30}(?:更新日志|更新记录|更新履歴|変更履歴|リリースノート|发布说明|版本历史)\W*$",
    re.I,
)
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?\s+(?:de\s+)?\d{4})"
)
_VERSION = r"\[?(?:version\s+|release\s+|v\.?\s?)?\d+\.\d+(?:\.\d+)*(?:[-+.]?[a-z0-9.]{1,12})?\]?"
_ENTRY_HEADING = re.compile(rf"\W*(?:{_VERSION}(?:\s*[-–—:,(]*\s*{_DATE}\s*\)?)?|{_DATE})\W*$", re.I)


def assign_roles(blocks: list[Block]) -> None:
    """Set the role of every block, in place. `blocks` are one page's, in source order, labelled."""
    screen = _first_screen(blocks)
    changelog = _changelog_headings(blocks)
    title = _page_heading(blocks)
    questions = {
        label.block for block in blocks for label in block.labels if label.kind is LabelKind.QUESTION
    }
    for block in blocks:
        if block is title:
            block.role = Role.TITLE
        else:
            block.role = (
                _metadata_role(block)
                or _answer_role(block, block in screen)
                or _faq_role(block, questions, title)
                or _place_role(block, screen, changelog)
            )


def _page_heading(blocks: Iterable[Block]) -> Block | None:
    return next((block for block in blocks if block.kind is Kind.HEADING and _level(block) == 1), None)


def _level(heading: Block) -> int:
    if len(heading.key) == 2 and heading.key[0] in "hH" and heading.key[1].isdigit():
        return int(heading.key[1])
    return len(heading.headings) + 1


def _metadata_role(block: Block) -> Role | None:
    if not block.key or block.kind is Kind.HEADING:
        return None
    *parents, name = re.sub(r"\[\d+\]", "", block.key).replace(":", ".").lower().split(".")
    if block.kind is Kind.ATTRIBUTE and parents and parents[-1] not in _METADATA_PARENTS:
        return None
    if not all(parent in _METADATA_PARENTS for parent in parents):
        return None
    plain = _NOT_LETTERS.sub("", name)
    return Role.ANSWER if plain in _ANSWER_NAMES else _ROLE_OF_KEY.get(plain)


def _answer_role(block: Block, on_screen: bool) -> Role | None:
    if block.kind is Kind.CODE:
        return None
    if any(_NOT_LETTERS.sub("", name.lower()) in _ANSWER_NAMES for name in block.container):
        return Role.ANSWER
    if block.headings and _ANSWER_LEAD.match(block.headings[-1].text):
        return Role.ANSWER
    short = block.span.end - block.span.start <= _LONGEST_ANSWER
    if (
        on_screen
        and short
        and block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and _ANSWER_LEAD.match(block.text)
    ):
        return Role.ANSWER
    return None


def _faq_role(block: Block, questions: set[Block], title: Block | None) -> Role | None:
    if block.kind is Kind.CODE:
        return None
    if block in questions:
        return Role.FAQ
    # An article's own title may be a question: that makes no FAQ of the article.
    if any(label.kind is LabelKind.QUESTION and label.block is not title for label in block.labels):
        return Role.FAQ
    if block.form in (Form.JSON, Form.SCRIPT_JSON) and _FAQ_PATH.search(block.key):
        return Role.FAQ
    return None


def _place_role(block: Block, screen: set[Block], changelog: set[Block]) -> Role:
    if block.kind is Kind.CODE:
        return Role.CODE
    if block in screen:
        return Role.FIRST_SCREEN
    if block in changelog or any(heading in changelog for heading in block.headings):
        return Role.CHANGELOG
    return Role.BODY


def _first_screen(blocks: list[Block]) -> set[Block]:
    """Visible prose after the page's heading, before its second h2, in about the first 1,200 characters."""
    title = _page_heading(blocks)
    screen: set[Block] = set()
    seen = sections = 0
    started = title is None
    for block in blocks:
        if block is title:
            started = True
            continue
        if not started or block.kind in (Kind.FRONT_MATTER, Kind.STRUCTURED_DATA, Kind.ATTRIBUTE):
            continue
        if block.kind is Kind.HEADING and _level(block) == 2:
            sections += 1
        if sections == 2 or seen >= FIRST_SCREEN_CHARACTERS:
            break
        # The source's length: asking for the text would parse what nobody needs.
        seen += block.span.end - block.span.start
        if block.kind is not Kind.CODE:
            screen.add(block)
    return screen


def _changelog_headings(blocks: list[Block]) -> set[Block]:
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    entries = {heading for heading in headings if _ENTRY_HEADING.match(heading.text)}
    named = {heading for heading in headings if _CHANGELOG_HEADING.match(heading.text)}
    # On a page called "Changelog" with dated entries, its other sections are about now.
    return entries | {heading for heading in named if not entries or heading.headings}

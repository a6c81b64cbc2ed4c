"""Labels between the strings of one mapping: `{question: ..., answer: ...}`, `{label: ..., value: ...}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from freshlint.document.model import Block, Label, LabelKind

_QUESTIONS = ("question", "q")
_NAMES = ("label", "name", "title", "heading", "term")
_ANSWERS = ("answer", "a", "acceptedanswer")
_VALUES = ("value", "text", "content", "body", "description", "detail")
_ASKS = re.compile(r"[?？؟][\s\"'”’»)）」]*$")


def asks(text: str) -> bool:
    """Whether a text ends as a question does."""
    return bool(_ASKS.search(text))


def label_members(members: Mapping[str, Block]) -> None:
    """Label the answers and values among the string members of a mapping by its question or name."""
    naming = _naming(members)
    if naming is None:
        return
    for key, block in members.items():
        if block is not naming.block and key.lower() in (*_ANSWERS, *_VALUES):
            block.labels = (naming, *block.labels)


def _naming(members: Mapping[str, Block]) -> Label | None:
    plain = {key.lower(): block for key, block in members.items()}
    for key in _QUESTIONS:
        if key in plain:
            return Label(LabelKind.QUESTION, plain[key])
    for key in _NAMES:
        if key in plain:
            return Label(LabelKind.QUESTION if asks(plain[key].text) else LabelKind.LABEL, plain[key])
    return None

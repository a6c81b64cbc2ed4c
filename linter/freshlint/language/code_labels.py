"""How authors label the code that they show: as wrong, as right, as the old half, as an answer."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from freshlint.language.data import parse_wording
from freshlint.language.normal import fold, is_unspaced

_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n\s*\n|(?<=[。！？])")
_CONDITION = re.compile(r"^\W*(?:if|when|wenn|falls|si|cuando|如果|若|もし)\b", re.I)
_LABEL_WORDS = 6
_GAP = r"\b[^.!?\n]{1,40}?\b"
# What sets off the rest of a label: "Before (v1)", "Before: Completions", and a version without any sign.
_SET_OFF = re.compile(r"\s*[(\[:：—–/|-]|\s+v?\d")
# At most one word may stand before it: "You previously wrote".
_EARLY = re.compile(r"\W*(?:(?!as\b)\w+\s+)?")


@cache
def _pattern(concept: str) -> re.Pattern[str]:
    raw = parse_wording((resources.files("freshlint.language") / "lexicons" / "code.yaml").read_bytes())
    terms = {fold(term) for language in raw.values() for term in language.get(concept, ())}
    return re.compile("|".join(map(_bounded, sorted(terms, key=len, reverse=True))))


def _bounded(term: str) -> str:
    """A word of a spaced script stands alone; signs and Han or kana anywhere."""
    before = r"(?<!\w)" if term[0].isalnum() and not is_unspaced(term[0]) else ""
    after = r"(?!\w)" if term[-1].isalnum() and not is_unspaced(term[-1]) else ""
    # "weist ... zurück": a verb in two parts, with a few words between them.
    parts = _GAP.join(map(re.escape, term.split(" ... ")))
    return f"{before}{parts}{after}"


def says(concept: str, text: str) -> bool:
    """Whether a text holds a term of a concept of code.yaml."""
    return _pattern(concept).search(fold(text)) is not None


def labels_wrong(text: str) -> bool:
    """Whether a lead, a heading or a comment says that the code beside it is not to be copied.

    The last sentence speaks of the code; a condition ("if this fails") does not, nor does one that
    sets the right call against the wrong one.
    """
    sentences = [part for part in _SENTENCE.split(text.strip()) if part.strip()]
    if not sentences:
        return False
    last = sentences[-1]
    # "Don't do this" holds "do this".
    rest = _pattern("wrong").sub(" ", fold(last))
    if says("right", rest) or _CONDITION.match(last):
        return False
    return says("wrong", last) or labels_before(last) or _tells_of_before(last)


def labels_before(text: str) -> bool:
    """Whether a short label names the old half of a before-and-after: "Before", "Old way:", "Before (v1)"."""
    folded = fold(text).strip(" \t#*_:：.-—()[]<>")
    if not folded or len(folded.split()) > _LABEL_WORDS or len(folded) > 40:
        return False
    for concept, words in (("before", 1), ("before-alone", 0)):
        if found := _pattern(concept).match(folded):
            rest = folded[found.end() :]
            return _SET_OFF.match(rest) is not None or len(rest.split()) <= words
    return False


def _tells_of_before(lead: str) -> bool:
    """ "Previously, you called:": a sentence that leads to the code, and sets it into the past."""
    folded = fold(lead).strip()
    formerly, start = _pattern("formerly").search(folded), _EARLY.match(folded)
    if not folded.endswith((":", "：")) or formerly is None or start is None:
        return False
    # "Until now" holds "now".
    return formerly.start() <= start.end() and not says("now", _pattern("formerly").sub(" ", folded))


def labels_refused(comment: str) -> bool:
    """Whether a comment after a call names the error that it gets."""
    return says("refused", comment) and not says("right", comment)


def labels_answer(text: str) -> bool:
    """Whether the JSON beside a text is what a server answers."""
    return says("answer", text)

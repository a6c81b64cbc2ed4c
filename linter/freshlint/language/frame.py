"""What a clause says, before it is known of whom: a predicate, its polarity, and the word that they hang on."""

from __future__ import annotations

from typing import NamedTuple

from freshlint.language.mentions import Mention
from freshlint.language.tokens import Token

AVAILABLE = "available"
PENDING = "release-pending"
RELEASE_DATE = "release-date"
WATCH = "watch"
SETTLED_QUESTION = "settled-question"


class Frame(NamedTuple):
    """Predicate, polarity, and the word that they hang on.

    confined  it is denied by being had in one place alone ("only in the app")
    mention   the name that the pole stands right before ("the forthcoming X"), which settles whom it is said of
    refers    the pole describes a word for the product ("this upcoming model"), whatever the clause's subject is
    """

    predicate: str
    polarity: bool
    pole: Token
    confined: bool = False
    mention: Mention | None = None
    refers: bool = False

"""The words of a clause that its predicate hangs on, told from those that only describe a noun."""

from __future__ import annotations

from freshlint.language.clauses import Clause
from freshlint.language.polarity import FILLERS, negations
from freshlint.language.tokens import Token


def poles(clause: Clause) -> list[Token]:
    """The words that say or deny it, those that only describe a noun left out."""
    words = clause.having("available.assert", "available.deny")
    if clause.has("ability") or _impersonal(clause) or _no_means(clause):
        words += clause.having("available.ability")
    if clause.has("ability") and clause.has("now"):
        # "cannot be downloaded": so of what is served for good; "cannot be downloaded yet" is a state.
        words += clause.having("available.fetch")
    if clause.has("available.thing") and not clause.has("available.unknown", "available.whether"):
        words += clause.having("available.of-thing")
    unique = sorted(set(words), key=lambda token: token.start)
    unique = [token for token in unique if not _relative(clause, token) and not _spoken_of(clause, token)]
    return [
        token
        for token in unique
        if not (attributive(clause, token) or _thing_like(clause, token) or _our_own_doing(clause, token))
    ]


def attributive(clause: Clause, token: Token) -> bool:
    """Whether a predicate's word only describes the thing or name behind it ("a public API")."""
    if "available.modifier" not in token.concepts:
        return False
    at = clause.tokens.index(token)
    led = at > 0 and bool(clause.tokens[at - 1].concepts & {"determiner", "absence", "available.modifier"})
    for following in clause.tokens[at + 1 :]:
        if following.mention:
            return led or at == 0
        if following.concepts & {"available.thing", "available.date-thing"}:
            return True
        if "available.kind" in following.concepts or "of" in following.concepts:
            return True
        if "determiner" in following.concepts or not (following.concepts & FILLERS):
            return False
    return False


def _relative(clause: Clause, token: Token) -> bool:
    """ "提供…的服务都不可信": a mark behind it makes it describe a noun, and what is denied is said of the noun."""
    marks = [mark.start for mark in clause.having("describes") if mark.start >= token.end]
    return bool(marks) and any(denial.start > marks[0] for denial in negations(clause))


def _our_own_doing(clause: Clause, token: Token) -> bool:
    """ "We left X out": who writes decides it, not the vendor; "we are left out" is another matter."""
    if "available.withhold" not in token.concepts:
        return False
    before = [other for other in clause.tokens if other.end <= token.start and not other.concepts & FILLERS]
    return bool(before) and "self" in before[-1].concepts


def _spoken_of(clause: Clause, token: Token) -> bool:
    """ "公開は旧モデルの料金に影響していない": the release is the topic, and another verb behind it is denied."""
    at = clause.tokens.index(token)
    behind = clause.tokens[at + 1 :]
    if "available.launch" not in token.concepts or not behind or "topic" not in behind[0].concepts:
        return False
    verbs = [other for other in behind if "verb" in other.concepts or (other.unknown and len(other.text) > 1)]
    return any(denial.start > verb.start for verb in verbs for denial in negations(clause))


def _impersonal(clause: Clause) -> bool:
    """Whether nobody in particular acts: passive, or the audience at large."""
    nobody = set(clause.having("available.audience")) & set(clause.having("negation"))
    return clause.has("passive") or (bool(nobody) and not clause.has("obligation"))


def _no_means(clause: Clause) -> bool:
    """ "no supported way", "no means": what would make somebody able is absent."""
    for absence in clause.having("absence"):
        for token in clause.tokens[clause.tokens.index(absence) + 1 :]:
            if "means" in token.concepts:
                return True
            if not token.concepts & (FILLERS | {"available.of-thing", "available.ability", "of"}):
                break
    return False


def _thing_like(clause: Clause, token: Token) -> bool:
    """A word that is also a noun ("release", "call") counts as a noun behind a determiner or a thing."""
    if not token.concepts & {"available.thing", "available.launch"}:
        return False
    at = clause.tokens.index(token)
    before = clause.tokens[at - 1] if at else None
    return before is not None and bool(before.concepts & {"determiner", "available.thing", "absence"})

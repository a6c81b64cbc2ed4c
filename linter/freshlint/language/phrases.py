"""Noun phrases of a clause, as far as tokens show them: its subject, heads that take a name over, other objects.

Words that no lexicon knows stand for things that the facts do not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from freshlint.document.model import Block
from freshlint.language.clauses import Clause, predicative
from freshlint.language.lexicon import Grammar
from freshlint.language.normal import is_unspaced
from freshlint.language.tokens import Token

_COMMAS = frozenset(",，、")
_SKIPPED = frozenset({"determiner", "adverb", "now", "hedge", "generic-noun", "neutral", "clause", "future"})
_DESCRIBING = frozenset({"determiner", "adverb", "pronoun", "of", "generic-noun", "available.modifier"})


def unknown_head(region: Sequence[Token], head_final: bool) -> bool:
    """Whether the subject is a word that nobody knows. Only words before the first preposition count."""
    if any("owner" in token.concepts for token in region):
        return True
    nouns: list[Token] = []
    aside = False
    for token in region:
        if "preposition" in token.concepts and not head_final:
            if nouns:
                break
            aside = True
        elif token.punctuation or token.concepts & {"pronoun", "anaphor"} or token.mention:
            aside = False
        if aside or token.concepts & (_SKIPPED | {"preposition"}) or token.punctuation:
            continue
        nouns.append(token)
    content = [token for token in nouns if not (token.unknown and len(token.text) < 2)]
    if not content:
        return False
    if "anaphor" in content[0].concepts and "determiner" not in content[0].concepts:
        return False
    return any(token.unknown for token in (content if head_final else content[-2:]))


def scoped_elsewhere(clause: Clause, pole: Token, grammar: Grammar) -> bool:
    """ "not available in Photoshop", "supports masks": said of a part, a place or another object."""
    after = [token for token in clause.tokens if token.start >= pole.end]
    if grammar.verb_second:
        # The predicate's word may stand last: every noun of the clause narrows what is said.
        said = _up_to_comma(_reported(clause, pole), pole)
        return any(token.unknown and len(token.text) > 1 for token in said)
    if grammar.head_final:
        before = [token for token in clause.tokens if token.end <= pole.start]
        if not clause.has("available.thing") and ("available.grants" in pole.concepts or _goes_with(before)):
            # "X には対応していません", "X では使えません": whatever the page is about does not go with X.
            return True
        if "available.grants" in pole.concepts and _does_a_thing(before, after):
            return True
        if _in_a_setting(before) or (not clause.has("available.thing") and _of_something(before)):
            return True
        named = next((number for number, token in enumerate(before) if token.mention), 0)
        return _unknown_between(without_asides(before, named)) or _unknown_object(after)
    phrase: list[Token] = []
    attached, placed = True, False
    for token in after:
        if token.punctuation or predicative(token) or token.concepts & {"clause", "relative"}:
            if _other_object(phrase, attached, placed or grammar.head_first):
                return True
            phrase, attached, placed = [], False, False
        elif "preposition" in token.concepts:
            if _other_object(phrase, attached, placed or grammar.head_first):
                return True
            phrase, attached, placed = [], True, True
        else:
            phrase.append(token)
    return _other_object(phrase, attached, placed or grammar.head_first)


def owns_unknown(tokens: Sequence[Token], position: int) -> bool:
    """ "X 的 官方插件": what the name owns is a thing that nobody knows."""
    for token in tokens[position:]:
        if token.unknown and len(token.text) > 1:
            return True
        if not (token.concepts & _DESCRIBING or (token.unknown and len(token.text) < 2)):
            return False
    return False


def _up_to_comma(tokens: Sequence[Token], pole: Token) -> Sequence[Token]:
    """The tokens without what a comma adds behind the predicate's word ("..., the older ones are")."""
    commas = (n for n, token in enumerate(tokens) if token.text == "," and token.start >= pole.end)
    return tokens[: next(commas, len(tokens))]


def placed_first(region: Sequence[Token]) -> bool:
    """ "In Photoshop there is no ...": a place that nobody knows, before the verb and before the name."""
    opens = bool(region) and "preposition" in region[0].concepts
    named = next((number for number, token in enumerate(region) if token.mention), len(region))
    return opens and any(token.unknown and len(token.text) > 1 for token in region[:named])


def _goes_with(before: Sequence[Token]) -> bool:
    """ "X では使えません": it is something else that is (not) to be had, with X."""
    return any(one.mention and "with" in other.concepts for one, other in pairwise(before))


def _in_a_setting(before: Sequence[Token]) -> bool:
    """ "デフォルトでは X は使えません": a matter of settings."""
    return any("setting" in one.concepts and "placing" in other.concepts for one, other in pairwise(before))


def _of_something(before: Sequence[Token]) -> bool:
    """ "X は内容を公開していません": a common noun is the object, and not the product."""
    if len(before) < 2 or "object" not in before[-1].concepts or before[-2].mention:
        return False
    return "generic-noun" in before[-2].concepts


def _does_a_thing(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """ "不支持降级", "移行に対応していません": an act as the object is what is (not) supported."""
    behind = next((token for token in after if not token.concepts & _SKIPPED), None)
    marked = len(before) > 1 and bool(before[-1].concepts & {"object", "preposition"})
    beside = (behind, before[-2] if marked else None)
    return any(token and "verb" in token.concepts and not _used(token) for token in beside)


def _used(token: Token) -> bool:
    """Whether a verb says what people do with the product itself ("call", "use")."""
    return any(concept.startswith("available.") or concept == "ability" for concept in token.concepts)


def without_asides(before: Sequence[Token], named: int) -> Sequence[Token]:
    """ "按照老规律，X ...": tokens without what commas set off before the name, which stands at `named`.

    It narrows nothing, unless it is a place ("在 Azure 上，X").
    """
    commas = [number for number in range(named) if before[number].text in _COMMAS]
    aside = before[: commas[-1]] if commas else ()
    return before if any("placing" in token.concepts for token in aside) else before[len(aside) :]


def _unknown_between(before: Sequence[Token]) -> bool:
    """ "X 在 Azure 上", "X は透過背景に": a thing that nobody knows before the predicate, where the noun stands last.

    Who reports it ("据彭博社报道") does not count.
    """
    reports = [number for number, token in enumerate(before) if "report" in token.concepts]
    rest = before[reports[-1] + 1 :] if reports else before
    return any(token.unknown and len(token.text) > 1 for token in rest)


def _unknown_object(after: Sequence[Token]) -> bool:
    """ "不支持透明背景": the object behind the predicate is a thing that nobody knows."""
    for token in after:
        if token.mention or token.punctuation or (predicative(token) and "verb" not in token.concepts):
            return False
        if token.unknown and len(token.text) > 1:
            return True
    return False


def holds_a_name(block: Block, region: Sequence[Token], capital_nouns: bool = False) -> bool:
    """Whether unknown words are written like the name of a product: "Flux 3", "Adobe Firefly", "即梦 5.0".

    Where every noun has a capital, one capital word alone is no name.
    """
    before: Token | None = None
    for token in region:
        if not token.unknown:
            continue
        raw = block.text[token.start : token.end]
        following = block.text[token.end :].lstrip()[:1]
        doubled = before is not None and before.end + 1 == token.start
        inside = token.start > region[0].start and (doubled or not capital_nouns)
        before = token
        if (raw[0].isupper() and (inside or following.isdigit())) or (
            is_unspaced(raw[0]) and following.isdigit()
        ):
            return True
    return False


def names_a_version(block: Block, tokens: Sequence[Token]) -> bool:
    """ "Seedream 6", "Veo 4": a capital word that nobody knows with a number is a product wherever it stands."""
    for before, token in pairwise(tokens):
        numbered = "number" in token.concepts and token.start <= before.end + 1
        if before.unknown and len(before.text) > 1 and numbered and block.text[before.start].isupper():
            return True
    return False


def told_by_another(clause: Clause, pole: Token, predicate: str) -> bool:
    """ "Ideogram gives no date": a thing that is the object of telling belongs to whoever tells, known or not."""
    if not pole.concepts & {f"{predicate}.thing", f"{predicate}.date-thing"}:
        return False
    before = [token for token in clause.tokens if token.end <= pole.start]
    told = [n for n, token in enumerate(before) if token.concepts & {"report", "past-report"}]
    return bool(told) and any(token.unknown and len(token.text) > 1 for token in before[: told[0]])


def owned_elsewhere(tokens: Sequence[Token], predicate: str) -> bool:
    """ "the API of Midjourney": a thing that somebody whom nobody knows is said to own."""
    things = {f"{predicate}.{part}" for part in ("thing", "date-thing", "launch", "kind")}
    for at, token in enumerate(tokens):
        if "of" in token.concepts and at and tokens[at - 1].concepts & things:
            owner = next((t for t in tokens[at + 1 :] if not t.concepts & {"determiner", "adverb"}), None)
            if owner is not None and owner.unknown and len(owner.text) > 1:
                return True
    return False


def subject_region(clause: Clause, pole: Token | None) -> list[Token]:
    """The tokens before the clause's first predicative word; all of them where it has none.

    Who reports it ("support told me that ...") is not what it is about.
    """
    region: list[Token] = []
    for token in _reported(clause, pole):
        if pole is not None and token.start >= pole.start:
            break
        if predicative(token) and not _attributive(token):
            if region:
                break
            continue
        region.append(token)
    return region


def _reported(clause: Clause, pole: Token | None) -> Sequence[Token]:
    said = [n for n, token in enumerate(clause.tokens) if token.concepts & {"report", "past-report"}]
    said = [n for n in said if pole is not None and clause.tokens[n].start < pole.start]
    return clause.tokens[said[-1] + 1 :] if said and said[-1] + 1 < len(clause.tokens) else clause.tokens


def refers(token: Token) -> bool:
    """ "the model", "the plan": a noun that stands for something named before."""
    return "anaphor" in token.concepts and not token.concepts & {"pronoun", "determiner"}


def _attributive(token: Token) -> bool:
    return (
        any(concept.endswith(".modifier") for concept in token.concepts) and "auxiliary" not in token.concepts
    )


def is_head(tokens: Sequence[Token], position: int, head_final: bool) -> bool:
    """Whether an unknown word behind a name is a noun that takes the name over ("X integration is ..."), no verb.

    A noun is followed by the predicate or ends a fragment; a verb by its object.
    """
    token = tokens[position]
    if not token.unknown:
        return False
    if head_final:
        return len(token.text) > 1
    rest = tokens[position + 1 :]
    return not rest or any(predicative(other) for other in rest)


def _other_object(phrase: Sequence[Token], attached: bool, placed: bool = False) -> bool:
    """Whether a noun phrase after the predicate, tied to it, names something that nobody knows.

    Of a bare object only the head counts; behind a preposition or an article every word narrows what is said.
    """
    content = [token for token in phrase if not (token.concepts & (_SKIPPED | {"number", "variant"}))]
    unknown = [token for token in content if token.unknown]
    whole = placed or (bool(phrase) and "determiner" in phrase[0].concepts)
    return attached and bool(unknown) and (whole or content[-1] is unknown[-1])

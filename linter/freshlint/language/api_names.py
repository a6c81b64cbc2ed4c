"""How running text names an API: by address, by call, by path, or by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from freshlint.document.code import Address, read_address
from freshlint.document.code.names import call_path
from freshlint.facts.fact import UsageValue
from freshlint.language.normal import fold, is_unspaced

_URL = re.compile(r"https?://[^\s`\"'<>)，。]+")
_NAME = re.compile(r"(?<![\w/.-])[A-Z][\w]*[`'\"]?[ -]")
QUOTES = "`'\"“”‘’「」«»„ "


class ApiName(NamedTuple):
    """How people name an API in prose.

    bare    its name as one capitalised word, which is an API only beside words for one: "Responses"
    exact   names that mean nothing else: "/v1/responses", "responses.create"
    fields  the top-level fields that facts speak of
    """

    id: str
    path: str
    hosts: tuple[str, ...]
    bare: str
    exact: tuple[str, ...]
    fields: frozenset[str]


class NamedApi(NamedTuple):
    """text[start:end] names the API; `host` where it names another host than the vendor's."""

    start: int
    end: int
    api: ApiName
    host: str


def api_names(usages: Iterable[UsageValue]) -> tuple[ApiName, ...]:
    """The names of all APIs that usage rows speak of: "openai.responses.create" is Responses."""
    found: dict[str, ApiName] = {}
    for usage in usages:
        parts = usage.api.split(".")
        bare = parts[-2] if len(parts) > 1 else parts[-1]
        tails = {
            call_path(tail) for tails in usage.calls.values() for tail in tails if "." in call_path(tail)
        }
        exact = tuple(sorted({".".join(parts[-2:]), *tails, *((usage.path,) if usage.path else ())}))
        known = found.get(usage.api)
        fields = (known.fields if known else frozenset()) | (
            {usage.field} if "." not in usage.field else set()
        )
        found[usage.api] = ApiName(usage.api, usage.path, usage.hosts, bare.capitalize(), exact, fields)
    return tuple(found.values())


def apis_in(
    text: str, start: int, end: int, apis: Sequence[ApiName], words: re.Pattern[str]
) -> Iterator[NamedApi]:
    """The APIs that text[start:end] names: by address, call or path, or by name beside `words` for an API."""
    folded = fold(text)
    urls = [found.span() for found in _URL.finditer(text, start, end)]
    for api in apis:
        for begin, finish in urls:
            address = read_address(text[begin:finish].rstrip(".,:;")) or Address()
            if api.path and address.path == api.path:
                yield NamedApi(begin, finish, api, "" if address.host in api.hosts else address.host)
        for name in api.exact:
            at = folded.find(fold(name), start, end)
            if at >= 0 and not any(begin <= at < finish for begin, finish in urls):
                rest = folded[at + len(name) : at + len(name) + 1]
                if not (rest.isalnum() or rest in ("/", "_")):
                    yield NamedApi(at, at + len(name), api, "")
        for at in _bare(text, start, end, api):
            following = folded[at + len(api.bare) : at + len(api.bare) + 24].lstrip(QUOTES + "-の的")
            foreign = bool(following) and is_unspaced(text[at + len(api.bare) :].lstrip(QUOTES)[:1] or " ")
            if foreign or words.match(following) or not _opens(text, start, at):
                yield NamedApi(at, at + len(api.bare), api, "")
        for at, size in _singular(text, start, end, api):
            if words.match(folded[at + size : at + size + 24].lstrip(QUOTES + "-")):
                yield NamedApi(at, at + size, api, "")


def opening_apis(
    text: str, start: int, end: int, apis: Sequence[ApiName], predicates: Callable[[int], bool]
) -> list[NamedApi]:
    """The APIs whose bare name opens text[start:end], where it may be an ordinary word.

    `predicates` tells whether a word that is said of an API begins at an offset: "Responses accepts ...".
    """
    found = []
    for api in apis:
        for at in _bare(text, start, end, api):
            behind = len(text) - len(text[at + len(api.bare) :].lstrip(QUOTES))
            if _opens(text, start, at) and predicates(behind):
                found.append(NamedApi(at, at + len(api.bare), api, ""))
    return found


def opens_with_name(text: str, start: int, end: int, apis: Sequence[ApiName]) -> bool:
    """Whether text[start:end] begins with a word that is also the bare name of an API."""
    return any(_opens(text, start, at) for api in apis for at in _bare(text, start, end, api))


def _bare(text: str, start: int, end: int, api: ApiName) -> Iterator[int]:
    pattern = rf"(?<![\w/.-]){re.escape(api.bare)}(?![a-z0-9_(]|\.\w)"
    return (start + found.start() for found in re.finditer(pattern, text[start:end]))


def _singular(text: str, start: int, end: int, api: ApiName) -> Iterator[tuple[int, int]]:
    """ "the Image API" for Images: an ordinary word, but beside one for an API."""
    stem = api.bare.removesuffix("s")
    if stem != api.bare:
        found = re.finditer(rf"(?<![\w/.-]){re.escape(stem)}(?![a-z0-9_(]|\.\w)", text[start:end])
        yield from ((start + one.start(), len(stem)) for one in found)


def names_another(text: str, start: int, end: int, words: re.Pattern[str]) -> bool:
    """Whether text[start:end] speaks of an API by a name: "the Chat Completions API"."""
    return any(words.match(fold(text[found.end() : end])) for found in _NAME.finditer(text, start, end))


def _opens(text: str, start: int, at: int) -> bool:
    """A capital there says nothing."""
    return not text[start:at].strip(QUOTES + "*-•\n\t")

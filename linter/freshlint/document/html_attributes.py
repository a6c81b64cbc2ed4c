"""Attributes whose values people or search engines read: descriptions, alternative texts, tooltips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freshlint.document.html_tree import PlacedTag
from freshlint.source import Span

_READ = frozenset(["alt", "title", "aria-label", "placeholder"])
_NAMED_META = frozenset(["description", "title", "abstract", "summary"])
_PROPERTY = re.compile(r"(?:og|twitter|product|article):", re.I)
# Addresses, sizes, dates and other words for machines.
_FOR_MACHINES = re.compile(
    r":(?:url|secure_url|image|video|audio|player|card|type|locale|site|creator|width|height|stream|id|app|published_time"
    r"|modified_time|updated_time|expiration_time|author|publisher)(?::(?!alt$)|$)",
    re.I,
)
_ITEM_PROPERTY = frozenset(["name", "headline", "description", "price", "pricecurrency"])


def shown_attributes(tag: PlacedTag) -> Iterator[tuple[str, Span]]:
    """Key and place of each attribute value of a tag that is read."""
    if not tag.values:
        return
    if tag.name == "meta":
        key = _meta_key(tag)
        if key and "content" in tag.values:
            yield key, tag.values["content"]
        return
    for name, span in tag.values.items():
        if name in _READ or (name == "value" and tag.name == "option"):
            yield f"{tag.name}.{name}", span


def _meta_key(tag: PlacedTag) -> str:
    name = (tag.value("property") or tag.value("name")).strip().lower()
    if name in _NAMED_META:
        return f"meta:{name}"
    if _PROPERTY.match(name) and not _FOR_MACHINES.search(name):
        return name
    item = tag.value("itemprop").strip()
    return f"itemprop:{item}" if item.lower() in _ITEM_PROPERTY else ""

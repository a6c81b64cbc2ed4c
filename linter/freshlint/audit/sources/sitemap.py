"""The addresses of a live site: its sitemaps, as sitemaps.org has them, or a list in a file."""

from __future__ import annotations

import zlib
from collections import deque
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from protego import Protego

from freshlint.audit.page import MAX_BYTES
from freshlint.audit.sources.web import UrlEntry
from freshlint.fetch.fetcher import Fetcher
from freshlint.fetch.outcome import FetchError

# A sitemap may name 50,000 addresses and be 50 MB; an index may name 50,000 sitemaps. What is more is no site.
_MOST_SITEMAPS = 5_000
_MOST_URLS = 5_000_000


class SitemapError(Exception):
    """No sitemap can be read; the message says which and why."""


def sitemap_urls(url: str, fetcher: Fetcher) -> tuple[list[UrlEntry], list[str]]:
    """The addresses in a site's sitemaps, and which of the sitemaps could not be read, with why.

    `url` is a sitemap or a site. Addresses of other hosts are left out. Raises SitemapError where none can be read.
    """
    found: list[UrlEntry] = []
    failures: list[str] = []
    waiting = deque(_sitemaps(url, fetcher))
    seen = set(waiting)
    while waiting and len(found) < _MOST_URLS:
        at = waiting.popleft()
        try:
            urls, sitemaps = _read(fetcher.get(at).body, at)
        except (FetchError, SitemapError) as error:
            failures.append(str(error))
            continue
        host = urlsplit(at).netloc
        found += [entry for entry in urls if urlsplit(entry.url).netloc == host]
        # An index may name itself, or one that names it.
        new = [each for each in sitemaps if each not in seen and urlsplit(each).netloc == host]
        seen.update(new[: _MOST_SITEMAPS - len(seen)])
        waiting.extend(each for each in new if each in seen)
    if not found and failures:
        raise SitemapError(failures[0])
    return found, failures


def listed_urls(file: Path) -> list[UrlEntry]:
    """The addresses in a text file, one a line; empty lines and those that begin with # do not count."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines())
    return [UrlEntry(line) for line in lines if line and not line.startswith("#")]


def _sitemaps(url: str, fetcher: Fetcher) -> list[str]:
    """A sitemap itself, or those that a site's robots.txt names, or the usual place."""
    if urlsplit(url).path.lower().endswith((".xml", ".xml.gz")):
        return [url]
    try:
        robots = fetcher.get(urljoin(url, "/robots.txt"), robots=False).body.decode("utf-8", "replace")
        named = list(Protego.parse(robots).sitemaps)
    except FetchError:
        named = []
    return named or [urljoin(url, "/sitemap.xml")]


def _read(body: bytes, url: str) -> tuple[list[UrlEntry], list[str]]:
    """The addresses and the further sitemaps of a sitemap."""
    try:
        root = ElementTree.fromstring(_unpacked(body))
    except (ElementTree.ParseError, zlib.error, ValueError) as error:
        raise SitemapError(f"{url}: not a sitemap: {error}") from error
    urls, sitemaps = [], []
    for child in root:
        location = (child.findtext("{*}loc") or "").strip()
        if location and child.tag.endswith("}sitemap"):
            sitemaps.append(urljoin(url, location))
        elif location:
            urls.append(UrlEntry(urljoin(url, location), _day(child.findtext("{*}lastmod"))))
    return urls, sitemaps


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    machine = zlib.decompressobj(16 + zlib.MAX_WBITS)
    data = machine.decompress(body, 2 * MAX_BYTES)
    if machine.unconsumed_tail:
        raise ValueError(f"more than {2 * MAX_BYTES} bytes once decompressed")
    return data


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None

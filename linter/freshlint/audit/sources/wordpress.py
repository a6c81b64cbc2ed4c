"""Pages of a WordPress export (WXR): published posts and pages."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import BinaryIO
from xml.etree import ElementTree

import msgspec

from freshlint.audit.page import MAX_BYTES, Content, Page, failing, too_large
from freshlint.audit.part import Part, cut, halves, several
from freshlint.audit.sources.opening import open_binary

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_WP = "{http://wordpress.org/export/"


class Post(msgspec.Struct, frozen=True, array_like=True):
    """A post as the export has it: its title, then its text, as one HTML page. `error`: why it cannot be read."""

    address: str
    data: bytes
    modified: date | None = None
    error: str = ""


class PostsPart(Part, frozen=True):
    """Some posts, with their text: an export is read once, from its beginning."""

    posts: tuple[Post, ...]

    @property
    def where(self) -> str:
        """The first post, and how many follow."""
        return several(self.posts[0].address, self.count)

    @property
    def size(self) -> int:
        """Bytes of all posts."""
        return sum(len(post.data) for post in self.posts)

    @property
    def count(self) -> int:
        """Number of posts."""
        return len(self.posts)

    def pages(self) -> Iterator[Page]:
        """One page a post."""
        for post in self.posts:
            yield Page(post.address, failing(post.error) if post.error else _loading(post), post.modified)

    def split(self) -> list[Part]:
        """Two halves."""
        return [PostsPart(posts) for posts in halves(self.posts)]


def is_export(file: str) -> bool:
    """Whether an XML file begins as an export does. Raises OSError."""
    with closing(open_binary(file)) as stream:
        return b"wordpress.org/export" in stream.read(8192)


def post_parts(file: str) -> Iterator[PostsPart]:
    """An export in parts. Where it cannot be read further, a page says so. Raises OSError."""
    with closing(open_binary(file)) as stream:
        for posts in cut(_posts(file, stream), size=lambda post: len(post.data)):
            yield PostsPart(posts)


def _posts(file: str, stream: BinaryIO) -> Iterator[Post]:
    last = "its beginning"
    try:
        for _, item in ElementTree.iterparse(stream):
            if item.tag != "item":
                continue
            if post := _post(item):
                last = post.address
                yield post
            item.clear()
    except ElementTree.ParseError as error:
        yield Post(f"{file} after {last}", b"", error=f"the export cannot be read further: {error}")


def _loading(post: Post) -> Callable[[], Content]:
    return lambda: Content(post.data, ".html")


def _post(item: ElementTree.Element) -> Post | None:
    fields = {child.tag.rpartition("}")[2]: child.text or "" for child in item if child.tag.startswith(_WP)}
    if fields.get("post_type") not in ("post", "page") or fields.get("status") != "publish":
        return None
    address = item.findtext("link") or item.findtext("guid") or f"post {fields.get('post_id', '')}"
    title, content = item.findtext("title") or "", item.findtext(_CONTENT) or ""
    data = f"<title>{html.escape(title, quote=False)}</title>\n{content}\n".encode()
    day = _day(fields.get("post_modified_gmt", "")) or _day(fields.get("post_date_gmt", ""))
    if len(data) > MAX_BYTES:
        return Post(address, b"", day, str(too_large()))
    return Post(address, data, day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

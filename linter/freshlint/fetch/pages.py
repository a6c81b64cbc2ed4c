"""Pages that were fetched before, with what their site needs to say "not modified"."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from freshlint.fetch.outcome import Fetched


class Kept(msgspec.Struct, frozen=True):
    """What is known of a kept page. `digest` is that of the body's file, so that a torn pair is noticed."""

    url: str
    final_url: str
    status: int
    content_type: str
    digest: str
    etag: str = ""
    last_modified: str = ""
    moved: bool = False


class PageCache:
    """A folder of pages, one pair of files each: what is known as JSON, and the body."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, url: str) -> tuple[Kept, bytes] | None:
        """What is kept of a page; None where nothing is, or it is not whole."""
        known, body = self._files(url)
        try:
            kept = msgspec.json.decode(known.read_bytes(), type=Kept)
            data = body.read_bytes()
        except (OSError, msgspec.DecodeError):
            return None
        return (kept, data) if kept.url == url and kept.digest == _digest(data) else None

    def put(self, page: Fetched, etag: str, last_modified: str) -> None:
        """Keep a page. Each file is written whole or not at all."""
        known, body = self._files(page.url)
        kept = Kept(
            url=page.url,
            final_url=page.final_url,
            status=page.status,
            content_type=page.content_type,
            digest=_digest(page.body),
            etag=etag,
            last_modified=last_modified,
            moved=page.moved,
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(body, page.body)
        write_whole(known, msgspec.json.encode(kept))

    def _files(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        return self.folder / f"{name}.json", self.folder / f"{name}.body"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or what was there before."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

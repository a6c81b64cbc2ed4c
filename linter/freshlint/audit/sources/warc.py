"""Pages of a crawl: responses in WARC files."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any

from freshlint.audit.page import MAX_BYTES, Content, Page, failing, read_bounded, too_large
from freshlint.audit.part import MAX_PAGES, Part
from freshlint.audit.sources.opening import is_remote, open_binary

ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
_FORMS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
}


class WarcPart(Part, frozen=True):
    """Records of one file, from the one at a byte on. `records` is how many; 0 is all up to the end.

    `file_size` is that of the whole file: one that has grown is another source.
    """

    file: str
    offset: int
    records: int
    file_size: int

    @property
    def where(self) -> str:
        """The file and the place in it."""
        return f"{self.file} at byte {self.offset}"

    @property
    def size(self) -> int:
        """Bytes of the file, as far as it is known how they spread."""
        return self.file_size - self.offset if not self.records else 0

    @property
    def count(self) -> int:
        """Records that may be pages; those of a rest are not counted yet."""
        return self.records

    def pages(self) -> Iterator[Page]:
        """The pages among the records. A place from which on the file cannot be read is a page that cannot be."""
        from fastwarc.warc import ArchiveIterator

        with closing(open_binary(self.file)) as stream:
            stream.seek(self.offset)
            at = self.offset
            try:
                for number, record in enumerate(ArchiveIterator(stream, _responses(), parse_http=False)):
                    if self.records and number == self.records:
                        return
                    at = record.stream_pos
                    if page := _page(record, f"{self.file} at byte {at}"):
                        yield page
            except (OSError, ValueError) as error:
                yield Page(
                    f"{self.file} after byte {at}", failing(f"the file cannot be read further: {error}")
                )

    def split(self) -> Sequence[Part]:
        """Two halves, by the places of the records."""
        offsets: list[int] = []
        try:
            for offset in _offsets(self.file, self.offset):
                offsets.append(offset)
                if self.records and len(offsets) == self.records:
                    break
        except (OSError, ValueError):
            pass  # what cannot be read stays with the second half, which says so
        middle = len(offsets) // 2
        if not middle:
            return []
        second = self.records and self.records - middle
        return [
            WarcPart(self.file, offsets[0], middle, self.file_size),
            WarcPart(self.file, offsets[middle], second, self.file_size),
        ]


def warc_parts(files: Sequence[tuple[str, int]]) -> Iterator[WarcPart]:
    """The files in parts. Those of another machine are parts as they are: to cut them, they would be read twice."""
    for file, size in files:
        if is_remote(file):
            yield WarcPart(file, 0, 0, size)
            continue
        begun, held = 0, 0
        try:
            for offset in _offsets(file, 0):
                if held == MAX_PAGES:
                    yield WarcPart(file, begun, held, size)
                    begun, held = offset, 0
                held += 1
        except (OSError, ValueError):
            pass  # the rest says so when it is read
        yield WarcPart(file, begun, 0, size)


def _offsets(file: str, start: int) -> Iterator[int]:
    from fastwarc.warc import ArchiveIterator

    with closing(open_binary(file)) as stream:
        stream.seek(start)
        for record in ArchiveIterator(stream, _responses(), parse_http=False):
            yield record.stream_pos


def _responses() -> Any:
    from fastwarc.warc import WarcRecordType

    return WarcRecordType.response | WarcRecordType.resource


def _page(record: Any, where: str) -> Page | None:
    """The page of a record; None where it is no page (an image, an error)."""
    address = record.headers.get("WARC-Target-URI") or where
    declared = record.headers.get("Content-Length")
    if declared is None:
        return Page(address, failing("the record is cut off"))
    if record.content_length > MAX_BYTES:
        return Page(address, failing(str(too_large())))
    record.freeze()
    if record.content_length != int(declared):
        return Page(address, failing("the record is cut off"))
    if str(record.headers.get("Content-Type", "")).startswith("application/http"):
        record.parse_http(auto_decode="all")
        if record.http_headers is None or record.http_headers.status_code not in (200, 203):
            return None
        kind, charset = record.http_content_type, record.http_charset or ""
        modified = _day(record.http_headers.get("Last-Modified"))
    else:
        kind, charset, modified = record.headers.get("Content-Type"), "", None
    form = _FORMS.get(str(kind or "").partition(";")[0].strip().lower())
    if form is None:
        return None
    return Page(address, lambda: Content(read_bounded(record.reader), form, charset), modified)


def _day(header: str | None) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(header).date() if header else None
    except ValueError:
        return None

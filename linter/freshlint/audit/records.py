"""Checked pages as plain data: what crosses from process to process, and what the store keeps."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from freshlint.statement import Statement

State = Literal["checked", "screened", "unreadable", "set-aside"]


class FindingRecord(msgspec.Struct, frozen=True):
    """A finding, with its surroundings, so that it can be shown without its page.

    line, column  from 1; offset and end are code points from 0
    before, text, after  the lines that hold it; `text` is the span itself
    citation      title, URL and verified day of the source; "" where there is none
    suggestion    the lines after the fix; "" where there is no fix
    applicability of the fix: safe, unsafe, manual; "" where there is none
    stale_from    the day from which it will be stale, where that lies ahead; "" mostly
    """

    rule: str
    severity: str
    confidence: str
    fingerprint: str
    line: int
    column: int
    offset: int
    end: int
    before: str
    text: str
    after: str
    message: str
    role: str
    entity: str
    fact: str
    expected: str
    source_title: str = ""
    source_url: str = ""
    verified: str = ""
    suggestion: str = ""
    advice: str = ""
    applicability: str = ""
    stale_from: str = ""


class PageRecord(msgspec.Struct, frozen=True):
    """A page after its check.

    state     checked; screened: names no entity; unreadable: its bytes are no page; set-aside: its check
              crashed or did not end
    reason    why it could not be checked
    digest    "sha256:..." of its bytes, "" where they could not be read
    size      bytes
    hidden    number of stale claims that are less certain than was asked for
    warnings  what was recovered from
    """

    address: str
    state: State
    reason: str = ""
    digest: str = ""
    size: int = 0
    modified: date | None = None
    findings: tuple[FindingRecord, ...] = ()
    claims: tuple[Statement, ...] = ()
    undecided: int = 0
    hidden: int = 0
    warnings: tuple[str, ...] = ()


class PartRecord(msgspec.Struct, frozen=True):
    """All pages of one part, in its order. It is kept as a whole or not at all."""

    name: str
    pages: tuple[PageRecord, ...]

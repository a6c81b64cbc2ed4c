"""Pages as rows of a table or lines of JSON: which fields hold the address and the text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from freshlint.audit.page import MAX_BYTES, Content, Page, failing, too_large

_ADDRESS = ("url", "address", "path", "link", "slug", "id")
_CONTENT = {"html": ".html", "markdown": ".md", "mdx": ".mdx", "content": "", "body": "", "text": ""}
_MODIFIED = ("modified", "updated", "updated_at", "lastmod", "date")
_FORMS = {"html": ".html", "markdown": ".md", "md": ".md", "mdx": ".mdx"}


def row_page(row: Mapping[str, Any], where: str) -> Page:
    """The page of a row; one that cannot be understood is a page that cannot be read, at `where`."""
    fields = {str(key).lower(): value for key, value in row.items()}
    address = next((str(fields[name]) for name in _ADDRESS if fields.get(name)), where)
    name = next((name for name in _CONTENT if isinstance(fields.get(name), str | bytes)), None)
    if name is None:
        wanted = ", ".join(_CONTENT)
        return Page(address, failing(f"has no text: one of the fields {wanted} must hold it"))
    content = fields[name]
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        return Page(address, failing(str(too_large())))
    form = _CONTENT[name] or _FORMS.get(str(fields.get("format", "")).lower().lstrip(".")) or _guess(data)
    return Page(address, lambda: Content(data, form), _day(fields))


def _guess(data: bytes) -> str:
    return ".html" if data.lstrip()[:1] == b"<" else ".md"


def _day(fields: Mapping[str, Any]) -> date | None:
    for name in _MODIFIED:
        value = fields.get(name)
        if isinstance(value, date):
            return value if type(value) is date else date(value.year, value.month, value.day)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value[:10])
            except ValueError:
                continue
    return None

"""OpenAI's deprecations page and model pages in their Markdown form; both are read by their headings and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from freshlint.facts import schema
from freshlint.supply.importing.amounts import AmountError, amount
from freshlint.supply.importing.batch import Batch, SourceError

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_CODE = re.compile(r"`([^`]+)`")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MONEY = re.compile(r"\$\s?([\d,]+(?:\.\d+)?)")
_WRITTEN_DAYS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y")
_METERS = {
    "input": "text input",
    "cached input": "cached text input",
    "output": "text output",
}
DEPRECATIONS = "https://developers.openai.com/api/docs/deprecations"
MODELS = "https://developers.openai.com/api/docs/models"


def read_deprecations(data: bytes, seen: date | None = None, source: str = "openai-deprecations") -> Batch:
    """The tables of the deprecations page. `seen`: the day on which the page was read. Raises SourceError."""
    batch = Batch(
        sources={source: schema.Source(title="OpenAI API deprecations", url=DEPRECATIONS, official=True)}
    )
    found = False
    for headings, table in _tables(_text(data)):
        columns = {_role(name): number for number, name in enumerate(table[0]) if _role(name)}
        if not {"day", "model"} <= columns.keys():
            continue
        found = True
        announced = _day(headings[-1]) if headings else None
        for row in table[1:]:
            cells = dict(zip(table[0], row, strict=False))
            _add_row(batch, list(cells.values()), columns, announced, seen, source)
    if not found:
        raise SourceError("no table of shutdown days and models: not the page, or its layout has changed")
    return batch


def _add_row(
    batch: Batch,
    cells: list[str],
    columns: dict[str, int],
    announced: date | None,
    seen: date | None,
    source: str,
) -> None:
    if max(columns.values()) >= len(cells):
        batch.left_out(" | ".join(cells), "bad-name", "the row has fewer cells than the table's head")
        return
    models, shut = _ids(cells[columns["model"]]), _day(cells[columns["day"]])
    for model in models:
        if shut is None:
            batch.left_out(model, "bad-date", f"{cells[columns['day']]!r} is not a day")
            continue
        if announced and announced > shut:
            batch.left_out(model, "dates-out-of-order", f"announced {announced}, after its end {shut}")
            continue
        stages = [schema.StatusRow(value="retired", since=shut, verified=seen, source=source)]
        if announced and announced < shut:
            stages.insert(
                0, schema.StatusRow(value="deprecated", since=announced, verified=seen, source=source)
            )
        others = _ids(cells[columns["instead"]]) if "instead" in columns else []
        rows: list[schema.EntityRow | str] = [
            schema.EntityRow(entity=other, verified=seen, source=source) for other in others if seen
        ]
        batch.add(model, schema.Entity(kind="model", vendor="OpenAI", status=stages, replaced_by=rows))


def read_model(data: bytes, seen: date | None = None, source: str = "openai-model-page") -> Batch:
    """A model's page: its id, snapshots, endpoints and prices. Raises SourceError."""
    text = _text(data)
    sections = dict(_sections(text))
    top = next(iter(sections.items()), ("", ""))
    ids = _ids(top[1]) or _ids(" ".join(sections.get("model id", "").split()))
    if not ids:
        raise SourceError("the page names no model id in backticks below its title: its layout has changed")
    model = ids[0]
    title = f"OpenAI model page: {model}"
    batch = Batch(sources={source: schema.Source(title=title, url=f"{MODELS}/{model}", official=True)})
    snapshots = [name for name in _ids(sections.get("snapshots", "")) if name.startswith(f"{model}-")]
    rows = [
        schema.SnapshotRow(id=name, verified=seen, source=source, evidence=name)
        for name in dict.fromkeys(snapshots)
    ]
    entity = schema.Entity(
        kind="model",
        vendor="OpenAI",
        snapshots=rows,
        prices=list(_prices(model, sections.get("pricing", ""), batch, seen, source)),
    )
    batch.add(model, entity)
    return batch


def _prices(
    model: str, section: str, batch: Batch, seen: date | None, source: str
) -> Iterator[schema.PriceRow]:
    """Rows such as `| Input | $2.50 |` below a line that says per how many tokens."""
    if section and "1M tokens" not in section:
        batch.left_out(f"{model}/pricing", "unknown-unit", "the section does not say `1M tokens`")
        return
    for _, table in _tables(section):
        for label, *cells in table[1:]:
            meter = _METERS.get(label.casefold().strip())
            figure = _MONEY.search(cells[0]) if cells else None
            if meter is None:
                batch.left_out(f"{model}/{label}", "unknown-unit", "no meter of facts files means this")
                continue
            try:
                price = amount(figure[1].replace(",", "") if figure else None)
            except AmountError as error:
                batch.left_out(f"{model}/{label}", error.code, str(error))
                continue
            yield schema.PriceRow(
                meter=meter, amount=price, currency="USD", per="1M tokens", verified=seen, source=source
            )


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"the page is not UTF-8: {error}") from error


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """(heading in small letters, what stands below it)."""
    name = ""
    lines: list[str] = []
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            if name:
                yield name, "\n".join(lines)
            name, lines = heading[2].casefold(), []
        else:
            lines.append(line)
    if name:
        yield name, "\n".join(lines)


def _tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """(headings above, rows of cells with the head first) of each pipe table."""
    headings: list[str] = []
    table: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        heading = _HEADING.match(line)
        if line.lstrip().startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                table.append(cells)
            continue
        if len(table) > 1:
            yield headings, table
        table = []
        if heading:
            headings = [*headings[: len(heading[1]) - 1], heading[2]]


def _role(column: str) -> str:
    name = column.casefold()
    if "shutdown" in name or "shut down" in name:
        return "day"
    if "replacement" in name:
        return "instead"
    return "model" if ("model" in name or "system" in name) and "price" not in name else ""


def _ids(text: str) -> list[str]:
    return [code for code in _CODE.findall(text) if _ID.fullmatch(code)]


def _day(text: str) -> date | None:
    found = _ISO.search(text)
    try:
        if found:
            return date.fromisoformat(found[0])
    except ValueError:
        return None
    for form in _WRITTEN_DAYS:
        try:
            return datetime.strptime(re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text.strip()), form).date()
        except ValueError:
            continue
    return None

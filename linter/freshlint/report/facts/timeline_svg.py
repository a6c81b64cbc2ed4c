"""A timeline as a picture: SVG that stands alone, runs nothing, and follows the reader's light or dark mode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from freshlint.facts.fact import Aspect
from freshlint.facts.timeline import Lane, Stretch

_LEFT, _RIGHT, _TOP, _LANE, _BAR = 190, 20, 54, 26, 18
_WIDTH = 960
_LABEL, _LETTER = 26, 6.6
_MOST_TICKS = 10
_STYLE = """
svg { font: 12px system-ui, sans-serif; --ink: #1f2328; --faint: #d0d7de; --page: #ffffff; --now: #cf222e;
  --life: #54aeff; --end: #ffab70; --next: #c297ff; --mark: #4ac26b; --price: #eac54f; }
@media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --faint: #30363d; --page: #0d1117; --now: #ff7b72;
  --life: #1f6feb; --end: #bd561d; --next: #8957e5; --mark: #238636; --price: #9e6a03; } }
.page { fill: var(--page); } text { fill: var(--ink); } .title { font-size: 16px; font-weight: 600; }
.tick { stroke: var(--faint); } .day { font-size: 11px; } .now { stroke: var(--now); stroke-dasharray: 4 3; }
.status { fill: var(--life); } .ended { fill: var(--end); } .supersedes, .replaced_by { fill: var(--next); }
.snapshots, .usage, .caveats { fill: var(--mark); } .prices { fill: var(--price); } .open { opacity: .75; }
"""
_ENDING = ("deprecated", "retired")


class _Axis(NamedTuple):
    """Days to the left and right end of the picture."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands, in the picture's units."""
        whole = max((self.last - self.first).days, 1)
        inside = min(max((day - self.first).days, 0), whole)
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * inside / whole, 1)


def timeline_svg(entity: str, found: Sequence[Lane], as_of: date) -> str:
    """The lanes under each other over one axis; each bar tells its days and source when pointed at."""
    axis = _axis(found, as_of)
    rows = [(lane, number, row) for lane in found for number, row in enumerate(_rows(lane.stretches))]
    height = _TOP + _LANE * len(rows) + 34
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" aria-label={quoteattr(f"Timeline of {_clean(entity)}")}>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="12" y="26">{_text(entity)}</text>',
        *_ticks(axis, height),
    ]
    for place, (lane, number, stretches) in enumerate(rows):
        y = _TOP + _LANE * place
        if not number:
            parts.append(f'<text x="12" y="{y + 14}">{_text(_cut(lane.label, _LABEL))}</text>')
        parts += [_bar(axis, lane, stretch, y) for stretch in stretches]
    now = axis.x(as_of)
    parts.append(f'<line class="now" x1="{now}" x2="{now}" y1="{_TOP - 8}" y2="{height - 26}"/>')
    parts.append(f'<text class="day" x="{now}" y="{_TOP - 12}" text-anchor="middle">as of {as_of}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _rows(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Stretches that share no day stand in one row; those that do, under each other."""
    rows: list[list[Stretch]] = []
    for stretch in stretches:
        free = next((row for row in rows if (row[-1].last or date.max) < stretch.first), None)
        if free is None:
            rows.append([stretch])
        else:
            free.append(stretch)
    return rows


def _axis(found: Sequence[Lane], as_of: date) -> _Axis:
    stretches = [stretch for lane in found for stretch in lane.stretches]
    days = [as_of, *(stretch.first for stretch in stretches)]
    days += [stretch.last for stretch in stretches if stretch.last and stretch.last < date.max]
    margin = timedelta(days=max(14, (max(days) - min(days)).days // 12))
    return _Axis(min(days), _later(max(days), margin))


def _later(day: date, by: timedelta) -> date:
    return day + by if date.max - day > by else date.max


def _ticks(axis: _Axis, height: int) -> Iterator[str]:
    """The firsts of months, so many as there is room for."""
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200, 120_000) if months <= step * _MOST_TICKS)
    for number in range(axis.first.year * 12, axis.last.year * 12 + 12):
        day = date(number // 12, number % 12 + 1, 1)
        if number % step == 0 and axis.first <= day <= axis.last:
            x = axis.x(day)
            yield f'<line class="tick" x1="{x}" x2="{x}" y1="{_TOP - 4}" y2="{height - 26}"/>'
            yield f'<text class="day" x="{x}" y="{height - 10}" text-anchor="middle">{day:%Y-%m}</text>'


def _bar(axis: _Axis, lane: Lane, stretch: Stretch, y: int) -> str:
    start = axis.x(stretch.first)
    end = (
        axis.x(stretch.last + timedelta(days=1))
        if stretch.last and stretch.last < date.max
        else axis.x(axis.last)
    )
    wide = round(max(end - start, 3), 1)
    ended = lane.aspect is Aspect.STATUS and stretch.text.startswith(_ENDING)
    kind = "ended" if ended else str(lane.aspect)
    room = int(wide / _LETTER) - 1
    shown = _value(stretch.text) if lane.aspect is Aspect.PRICE else stretch.text
    label = f'<text x="{start + 5}" y="{y + 13}">{_text(_cut(shown, room))}</text>' if room > 3 else ""
    still = "" if stretch.last else " open"
    return (
        f'<g><title>{_text(_told(stretch))}</title><rect class="{kind}{still}" x="{start}" y="{y}" '
        f'width="{wide}" height="{_BAR}" rx="3"/>{label}</g>'
    )


def _told(stretch: Stretch) -> str:
    days = f"from {stretch.first}" + (" (seen)" if stretch.seen else "")
    days += f" until {stretch.last}" if stretch.last else ""
    source = stretch.citation
    cited = f"; {source.title}, {source.url}, verified {source.verified}" if source else "; not verified"
    return f"{stretch.text}: {days}{cited}"


def _value(text: str) -> str:
    return text.partition(": ")[2] or text


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(most - 1, 1)]}…"


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(char for char in text if char.isprintable())

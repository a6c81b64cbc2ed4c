"""One HTML file with all that it needs: it opens offline, and asks no server for anything."""

from __future__ import annotations

import base64
import gzip
import json
from importlib.resources import files
from typing import Any

_SCRIPTS = ("data.js", "filters.js", "lists.js", "detail.js", "charts.js", "report.js")

_GLOBAL = "window.vegaEmbed = vegaEmbed;"


def render_report(data: dict[str, Any]) -> str:
    """The report of `report_data`. What a page says is data in it, never markup."""
    import vl_convert

    packed = gzip.compress(json.dumps(data, separators=(",", ":")).encode(), 6, mtime=0)
    script = "\n".join(_asset(name) for name in _SCRIPTS)
    parts = {
        "style": _asset("report.css"),
        # Charts are drawn by Vega-Lite; its bundle is made for a <script> element.
        "vega": vl_convert.javascript_bundle(_GLOBAL),
        "data": base64.b64encode(packed).decode(),
        "script": f'"use strict";\n{script}',
    }
    shown = _asset("report.html")
    for name, text in parts.items():
        shown = shown.replace(f"@@{name}@@", text)
    return shown


def _asset(name: str) -> str:
    return files("freshlint.audit.html").joinpath("assets", name).read_text(encoding="utf-8")

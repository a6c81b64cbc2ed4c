"""Formats are those modules of the report package that render a run."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from freshlint import report
from freshlint.report import formats, renderer


def test_a_format_is_a_module_that_renders() -> None:
    assert {"json", "text"} <= set(formats())
    for name in formats():
        assert callable(renderer(name))


def test_every_module_that_renders_a_run_is_a_format() -> None:
    modules = (module.name for module in pkgutil.iter_modules(report.__path__))
    rendering = {name for name in modules if _takes_a_run(import_module(f"freshlint.report.{name}"))}
    assert rendering == set(formats())


def _takes_a_run(module: object) -> bool:
    render = getattr(module, "render", None)
    return render is not None and render.__annotations__.get("report") == "RunReport"

"""Formats are the modules of the report package."""

from __future__ import annotations

from freshlint.report import formats, renderer


def test_a_format_is_a_module_that_renders() -> None:
    assert {"json", "text"} <= set(formats())
    for name in formats():
        assert callable(renderer(name))

"""A bulk fix that is killed at any moment leaves every file whole: the old one or the new one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

if not hasattr(os, "fork"):
    pytest.skip("the fixing process is forked", allow_module_level=True)

from .killing import PAGES, kill_often

KILLS = 6


@pytest.mark.slow
def test_no_file_is_torn(tmp_path: Path) -> None:
    tally = kill_often(KILLS, 8, tmp_path)
    assert tally.torn == 0
    assert tally.old + tally.new == KILLS * PAGES
    assert tally.between, "no kill fell into the fixing: nothing was shown"

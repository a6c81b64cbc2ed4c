"""The least that any program must do with a corpus: `python -m benchmarks.walk stat|read FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SUFFIXES = (".md", ".mdx", ".html", ".htm", ".markdown")


def main(what: str, root: str) -> None:
    """Ask the disk about every page below a folder, or read them all."""
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(SUFFIXES):
                path = os.path.join(folder, name)  # noqa: PTH118 (the least)
                if what == "stat":
                    os.stat(path)  # noqa: PTH116
                else:
                    Path(path).read_bytes()


if __name__ == "__main__":
    main(*sys.argv[1:])

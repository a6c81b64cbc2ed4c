"""Files of pages by path or URL: what is no path of this machine is read through fsspec."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, cast


def is_remote(name: str) -> bool:
    """Whether a name is a URL of a file system (s3://, gs://, hdfs://)."""
    return "://" in name


def open_binary(name: str) -> BinaryIO:
    """The file of a name, which can be sought in. Raises OSError."""
    if is_remote(name):
        import fsspec

        return cast(BinaryIO, fsspec.open(name, "rb").open())
    return Path(name).open("rb")


def listed(name: str, endings: tuple[str, ...]) -> list[tuple[str, int]]:
    """(name, size) of a file, or of those files below a folder whose names end so, sorted. Raises OSError."""
    if is_remote(name):
        import fsspec

        files, root = fsspec.core.url_to_fs(name)
        found = files.find(root, detail=True) if files.isdir(root) else {root: files.info(root)}
        named = [(files.unstrip_protocol(path), int(about["size"] or 0)) for path, about in found.items()]
        return sorted(each for each in named if each[0].endswith(endings) or len(found) == 1)
    path = Path(name)
    paths = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [
        (str(each.absolute()), each.stat().st_size)
        for each in paths
        if each.is_file() and (each == path or each.name.endswith(endings))
    ]

"""Facts files that are fetched: pinned by their digest, so that what is served can change no result.

What was fetched once is kept by its digest in the user's cache, and the network is asked for no other bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freshlint.cache import default_folder
from freshlint.config import Pinned
from freshlint.errors import SetupError
from freshlint.facts.digest import digest

if TYPE_CHECKING:
    from freshlint.fetch.fetcher import Fetcher


def kept(pinned: Pinned) -> Path:
    """Where the bytes of a digest are kept, once they are."""
    return default_folder() / "facts" / f"{pinned.digest.removeprefix('sha256:')}.yaml"


def read(pinned: Pinned) -> bytes:
    """The bytes with the digest: those kept, else those fetched now. Raises SetupError where there are no such."""
    file = kept(pinned)
    data = file.read_bytes() if file.is_file() else None
    if data is not None and digest(data) == pinned.digest:
        return data
    data = fetch(pinned.url)
    if digest(data) != pinned.digest:
        raise SetupError(
            f"{pinned.url}: is not what was pinned: it has the digest {digest(data)}, not {pinned.digest}; "
            "look at what changed, then pin it anew with `freshlint facts pin`"
        )
    try:
        from freshlint.write import write_whole

        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
    except OSError as error:
        raise SetupError(f"{file}: cannot be written: {error.strerror or error}") from error
    return data


def fetch(url: str) -> bytes:
    """What an address serves now. Raises SetupError."""
    from freshlint.fetch.outcome import FetchError

    try:
        with fetcher() as asked:
            return asked.get(url, robots=False).body
    except FetchError as error:
        raise SetupError(f"cannot be fetched: {error}") from error


def fetcher() -> Fetcher:
    """What fetches; imported only when something is fetched."""
    from freshlint.fetch.fetcher import Fetcher

    return Fetcher()

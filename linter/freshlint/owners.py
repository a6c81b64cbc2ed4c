"""Who answers for a page: the CODEOWNERS file of its repository, as GitHub and GitLab read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from freshlint.errors import SetupError
from freshlint.paths import place, shown

# Where GitHub and GitLab look, in this order.
PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")


def owners(paths: Iterable[Path], start: Path) -> Mapping[str, tuple[str, ...]]:
    """The owners of pages, by their paths as reports show them, by the repository that holds `start`.

    Empty where there is no CODEOWNERS file. Raises SetupError for one that cannot be read.
    """
    top = next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)
    file = next((top / name for name in PLACES if (top / name).is_file()), None)
    if file is None:
        return {}
    # Imported where such a file exists.
    from codeowners import CodeOwners

    try:
        rules = CodeOwners(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"{shown(file)}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise SetupError(f"{shown(file)}: {error}") from error
    found = {}
    for path in paths:
        full = place(path)
        if full.is_relative_to(top):
            named = rules.of(full.relative_to(top).as_posix())
            found[shown(path)] = tuple(name for _, name in named)
    return found

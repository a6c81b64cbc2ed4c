"""Page views: which page an address means, and what is no table of views."""

from __future__ import annotations

import pytest

from freshlint.errors import SetupError
from freshlint.views import read_views

TABLE = """\
# exported on Monday
Page path,Title,Views
/,Home,90
/docs/pricing/,Pricing,"1,200"
/docs/pricing?utm=x,Pricing,34
https://example.com/de/docs/Pricing.html#top,Preise,5
/blog/a%20b,,6
"""


@pytest.mark.parametrize(
    ("path", "views"),
    [
        ("docs/pricing.md", 1234),
        ("content/docs/pricing/index.mdx", 1234),
        ("site/de/docs/pricing.md", 5),
        ("blog/a b.md", 6),
        ("index.md", 90),
        ("README.md", 90),
        ("docs/index.md", None),
        ("other/pricing-page.md", None),
    ],
)
def test_a_page_is_found_by_how_its_path_ends(path: str, views: int | None) -> None:
    assert read_views("v.csv", TABLE.encode()).of(path) == views


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the first line must name a column"),
        (b"a,b\n/x,1\n", "the first line must name a column"),
        (b"path,views\n/x,many\n", "v.csv:2: '/x,many' has no address and number"),
        (b"path,views\n/x\n", "v.csv:2"),
        (b"path,views\n/caf\xe9,1\n", "not valid UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SetupError, match=None) as raised:
        read_views("v.csv", data)
    assert message in str(raised.value)

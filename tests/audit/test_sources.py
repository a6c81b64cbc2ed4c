"""Each kind of source, whole and broken: what cannot be read is named, and the rest is read."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pyarrow
import pytest
from pyarrow import parquet

from audit.auditing import STALE, rows, states
from freshlint.audit.judge import judge
from freshlint.audit.page import Content, Page
from freshlint.audit.part import Part
from freshlint.audit.sources import git, warc
from loopback import Answer, Route, page, serve

Call = Callable[..., Any]
STORE = "freshlint-audit.db"
HTML = b"<p>On gpt-image-2, image output costs $40 per 1M tokens.</p>"
OPTIONS = ("--isolated", "--as-of", "2026-04-22", "--jobs", "1")


def record(
    url: str, body: bytes, kind: str = "text/html; charset=utf-8", headers: str = "", status: int = 200
) -> bytes:
    """A WARC record of a response."""
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def addresses(parts: list[Part]) -> list[str]:
    """The addresses of all pages, in order."""
    return [each.address for part in parts for each in part.pages()]


def found(site: Path) -> list[tuple[Any, ...]]:
    """Address, rule and text of each finding, and the day on which its page changed."""
    return rows(
        site / STORE,
        "SELECT address, rule, text, modified FROM finding JOIN page ON page.id = page ORDER BY 1",
    )


def test_a_crawl_in_warc_files(site: Path, freshlint: Call) -> None:
    records = [
        record("https://x.org/a", HTML, headers="Last-Modified: Wed, 21 Jan 2026 07:28:00 GMT\r\n"),
        record("https://x.org/zipped", gzip.compress(HTML), headers="Content-Encoding: gzip\r\n"),
        record("https://x.org/latin", b"<p>caf\xe9: gpt-image-2</p>", kind="text/html; charset=iso-8859-1"),
        record("https://x.org/missing", HTML, status=404),
        record("https://x.org/logo.png", b"\x89PNG", kind="image/png"),
        record("https://x.org/broken", b"<p>\xff\xfe gpt-image-2</p>", kind="text/html"),
    ]
    (site / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(each) for each in records))
    assert freshlint("audit", "crawl.warc.gz", *OPTIONS).code == 2
    assert states(site / STORE) == {
        "https://x.org/a": "checked",
        "https://x.org/zipped": "checked",
        "https://x.org/latin": "checked",
        "https://x.org/broken": "unreadable",
    }
    assert found(site) == [
        ("https://x.org/a", "price", "$40 per 1M tokens", "2026-01-21"),
        ("https://x.org/zipped", "price", "$40 per 1M tokens", None),
    ]


def test_a_crawl_is_cut_into_parts_and_each_page_is_in_one(tmp_path: Path) -> None:
    urls = [f"https://x.org/{number}" for number in range(150)]
    (tmp_path / "c.warc.gz").write_bytes(b"".join(gzip.compress(record(url, HTML)) for url in urls))
    files = [(str(tmp_path / "c.warc.gz"), (tmp_path / "c.warc.gz").stat().st_size)]
    parts: list[Part] = list(warc.warc_parts(files))
    assert len(parts) == 3
    assert addresses(parts) == urls
    halved = [half for part in parts for half in part.split()]
    assert (len(halved), addresses(halved)) == (6, urls)
    assert len({part.name for part in (*parts, *halved)}) == 9
    single = halved[0]
    while pieces := single.split():
        single = pieces[0]
    assert addresses([single]) == urls[:1]


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_file_that_is_cut_off_gives_what_it_holds(site: Path, freshlint: Call, packed: bool) -> None:
    records = [record(f"https://x.org/{number}", HTML) for number in range(4)]
    data = b"".join(gzip.compress(each) if packed else each for each in records)
    name = "c.warc.gz" if packed else "c.warc"
    (site / name).write_bytes(data[:-60])
    outcome = freshlint("audit", name, *OPTIONS)
    assert outcome.code == 2
    assert "cut off" in outcome.out
    assert list(states(site / STORE).values()).count("checked") == 3


def test_a_warc_file_with_rubbish_in_it_says_where_it_ends(site: Path, freshlint: Call) -> None:
    good = gzip.compress(record("https://x.org/a", HTML))
    (site / "c.warc.gz").write_bytes(good + good[20:60] + good)
    outcome = freshlint("audit", "c.warc.gz", *OPTIONS)
    assert outcome.code == 2
    assert "after byte 0: not checked: the file cannot be read further" in outcome.out
    assert states(site / STORE)["https://x.org/a"] == "checked"


def test_a_bomb_is_not_unpacked(site: Path, freshlint: Call) -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    records = [
        record("https://x.org/bomb", bomb, headers="Content-Encoding: gzip\r\n"),
        record("https://x.org/a", HTML),
    ]
    (site / "c.warc").write_bytes(b"".join(records))
    outcome = freshlint("audit", "c.warc", *OPTIONS)
    assert "https://x.org/bomb: not checked: larger than 32 MB" in outcome.out
    assert states(site / STORE)["https://x.org/a"] == "checked"


def test_lines_of_json(site: Path, freshlint: Call) -> None:
    lines = [
        json.dumps({"url": "https://x.org/a", "html": HTML.decode(), "updated": "2026-02-03T04:05:06Z"}),
        "",
        json.dumps({"path": "b.md", "content": STALE}),
        "{broken",
        json.dumps(["no object"]),
        json.dumps({"path": "c.md"}),
        json.dumps({"path": "d.mdx", "format": "mdx", "body": STALE}),
    ]
    (site / "pages.jsonl").write_text("\n".join(lines))
    outcome = freshlint("audit", "pages.jsonl", *OPTIONS)
    assert [row[:2] for row in found(site)] == [
        ("b.md", "price"),
        ("d.mdx", "price"),
        ("https://x.org/a", "price"),
    ]
    assert found(site)[2][3] == "2026-02-03"
    assert "pages.jsonl:4: not checked: not JSON" in outcome.out
    assert "pages.jsonl:5: not checked: not a JSON object" in outcome.out
    assert "c.md: not checked: has no text" in outcome.out


def test_rows_of_parquet(site: Path, freshlint: Call) -> None:
    table = {"url": ["u1", "u2"], "html": [HTML.decode(), None], "modified": [date(2026, 1, 2), None]}
    parquet.write_table(pyarrow.table(table), site / "pages.parquet")
    assert freshlint("audit", "pages.parquet", *OPTIONS).code == 2
    assert found(site) == [("u1", "price", "$40 per 1M tokens", "2026-01-02")]
    assert states(site / STORE)["u2"] == "unreadable"


WXR = """<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>"""
ITEM = """<item><title>On {title}</title><link>https://x.org/{title}</link>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_type>{kind}</wp:post_type>
<wp:status>{status}</wp:status><wp:post_modified_gmt>2025-05-06 07:08:09</wp:post_modified_gmt></item>"""


def test_a_wordpress_export(site: Path, freshlint: Call) -> None:
    posts = [
        ("a", "post", "publish"),
        ("b", "page", "publish"),
        ("c", "post", "draft"),
        ("d", "attachment", "publish"),
    ]
    items = [
        ITEM.format(title=title, kind=kind, status=status, text=HTML.decode())
        for title, kind, status in posts
    ]
    (site / "export.xml").write_text(WXR.format(items="".join(items)))
    assert freshlint("audit", "export.xml", *OPTIONS).code == 1
    assert [(row[0], row[3]) for row in found(site)] == [
        ("https://x.org/a", "2025-05-06"),
        ("https://x.org/b", "2025-05-06"),
    ]
    (site / "cut.xml").write_text(WXR.format(items="".join(items))[:-900])
    outcome = freshlint("audit", "cut.xml", *OPTIONS, "--store", "cut.db")
    assert outcome.code == 2
    assert "the export cannot be read further" in outcome.out


def commit(site: Path, day: str) -> None:
    """Commits everything on a day."""
    env = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    who = ["-c", "user.name=n", "-c", "user.email=e@example.com"]
    subprocess.run(["git", "add", "-A"], cwd=site, check=True)
    subprocess.run(["git", *who, "commit", "-qm", "x"], cwd=site, check=True, env=env)


def test_a_git_repository_as_it_stood(site: Path, freshlint: Call) -> None:
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text(STALE)
    (site / "docs/new\nline.md").write_text(STALE)
    commit(site, "2025-01-02")
    (site / "docs/b.md").write_text(STALE)
    commit(site, "2025-03-04")
    (site / "docs/b.md").write_text("changed, not committed\n")
    assert freshlint("audit", "docs", "--revision", "HEAD", *OPTIONS).code == 1
    assert [(row[0], row[3]) for row in found(site)] == [
        ("a.md", "2025-01-02"),
        ("b.md", "2025-03-04"),
        ("new\nline.md", "2025-01-02"),
    ]
    freshlint("audit", "docs", "--revision", "HEAD~1", *OPTIONS, "--store", "old.db")
    assert set(states(site / "old.db")) == {"a.md", "new\nline.md"}
    outcome = freshlint("audit", "docs", "--revision", "nowhere", *OPTIONS)
    assert (outcome.code, "docs at nowhere" in outcome.err) == (2, True)
    assert git.resolve(site, "HEAD") in rows(site / STORE, "SELECT source FROM run")[0][0]


@pytest.mark.skipif(sys.platform == "win32", reason="links, modes and names of POSIX")
def test_a_folder_with_all_that_can_be_wrong(site: Path, freshlint: Call) -> None:
    docs = site / "docs"
    docs.mkdir()
    (docs / "good.md").write_text(STALE)
    (docs / "binary.md").write_bytes(b"gpt-image-2\0\1\2")
    (docs / "charset.md").write_bytes(b"caf\xe9 gpt-image-2")
    (docs / "loop").symlink_to(docs)
    (docs / "loop.md").symlink_to(docs / "loop.md")
    os.mkfifo(docs / "pipe.md")
    with (docs / "huge.md").open("wb") as stream:
        stream.truncate(1024**3)
    Path(os.fsdecode(os.fsencode(docs) + b"/\xff.md")).write_text(STALE)
    outcome = freshlint("audit", "docs", *OPTIONS)
    assert outcome.code == 2
    assert states(site / STORE) == {
        "good.md": "checked",
        "\\xff.md": "checked",
        "binary.md": "unreadable",
        "charset.md": "unreadable",
        "pipe.md": "unreadable",
        "huge.md": "unreadable",
    }
    assert "huge.md: not checked: larger than 32 MB" in outcome.out
    assert "pipe.md: not checked: no regular file" in outcome.out


def test_what_may_not_be_read_is_named() -> None:
    def load() -> Content:
        # Rights on the disk would not stop an administrator, as whom tests may run.
        raise PermissionError(errno.EACCES, "Permission denied")

    record = judge(Mock(), Page("secret.md", load))
    assert (record.state, record.reason) == ("unreadable", "cannot be read: Permission denied")


def sitemap(*locations: str, kind: str = "url") -> Answer:
    """A sitemap, or with kind `sitemap` an index of them."""
    named = "".join(f"<{kind}><loc>{each}</loc><lastmod>2026-01-02</lastmod></{kind}>" for each in locations)
    outer = "urlset" if kind == "url" else "sitemapindex"
    text = f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</{outer}>'
    return page(text, "application/xml")


def test_a_live_site_by_its_sitemaps(site: Path, freshlint: Call) -> None:
    routes: dict[str, Route] = {"/a": page(HTML.decode()), "/image": page("x", "image/png")}
    with serve(routes) as live:
        routes = live.routes
        index = f"{live.url}/index.xml"
        routes["/robots.txt"] = page(f"User-agent: *\nDisallow: /secret\nSitemap: {index}", "text/plain")
        # The index names itself, a sitemap that is not there, and one of another host.
        others = (index, f"{live.url}/s.xml", f"{live.url}/gone.xml", "https://elsewhere.invalid/s.xml")
        routes["/index.xml"] = sitemap(*others, kind="sitemap")
        pages = [f"{live.url}/{name}" for name in ("a", "a", "secret", "gone", "image", "busy", "down")]
        routes["/s.xml"] = sitemap(*pages, "https://elsewhere.invalid/a")
        routes["/busy"] = Answer(b"", 429, {"Retry-After": "3600"})
        routes["/down"] = Answer(b"", 503, {"Retry-After": "3600"})
        outcome = freshlint("audit", live.url, *OPTIONS, "--allow-private", "--pause", "0")
    assert outcome.code == 2
    assert "sitemap not read" in outcome.err and "gone.xml" in outcome.err
    assert [(row[0], row[3]) for row in found(site)] == [(f"{live.url}/a", "2026-01-02")]
    assert states(site / STORE) == {
        f"{live.url}/{name}": "checked" if name == "a" else "unreadable"
        for name in ("a", "secret", "gone", "image", "busy", "down")
    }
    assert "/secret" not in live.paths
    assert live.paths.count("/index.xml") == 1
    assert "asks programs to stay away" in outcome.out
    assert "asks to wait 3600 s" in outcome.out


def test_a_list_of_addresses(site: Path, freshlint: Call) -> None:
    with serve({"/a": page(HTML.decode())}) as live:
        (site / "urls.txt").write_text(f"# ours\n{live.url}/a\n\n{live.url}/a\nftp://x.org/b\n")
        assert freshlint("audit", "urls.txt", *OPTIONS, "--allow-private", "--pause", "0").code == 2
    assert states(site / STORE) == {f"{live.url}/a": "checked", "ftp://x.org/b": "unreadable"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.xml", b"<a/>", "no WordPress export"),
        ("x.parquet", b"no parquet", "cannot be read"),
        ("x.txt", b"\xff\xfe", "cannot be read"),
    ],
)
def test_what_is_no_source_is_refused(
    site: Path, freshlint: Call, name: str, content: bytes, message: str
) -> None:
    (site / name).write_bytes(content)
    outcome = freshlint("audit", name, *OPTIONS)
    assert outcome.code == 2
    assert message in outcome.err
    assert "no such file" in freshlint("audit", "nowhere", *OPTIONS).err

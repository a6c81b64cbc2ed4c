"""The fetcher against a real server: what it reads, what it refuses, how often and how politely it asks."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fetching import FakeTime
from freshlint.fetch.fetcher import Fetcher
from freshlint.fetch.outcome import Failure, FetchError
from freshlint.fetch.pages import PageCache
from freshlint.fetch.peer import is_public
from freshlint.fetch.policy import Policy
from loopback import Answer, Asked, Site, page, serve

Make = Callable[..., Fetcher]


def failure(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    return caught.value


def test_a_page_is_read_with_its_type(web: Site, fetcher: Make) -> None:
    web.routes["/prices"] = page("<p>$30</p>")
    got = fetcher().get(f"{web.url}/prices")
    assert (got.body, got.content_type, got.moved) == (b"<p>$30</p>", "text/html; charset=utf-8", False)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://example.com/x",
        "gopher://example.com",
        "data:text/plain,x",
        "//example.com/x",
        "https://name:word@example.com/",
        "http://[::1",
    ],
)
def test_only_http_without_credentials_is_an_address(url: str, fetcher: Make) -> None:
    assert failure(fetcher(), url).failure is Failure.BAD_ADDRESS


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::1", False),
        ("not an address", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_peers(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_local_server_is_refused_before_a_byte_is_sent(web: Site, time: FakeTime) -> None:
    web.routes["/"] = page("secret")
    for host in ("127.0.0.1", "localhost"):
        refused = failure(Fetcher(clock=time.clock), f"{web.url.replace('127.0.0.1', host)}/")
        assert refused.failure is Failure.REFUSED
        assert "127.0.0.1 is not a public address" in str(refused) or "::1" in str(refused)
    assert web.asked == []


def test_a_name_that_turns_local_after_the_first_answer_is_refused(
    web: Site, time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redirect to a local address opens a connection of its own, whose peer is looked at again."""
    answers = iter([True, True, False])
    monkeypatch.setattr("freshlint.fetch.peer.is_public", lambda address: next(answers))
    with serve({"/inner": page("secret")}) as inner:
        web.routes["/"] = Answer(
            status=302, headers={"Location": f"{inner.url}/inner", "Connection": "close"}
        )
        assert failure(Fetcher(clock=time.clock), f"{web.url}/").failure is Failure.REFUSED
        assert inner.asked == []


def test_redirects_are_followed_and_told_apart(web: Site, fetcher: Make) -> None:
    web.routes["/new"] = page("here")
    web.routes["/good"] = Answer(status=301, headers={"Location": "/new"})
    web.routes["/now"] = Answer(status=302, headers={"Location": "/new"})
    web.routes["/both"] = Answer(status=308, headers={"Location": "/now"})
    reader = fetcher()
    got = {path: reader.get(web.url + path) for path in ("/good", "/now", "/both")}
    assert {path: (one.body, one.moved) for path, one in got.items()} == {
        "/good": (b"here", True),
        "/now": (b"here", False),
        "/both": (b"here", False),
    }
    assert got["/good"].final_url == f"{web.url}/new"


def test_a_redirect_to_another_scheme_in_a_circle_or_without_end_is_not_followed(
    web: Site, fetcher: Make
) -> None:
    web.routes["/file"] = Answer(status=302, headers={"Location": "file:///etc/hostname"})
    web.routes["/a"] = Answer(status=302, headers={"Location": "/b"})
    web.routes["/b"] = Answer(status=302, headers={"Location": "/a"})
    for step in range(9):
        web.routes[f"/{step}"] = Answer(status=302, headers={"Location": f"/{step + 1}"})
    reader = fetcher()
    assert failure(reader, f"{web.url}/file").failure is Failure.BAD_ADDRESS
    assert failure(reader, f"{web.url}/a").failure is Failure.REDIRECTS
    assert failure(reader, f"{web.url}/0").failure is Failure.REDIRECTS


def test_headers_for_one_origin_do_not_follow_a_redirect_to_another(web: Site, fetcher: Make) -> None:
    with serve({"/there": page("there")}) as other:
        web.routes["/"] = Answer(status=302, headers={"Location": f"{other.url}/there"})
        fetcher().get(f"{web.url}/", headers={"Authorization": "Bearer k"})
        assert web.asked[0].headers["Authorization"] == "Bearer k"
        assert "Authorization" not in other.asked[0].headers


def test_proxies_and_credentials_of_the_environment_are_not_used(
    web: Site, fetcher: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password word\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    web.routes["/"] = Answer(b"x", headers={"Set-Cookie": "a=b"})
    reader = fetcher()
    reader.get(f"{web.url}/")
    reader.get(f"{web.url}/")
    assert not any({"Authorization", "Cookie"} & request.headers.keys() for request in web.asked)


def test_the_environment_counts_where_that_is_asked_for(
    web: Site, fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.url)
    monkeypatch.setenv("no_proxy", "")
    web.routes["http://docs.example/"] = page("through the proxy")
    assert fetcher(environment=True).get("http://docs.example/").body == b"through the proxy"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_compressed_pages_are_read(encoding: str, web: Site, fetcher: Make) -> None:
    text = b"price " * 1000
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes}[encoding](text)
    web.routes["/"] = Answer(packed, headers={"Content-Encoding": encoding})
    assert fetcher().get(f"{web.url}/").body == text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(b"x" * 2_000), Failure.TOO_LARGE),
        (Answer(gzip.compress(b"0" * 5_000_000), headers={"Content-Encoding": "gzip"}), Failure.TOO_LARGE),
        (Answer(gzip.compress(b"price")[:-6], headers={"Content-Encoding": "gzip"}), Failure.CUT_OFF),
        (Answer(b"not gzip", headers={"Content-Encoding": "gzip"}), Failure.CUT_OFF),
        (Answer(b"x", headers={"Content-Encoding": "br"}), Failure.CUT_OFF),
        (Answer(b"half", length=8), Failure.CUT_OFF),
        (Answer(status=404), Failure.GONE),
        (Answer(status=410), Failure.GONE),
        (Answer(status=401), Failure.BLOCKED),
        (Answer(status=403), Failure.BLOCKED),
        (Answer(status=451), Failure.BLOCKED),
        (Answer(status=500), Failure.SERVER),
        (Answer(status=304), Failure.SERVER),
    ],
)
def test_what_is_no_page_has_a_name(answer: Answer, expected: Failure, web: Site, fetcher: Make) -> None:
    web.routes["/"] = answer
    assert failure(fetcher(max_bytes=1_000, tries=1), f"{web.url}/").failure is expected


def test_a_server_that_is_not_there_and_one_that_says_nothing(web: Site, fetcher: Make) -> None:
    with serve() as gone:
        url = gone.url
    assert failure(fetcher(tries=1), f"{url}/").failure is Failure.UNREACHABLE
    assert failure(fetcher(tries=1, max_bytes=10), "http://nowhere.invalid/").failure is Failure.UNREACHABLE


def test_an_answer_that_drips_is_given_up(web: Site, fetcher: Make, time: FakeTime) -> None:
    def slow(asked: Asked) -> Answer:
        time.now += 100
        return page("late")

    web.routes["/"] = slow
    assert failure(fetcher(tries=1), f"{web.url}/").failure is Failure.TIMEOUT


def test_what_may_pass_is_tried_again_with_growing_pauses(web: Site, fetcher: Make, time: FakeTime) -> None:
    answers = iter([Answer(status=500), Answer(status=502), page("at last")])
    web.routes["/"] = lambda asked: next(answers)
    assert fetcher(pause=0).get(f"{web.url}/").body == b"at last"
    assert [pause for pause in time.slept if pause] == [1.0, 2.0]


def test_what_stays_is_not_tried_again(web: Site, fetcher: Make) -> None:
    assert failure(fetcher(), f"{web.url}/nothing").failure is Failure.GONE
    assert web.paths == ["/nothing"]


@pytest.mark.parametrize("value", ["7", "Fri, 20 Nov 2026 00:00:07 GMT"])
def test_retry_after_is_obeyed_in_both_its_forms(
    value: str, web: Site, fetcher: Make, time: FakeTime
) -> None:
    answers = iter([Answer(status=429, headers={"Retry-After": value}), page("now")])
    web.routes["/"] = lambda asked: next(answers)
    assert fetcher(pause=0).get(f"{web.url}/").body == b"now"
    assert [round(pause) for pause in time.slept if pause] == [7]


def test_a_site_that_asks_for_an_hour_is_left_alone(web: Site, fetcher: Make, time: FakeTime) -> None:
    web.routes["/"] = Answer(status=429, headers={"Retry-After": "3600"})
    blocked = failure(fetcher(pause=0), f"{web.url}/")
    assert (blocked.failure, blocked.retry_after, len(web.asked)) == (Failure.BLOCKED, 3600, 1)
    assert "asks to wait 3600 s" in str(blocked)
    assert not any(time.slept)


def test_a_host_is_asked_once_a_second_and_each_host_for_itself(
    web: Site, fetcher: Make, time: FakeTime
) -> None:
    web.routes |= {"/1": page("1"), "/2": page("2")}
    reader = fetcher()
    reader.get(f"{web.url}/1")
    reader.get(f"{web.url}/2")
    with serve({"/3": page("3")}) as other:
        before = time.now
        reader.get(f"{other.url}/3")
    assert before == 2  # robots.txt, then two pages
    assert time.now == 3


def test_robots_txt_is_obeyed_asked_for_once_and_its_delay_kept(
    web: Site, fetcher: Make, time: FakeTime
) -> None:
    web.routes["/robots.txt"] = page(
        "User-agent: freshlint\nDisallow: /private\nCrawl-delay: 5\n", "text/plain"
    )
    web.routes["/private/x"] = web.routes["/open"] = page("x")
    reader = fetcher()
    assert failure(reader, f"{web.url}/private/x").failure is Failure.ROBOTS
    assert web.paths == []
    reader.get(f"{web.url}/open")
    reader.get(f"{web.url}/open")
    assert time.now >= 5
    assert reader.get(f"{web.url}/private/x", robots=False).body == b"x"


def test_without_robots_txt_all_is_allowed_and_with_a_failing_one_nothing(web: Site, fetcher: Make) -> None:
    web.routes["/"] = page("x")
    assert fetcher().get(f"{web.url}/").body == b"x"
    web.routes["/robots.txt"] = Answer(status=500)
    broken = failure(fetcher(), f"{web.url}/")
    assert broken.failure is Failure.SERVER
    assert "robots.txt cannot be read" in str(broken)


def test_a_page_that_did_not_change_is_not_sent_again(web: Site, fetcher: Make, tmp_path: Path) -> None:
    def prices(asked: Asked) -> Answer:
        same = asked.headers.get("If-None-Match") == '"v1"'
        return Answer(status=304) if same else page("$30", ETag='"v1"')

    web.routes["/"] = prices
    reader = fetcher(PageCache(tmp_path / "pages"))
    first, second = reader.get(f"{web.url}/"), reader.get(f"{web.url}/")
    assert (first.cached, second.cached) == (False, True)
    assert first.body == second.body == b"$30"
    assert len(web.asked) == 2


def test_last_modified_serves_where_there_is_no_etag(web: Site, fetcher: Make, tmp_path: Path) -> None:
    day = "Fri, 20 Nov 2026 00:00:00 GMT"
    web.routes["/"] = lambda asked: (
        Answer(status=304) if asked.headers.get("If-Modified-Since") == day else page("x", Last_Modified=day)
    )
    reader = fetcher(PageCache(tmp_path))
    reader.get(f"{web.url}/")
    assert reader.get(f"{web.url}/").cached


def test_offline_only_what_was_fetched_is_there(web: Site, fetcher: Make, tmp_path: Path) -> None:
    web.routes["/"] = page("x")
    fetcher(PageCache(tmp_path)).get(f"{web.url}/")
    reader = fetcher(PageCache(tmp_path), offline=True)
    assert reader.get(f"{web.url}/").body == b"x"
    assert failure(reader, f"{web.url}/other").failure is Failure.NOT_CACHED
    assert web.paths == ["/"]


def test_a_torn_or_foreign_cache_file_is_no_page(web: Site, fetcher: Make, tmp_path: Path) -> None:
    web.routes["/"] = page("x", ETag='"v1"')
    reader = fetcher(PageCache(tmp_path))
    reader.get(f"{web.url}/")
    (body,) = tmp_path.glob("*.body")
    body.write_bytes(b"something else")
    assert reader.get(f"{web.url}/").body == b"x"
    (known,) = tmp_path.glob("*.json")
    known.write_bytes(b"{")
    assert not reader.get(f"{web.url}/").cached


def test_what_was_fetched_with_a_key_is_not_kept(web: Site, fetcher: Make, tmp_path: Path) -> None:
    web.routes["/"] = page("mine")
    fetcher(PageCache(tmp_path)).get(f"{web.url}/", headers={"Authorization": "Bearer k"})
    assert list(tmp_path.iterdir()) == []


def test_the_limits_stand_in_one_place() -> None:
    assert Policy().private_peers is False
    assert Policy().environment is False

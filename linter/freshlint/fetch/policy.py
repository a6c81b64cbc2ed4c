"""What a fetcher may do, how much, and how often."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from freshlint import __version__

USER_AGENT = f"freshlint/{__version__} (checks documented facts against their sources)"


@dataclass(frozen=True)
class Policy:
    """Limits. Sizes are in bytes, times in seconds.

    private_peers  also talk to loopback, private and link-local addresses; tests of a local server need it
    environment    take proxies and credentials (netrc) from the environment; the proxy is then the peer
    max_bytes      the most that a body may have, after decompression too
    deadline       the most that one answer may take, from the request to its last byte
    pause          the least time between two requests to one host
    tries          how often a request is made in all where the failure may pass
    max_wait       the longest that a site's Retry-After or robots.txt is waited for
    """

    private_peers: bool = False
    environment: bool = False
    max_bytes: int = 20_000_000
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    deadline: float = 60.0
    max_redirects: int = 5
    pause: float = 1.0
    tries: int = 3
    backoff: float = 1.0
    max_wait: float = 60.0
    user_agent: str = USER_AGENT


@dataclass(frozen=True)
class Clock:
    """Time, so that tests need not wait. `wall` is in seconds since 1970, UTC."""

    monotonic: Callable[[], float] = field(default=time.monotonic)
    sleep: Callable[[float], None] = field(default=time.sleep)
    wall: Callable[[], float] = field(default=time.time)

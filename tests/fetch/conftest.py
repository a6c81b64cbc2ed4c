"""What the tests of the fetcher share."""

from fetching import fetcher, time, web

__all__ = ["fetcher", "time", "web"]

"""What the tests of the facts supply share."""

from fetching import fetcher, time, web

__all__ = ["fetcher", "time", "web"]

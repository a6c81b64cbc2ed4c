"""What names the exact bytes of a facts file."""

from __future__ import annotations

import hashlib


def digest(data: bytes) -> str:
    """ "sha256:..." of the bytes, as reports and locks hold it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"

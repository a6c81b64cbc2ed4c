"""The shipped facts: made by one command from pinned packages, the same bytes every time."""

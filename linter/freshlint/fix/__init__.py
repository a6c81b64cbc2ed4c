"""From a stale claim and what a rule wants said to edits of the source."""

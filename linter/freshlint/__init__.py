"""freshlint finds claims that contradict dated facts, and writes the fix with its source."""

__version__ = "0.1.0"

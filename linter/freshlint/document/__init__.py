"""Readers: from the text of a Source to a Document of blocks with exact places."""

"""The claim engine: from blocks of text to claims. Words are data (lexicons and packs' wordings), never code."""

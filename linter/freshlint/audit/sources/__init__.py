"""Where pages come from. Each module makes parts of one kind of source."""

"""Facts taken over from other people's data, one module a source; each reads bytes and fetches nothing."""

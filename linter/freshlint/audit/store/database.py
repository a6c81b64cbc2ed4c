"""The store's file: opened, checked, made where there is none; its mistakes told in words."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from freshlint.errors import SetupError

VERSION = 3
PATIENCE = 60.0


class StoreError(SetupError):
    """The store cannot be read or written; the message says why, and what is kept."""


@contextlib.contextmanager
def opened(path: Path, create: bool = True) -> Iterator[sqlite3.Connection]:
    """A connection to a store. Raises StoreError, also for what goes wrong while it is used."""
    if not create and not path.is_file():
        raise StoreError(f"{path}: no store here; `freshlint audit SOURCE` makes one")
    with _told(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection, path)
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; other writers wait."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk has already rolled it back.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    # Readers do not wait for the writer, and a commit need not wait for the disk: a crash of the machine may undo
    # the last parts, which are then done again.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection) == 0:
        with transaction(connection):
            # Another audit may have made it while this one waited.
            if _version(connection) == 0:
                for statement in _statements():
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")
    if _version(connection) != VERSION:
        raise StoreError(f"{path}: a store of another version of freshlint: name another --store")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements() -> Iterator[str]:
    """The schema, statement by statement: `executescript` would commit in between."""
    text = files("freshlint.audit.store").joinpath("schema.sql").read_text(encoding="utf-8")
    held = ""
    for line in text.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "")
        kept = "what was done before is kept; the next run goes on from there"
        if code == "SQLITE_FULL":
            raise StoreError(f"{path}: the disk is full: {kept}") from error
        if code == "SQLITE_NOTADB":
            raise StoreError(f"{path}: is no store: name another --store") from error
        if code.startswith("SQLITE_BUSY"):
            raise StoreError(f"{path}: another audit writes for more than {PATIENCE:g} s: {kept}") from error
        raise StoreError(f"{path}: {error} ({kept})") from error

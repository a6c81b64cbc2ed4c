"""The language server over stdio. Messages are answered in turn; pages are checked beside them, one at a time."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from freshlint import __version__
from freshlint.config import FILE, PYPROJECT
from freshlint.discovery import known_format
from freshlint.editor.actions import KINDS, OpenText, actions
from freshlint.editor.completion import completions
from freshlint.editor.hover import hover
from freshlint.editor.positions import changed
from freshlint.editor.projects import Checked, Projects
from freshlint.editor.shown import diagnostics, links
from freshlint.paths import shown
from freshlint.source import Source

# How long nobody must have typed before a page is checked, in seconds.
DELAY = 0.25
_SUFFIXES = {"markdown": ".md", "mdx": ".mdx", "html": ".html"}
# No file can hold half of a pair, and no parser takes it: its place is kept.
_HALVES = re.compile("[\ud800-\udfff]")
_JUDGES = frozenset({".yaml", ".yml", ".toml"})


@dataclass(eq=False)
class Page:
    """A page that the client holds open. `checked` is what was found in `of`, which may be an earlier text."""

    uri: str
    path: Path
    text: str
    version: int
    checked: Checked | None = None
    of: str = ""
    waiting: asyncio.Task[None] | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Server(LanguageServer):
    """What the client has open, and what is known of it."""

    def __init__(self, delay: float = DELAY) -> None:
        super().__init__("freshlint", __version__)
        self._delay = delay
        self._pages: dict[str, Page] = {}
        self._projects = Projects()
        # One thread: checking is work for one core, and projects are read once.
        self._worker = ThreadPoolExecutor(1, "freshlint")

    @property
    def encoding(self) -> str:
        """The unit in which the client counts characters."""
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def opened(self, document: types.TextDocumentItem) -> None:
        """Take a page and check it at once."""
        path = _path(document.uri, document.language_id)
        if path is not None:
            page = Page(document.uri, path, document.text, document.version)
            self._pages[document.uri] = page
            self._schedule(page, 0)

    def edited(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes of a page; it is checked when nobody types any more."""
        page = self._pages.get(params.text_document.uri)
        if page is not None:
            page.text = changed(page.text, params.content_changes, self.encoding)
            page.version = params.text_document.version
            self._schedule(page, self._delay)

    def saved(self, uri: str) -> None:
        """Check a page once more; all of them where it is one that pages are judged by."""
        if PurePosixPath(uri).suffix in _JUDGES:
            self.check_all()
        elif uri in self._pages:
            self._again(self._pages[uri])

    def closed(self, uri: str) -> None:
        """Forget a page, and what was shown of it."""
        page = self._pages.pop(uri, None)
        if page is not None:
            if page.waiting:
                page.waiting.cancel()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def check_all(self) -> None:
        """Check every page again: what they are judged by may have changed."""
        for page in self._pages.values():
            self._again(page)

    async def checked(self, uri: str) -> tuple[Page, Checked] | None:
        """A page and what its present text has, checked now where that is not known yet."""
        page = self._pages.get(uri)
        return (page, await self._check(page)) if page else None

    def _again(self, page: Page) -> None:
        page.checked = None
        self._schedule(page, 0)

    def _schedule(self, page: Page, delay: float) -> None:
        if page.waiting:
            page.waiting.cancel()
        page.waiting = asyncio.get_running_loop().create_task(self._publish(page, delay))

    async def _publish(self, page: Page, delay: float) -> None:
        await asyncio.sleep(delay)
        checked = await self._check(page)
        if page.of == page.text and self._pages.get(page.uri) is page:
            found = diagnostics(page.uri, checked, self.encoding)
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(page.uri, found, page.version)
            )

    async def _check(self, page: Page) -> Checked:
        async with page.turn:
            if page.checked is None or page.of != page.text:
                page.of = page.text
                source = Source(shown(page.path), _HALVES.sub("\ufffd", page.text))
                loop = asyncio.get_running_loop()
                page.checked = await loop.run_in_executor(
                    self._worker, self._projects.check, page.path, source
                )
            return page.checked

    def shutdown(self) -> None:
        """Stop; a check under way is the last."""
        self._worker.shutdown(wait=False, cancel_futures=True)
        super().shutdown()  # type: ignore[no-untyped-call]


def _path(uri: str, language: str) -> Path | None:
    """Where a page stands, or would stand if it were saved; None for a format that freshlint does not read."""
    named = to_fs_path(uri) if uri.startswith("file:") else None
    if named is not None and known_format(Path(named)):
        return Path(named)
    suffix = _SUFFIXES.get(language)
    if suffix is None:
        return None
    return Path(named).with_suffix(suffix) if named else Path(f"untitled{suffix}")


def make_server(delay: float = DELAY) -> Server:
    """A server with all that it answers to. `delay`: seconds without typing before a page is checked."""
    server = Server(delay)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        server.edited(params)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(params: types.DidSaveTextDocumentParams) -> None:
        server.saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(params: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @server.feature(types.INITIALIZED)
    async def _(params: types.InitializedParams) -> None:
        await _watch(server)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=list(KINDS)))
    async def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = await server.checked(params.text_document.uri)
        if found is None:
            return []
        page, checked = found
        text = OpenText(page.uri, page.version, server.encoding, _versioned(server.client_capabilities))
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()] or None
        return actions(checked, text, params.range, only)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(params: types.HoverParams) -> types.Hover | None:
        found = await server.checked(params.text_document.uri)
        return hover(found[1], params.position, server.encoding) if found else None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def _(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        found = await server.checked(params.text_document.uri)
        return links(found[1], server.encoding) if found else []

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["$"]))
    async def _(params: types.CompletionParams) -> list[types.CompletionItem]:
        found = await server.checked(params.text_document.uri)
        return completions(found[1], params.position, server.encoding) if found else []

    return server


def _versioned(client: types.ClientCapabilities) -> bool:
    edits = client.workspace and client.workspace.workspace_edit
    return bool(edits and edits.document_changes)


async def _watch(server: Server) -> None:
    """Ask to be told when configuration and facts change, where the client can tell."""
    workspace: Any = server.client_capabilities.workspace
    files = workspace and workspace.did_change_watched_files
    if not (files and files.dynamic_registration):
        return
    patterns = [f"**/{FILE}", f"**/{PYPROJECT}", "**/*.yaml", "**/*.yml"]
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher(pattern) for pattern in patterns]
    )
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration("freshlint-files", method, options)
    await server.client_register_capability_async(types.RegistrationParams([registration]))

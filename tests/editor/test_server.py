"""The editor server as a client meets it, over stdio: open, edit, save, fix, hover, complete, shut down."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

pytestmark = pytest.mark.slow

STALE = "Über 🦉: On gpt-image-2, image output costs $40 per 1M tokens.\n"
FRESH = STALE.replace("$40", "$30")
WAITING = "gpt-image-2 is not released yet.\n"
CITED = " ([OpenAI API pricing](https://developers.openai.com/api/docs/pricing), verified 2026-04-22)"
ALL = types.Range(types.Position(0, 0), types.Position(99, 0))

registered: list[types.Registration] = []


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[sys.executable, "-m", "freshlint", "server", "--stdio"],
    )
)
async def client(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    (tmp_path / "freshlint.toml").write_text(
        'as-of = 2026-04-22\nexclude = ["drafts/"]\narchive = ["old/"]\n'
    )

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params: types.RegistrationParams) -> None:
        registered.extend(params.registrations)

    registered.clear()
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"), root_uri=tmp_path.as_uri()
        )
    )
    yield
    await lsp_client.shutdown_session()


class Editor:
    """A page in the client: its text and version, and what the server published of it."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.uri, self.version = client, path.as_uri(), 0

    @property
    def name(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    async def open(self, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        item = types.TextDocumentItem(self.uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.shown()

    def edit(self, *changes: types.TextDocumentContentChangeEvent) -> None:
        self.version += 1
        name = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(name, list(changes)))

    def save(self) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self.name))

    async def shown(self) -> list[types.Diagnostic]:
        await asyncio.wait_for(self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 30)
        return list(self.client.diagnostics[self.uri])

    async def actions(self, kind: str | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext([], [kind] if kind else None)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(self.name, ALL, context)
        )
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    async def hover(self, line: int, character: int) -> str:
        found = await self.client.text_document_hover_async(
            types.HoverParams(self.name, types.Position(line, character))
        )
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value


def replaced(line: int, start: int, end: int, text: str) -> types.TextDocumentContentChangePartial:
    span = types.Range(types.Position(line, start), types.Position(line, end))
    return types.TextDocumentContentChangePartial(span, text)


def applied(text: str, action: types.CodeAction) -> str:
    """The text after an action, as a client that counts in UTF-16 makes it."""
    assert action.edit and action.edit.document_changes
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    units = text.encode("utf-16-le")
    lines = [0, *(at + 2 for at in range(0, len(units), 2) if units[at : at + 2] == b"\n\0")]
    for edit in sorted(change.edits, key=lambda edit: str(edit.range), reverse=True):
        assert isinstance(edit, types.TextEdit)
        start, end = (lines[at.line] + 2 * at.character for at in (edit.range.start, edit.range.end))
        units = units[:start] + edit.new_text.encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")


@pytest.mark.asyncio
async def test_a_page_is_checked_when_it_is_opened(client: LanguageClient, tmp_path: Path) -> None:
    (found,) = await Editor(client, tmp_path / "a.md").open(STALE)
    assert (found.code, found.source, found.severity) == (
        "price",
        "freshlint",
        types.DiagnosticSeverity.Error,
    )
    start = STALE.index("$40") + 1
    assert found.range.start == types.Position(0, start)
    assert found.range.end == types.Position(0, start + len("$40 per 1M tokens"))
    assert found.code_description
    assert found.code_description.href == "https://developers.openai.com/api/docs/pricing"
    assert "it is $30 per 1M tokens. Source: OpenAI API pricing" in found.message


@pytest.mark.asyncio
async def test_an_edit_is_seen_without_saving(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    at = STALE.index("$40") + 2
    page.edit(replaced(0, at, at + 2, "30"))
    assert await page.shown() == []
    page.edit(replaced(0, at, at + 2, "50"), replaced(1, 0, 0, WAITING))
    assert [found.code for found in await page.shown()] == ["price", "availability"]


@pytest.mark.asyncio
async def test_many_fast_edits_end_in_what_the_last_one_left(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    published: list[types.PublishDiagnosticsParams] = []
    known = client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

    def count(params: types.PublishDiagnosticsParams) -> None:
        published.append(params)
        known(params)

    client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = count
    at = STALE.index("$40") + 2
    for number in range(199):
        page.edit(replaced(0, at, at + 2, f"{41 + number % 50}"))
    page.edit(replaced(0, at, at + 2, "30"))
    while not published or published[-1].version != 200:
        await page.shown()
    assert not published[-1].diagnostics
    assert len(published) < 20


@pytest.mark.asyncio
async def test_a_quick_fix_writes_what_the_command_line_writes(
    client: LanguageClient, tmp_path: Path
) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    (fix,) = await page.actions("quickfix")
    assert fix.title == "Write $30 per 1M tokens, with its source (price)"
    assert fix.is_preferred
    assert fix.diagnostics and fix.diagnostics[0].code == "price"
    assert applied(STALE, fix) == FRESH.replace(".\n", f"{CITED}.\n")


@pytest.mark.asyncio
async def test_a_fix_that_needs_a_reader_is_offered_but_not_preferred(
    client: LanguageClient, tmp_path: Path
) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(WAITING)
    (fix,) = await page.actions()
    assert fix.title.endswith("(availability; read what it wrote)")
    assert not fix.is_preferred


@pytest.mark.asyncio
async def test_fix_all_makes_the_safe_fixes_and_no_other(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    text = f"{STALE}\n{WAITING}\n{STALE}"
    await page.open(text)
    (fix,) = await page.actions("source.fixAll")
    assert fix.kind == "source.fixAll.freshlint"
    fixed = applied(text, fix)
    assert fixed.count("$30 per 1M tokens") == 2
    assert WAITING in fixed


@pytest.mark.asyncio
async def test_actions_are_of_the_text_as_it_is_now(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    page.edit(replaced(0, 0, 0, "🦉🦉 "))
    (fix,) = await page.actions("quickfix")
    assert applied(f"🦉🦉 {STALE}", fix).startswith(f"🦉🦉 {FRESH[:20]}")
    assert fix.edit and fix.edit.document_changes
    assert fix.edit.document_changes[0].text_document.version == 1  # type: ignore[union-attr]


@pytest.mark.asyncio
async def test_hover_shows_the_fact_and_its_dated_source(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(f"{STALE}{FRESH}Compare gpt-image-2 with others.\n")
    source = "([OpenAI API pricing](https://developers.openai.com/api/docs/pricing), verified 2026-04-22)"
    stale = await page.hover(0, STALE.index("$40") + 3)
    assert stale.startswith("\\$40 per 1M tokens is not the price of gpt-image-2") or "$40" in stale
    assert f"- image output: 30 USD per 1M tokens {source}" in stale
    fresh = await page.hover(1, STALE.index("$40") + 3)
    assert fresh.startswith("The facts bear this out")
    entity = await page.hover(2, len("Compare gpt"))
    assert entity.startswith("## gpt-image-2\n\nAs of 2026-04-22:")
    assert await page.hover(2, 2) == ""


@pytest.mark.asyncio
async def test_what_will_be_stale_is_shown_with_the_fact_that_will_hold(
    client: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "freshlint.toml").write_text('as-of = 2026-04-10\nhorizon = "30d"\n')
    page = Editor(client, tmp_path / "a.md")
    (notice,) = await page.open("gpt-image-2 is not available in the API.\n")
    assert (notice.code, notice.severity) == ("horizon", types.DiagnosticSeverity.Information)
    shown = await page.hover(0, 3)
    assert "will be stale on 2026-04-21" in shown
    assert "- status: released" in shown
    assert "2026-04-21 ([OpenAI model page: gpt-image-2](" in shown


@pytest.mark.asyncio
async def test_findings_link_to_their_sources(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    (link,) = await client.text_document_document_link_async(types.DocumentLinkParams(page.name)) or ()
    assert link.target == "https://developers.openai.com/api/docs/pricing"
    assert link.tooltip == "OpenAI API pricing, verified 2026-04-22"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("line", "label", "written"),
    [
        ("🦉 see gpt-imag", "gpt-image-2", "🦉 see gpt-image-2"),
        ("🦉 see gpt-image-2", "gpt-image-2-2026-04-21", "🦉 see gpt-image-2-2026-04-21"),
        (
            "With gpt-image-2, output costs $3",
            "$30 per 1M tokens",
            "With gpt-image-2, output costs $30 per 1M tokens",
        ),
        ("gpt-image-2 has been out since ", "2026-04-21", "gpt-image-2 has been out since 2026-04-21"),
    ],
)
async def test_values_of_facts_are_completed(
    client: LanguageClient, tmp_path: Path, line: str, label: str, written: str
) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(line)
    units = len(line.encode("utf-16-le")) // 2
    found = await client.text_document_completion_async(
        types.CompletionParams(page.name, types.Position(0, units))
    )
    assert isinstance(found, list)
    item = next(item for item in found if item.label == label)
    assert isinstance(item.text_edit, types.TextEdit)
    kept = line.encode("utf-16-le")[: 2 * item.text_edit.range.start.character].decode("utf-16-le")
    assert kept + item.text_edit.new_text == written
    assert isinstance(item.documentation, types.MarkupContent)
    assert "verified 2026-04-22" in item.documentation.value


@pytest.mark.asyncio
async def test_a_saved_configuration_counts_at_once(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    assert len(await page.open(STALE)) == 1
    (tmp_path / "freshlint.toml").write_text('ignore = ["price"]\nas-of = 2026-04-22\n')
    Editor(client, tmp_path / "freshlint.toml").save()
    assert await page.shown() == []


@pytest.mark.asyncio
async def test_the_client_is_asked_to_watch_configuration_and_facts(
    client: LanguageClient, tmp_path: Path
) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    (registration,) = registered
    assert registration.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    (tmp_path / "freshlint.toml").write_text('ignore = ["price"]\nas-of = 2026-04-22\n')
    event = types.FileEvent((tmp_path / "freshlint.toml").as_uri(), types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    assert await page.shown() == []


@pytest.mark.asyncio
async def test_what_keeps_a_page_from_being_checked_is_shown(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "freshlint.toml").write_text("ignor = []\n")
    page = Editor(client, tmp_path / "a.md")
    (trouble,) = await page.open(STALE)
    assert trouble.message.startswith("this page is not checked: ")
    assert "unknown key 'ignor': did you mean 'ignore'?" in trouble.message
    (tmp_path / "freshlint.toml").write_text("as-of = 2026-04-22\n")
    page.save()
    assert [found.code for found in await page.shown()] == ["price"]


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["drafts/a.md", "old/a.md"])
async def test_what_the_configuration_leaves_out_is_left_out(
    client: LanguageClient, tmp_path: Path, name: str
) -> None:
    page = Editor(client, tmp_path / name)
    assert await page.open(STALE) == []
    assert await page.actions() == []


@pytest.mark.asyncio
async def test_what_the_baseline_holds_is_not_shown(
    client: LanguageClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Editor(client, tmp_path / "a.md")
    (tmp_path / "a.md").write_text(STALE)
    assert len(await page.open(STALE)) == 1
    command = [sys.executable, "-m", "freshlint", "baseline", "write"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    page.save()
    assert await page.shown() == []


@pytest.mark.asyncio
async def test_a_page_without_a_file_is_read_by_its_language(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    page.uri = "untitled:Untitled-1"
    assert [found.code for found in await page.open(f"<p>{WAITING}</p>", "html")] == ["availability"]


@pytest.mark.asyncio
async def test_a_closed_page_shows_nothing(client: LanguageClient, tmp_path: Path) -> None:
    page = Editor(client, tmp_path / "a.md")
    await page.open(STALE)
    client.text_document_did_close(types.DidCloseTextDocumentParams(page.name))
    assert await page.shown() == []
    assert await page.actions() == []

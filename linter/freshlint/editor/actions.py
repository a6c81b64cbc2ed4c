"""What an editor offers to do: the fix of a finding, and all safe fixes of a page at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from lsprotocol import types

from freshlint.editor.positions import Places
from freshlint.editor.projects import Checked
from freshlint.editor.shown import diagnostics
from freshlint.finding import Applicability, Edit, Finding
from freshlint.report.escape import printable
from freshlint.source import Span

QUICK_FIX = types.CodeActionKind.QuickFix
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.freshlint"
KINDS = (QUICK_FIX, FIX_ALL)


@dataclass(frozen=True)
class OpenText:
    """A page as the client holds it: edits name its version, where the client can tell versions apart."""

    uri: str
    version: int
    encoding: str
    versioned: bool = False


def actions(
    checked: Checked, page: OpenText, wanted: types.Range, only: Sequence[str] | None
) -> list[types.CodeAction]:
    """The actions for a range of a page; `only` are the kinds that the client asks for, None for all."""
    if checked.report is None:
        return []
    offered: list[types.CodeAction] = []
    if _asked(QUICK_FIX.value, only):
        offered += _quick_fixes(checked, page, Places(checked.source, page.encoding).span(wanted))
    if _asked(FIX_ALL, only):
        offered += _fix_all(checked, page)
    return offered


def _asked(kind: str, only: Sequence[str] | None) -> bool:
    """A kind covers those that it begins: "source" asks for "source.fixAll.freshlint" too."""
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _quick_fixes(checked: Checked, page: OpenText, wanted: Span) -> Iterator[types.CodeAction]:
    assert checked.report is not None
    shown = diagnostics(page.uri, checked, page.encoding)
    for finding, diagnostic in zip(checked.report.findings, shown, strict=False):
        touched = finding.span.start <= wanted.end and wanted.start <= finding.span.end
        if touched and finding.fix and finding.fix.edits:
            safe = finding.fix.applicability is Applicability.SAFE
            yield types.CodeAction(
                title=_title(finding),
                kind=QUICK_FIX,
                diagnostics=[diagnostic],
                edit=_edit(checked, page, finding.fix.edits),
                is_preferred=safe or None,
            )


def _title(finding: Finding) -> str:
    expected = printable(finding.expected) or "what holds"
    if finding.fix and finding.fix.applicability is Applicability.SAFE:
        return f"Write {expected}, with its source ({finding.rule})"
    return f"Rewrite to say: {expected} ({finding.rule}; read what it wrote)"


def _fix_all(checked: Checked, page: OpenText) -> Iterator[types.CodeAction]:
    assert checked.report is not None and checked.project is not None
    source = checked.source
    fixes = [finding.fix for finding in checked.report.findings if finding.fix and finding.fix.edits]
    if not any(fix.applicability is Applicability.SAFE for fix in fixes):
        return
    fixed = checked.project.run.fix_text(Path(source.path), source, unsafe=False).source.text
    if fixed != source.text:
        yield types.CodeAction(
            title="Make all safe fixes of freshlint",
            kind=FIX_ALL,
            edit=_edit(checked, page, [_difference(source.text, fixed)]),
        )


def _difference(before: str, after: str) -> Edit:
    """The one edit that makes the second text of the first: what both begin and end with stays."""
    start = _alike(before, after)
    behind = _alike(before[start:][::-1], after[start:][::-1])
    return Edit(start, len(before) - behind, after[start : len(after) - behind])


def _alike(one: str, other: str) -> int:
    """How many characters both texts begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _edit(checked: Checked, page: OpenText, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    places = Places(checked.source, page.encoding)
    made = [types.TextEdit(places.range(Span(edit.start, edit.end)), edit.text) for edit in edits]
    if not page.versioned:
        return types.WorkspaceEdit(changes={page.uri: made})
    name = types.OptionalVersionedTextDocumentIdentifier(page.uri, page.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(name, list(made))])

"""Read a code block: parse it in its language and find its calls and literals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from freshlint.document.code.address import Address
from freshlint.document.code.bindings import Bindings, bind
from freshlint.document.code.calls import find_calls, find_literals
from freshlint.document.code.evaluate import Evaluator
from freshlint.document.code.expression import Expression, Group, Spot, Text, within
from freshlint.document.code.guess import guess_syntax
from freshlint.document.code.lower import Tree
from freshlint.document.code.messages import body_request, json_requests, read_http
from freshlint.document.code.powershell import read_powershell
from freshlint.document.code.prepare import (
    is_diff,
    keep_new_lines_of_diff,
    only_commands,
    without_python_prompts,
)
from freshlint.document.code.refusal import refusals
from freshlint.document.code.settings import read_settings
from freshlint.document.code.shell import ShellTree
from freshlint.document.code.syntax import Syntax, find_syntax, syntaxes
from freshlint.document.code.view import CodeView

_SENDS = re.compile(r"(?:^|\s)(?:curl|wget|http) ")
_BLOCK_MARK = re.compile(r"[|>][-+\d]*[ \t]*\n")


@dataclass(frozen=True)
class Program:
    """A code block, parsed. `code` is its text with prompts and removed lines blank."""

    syntax: Syntax
    code: str
    root: Expression
    comments: tuple[Spot, ...]


def parse_code(text: str, label: str, block: int = 0, address: Address | None = None) -> Program | None:
    """A code block in the language of its label, or the one it must be in; None where neither is known.

    `address` is where the page says that a JSON body goes.
    """
    code = keep_new_lines_of_diff(text) if is_diff(text, label) else text
    syntax = find_syntax(label) or find_syntax(guess_syntax(code))
    if syntax is None:
        return None
    if syntax.id == "python":
        code = without_python_prompts(code)
    elif syntax.id == "shell":
        code = only_commands(code)
    root, comments = _parse(code, syntax, block)
    if syntax.id == "yaml":
        root = _with_scripts(code, root, block)
    if syntax.id in ("json", "yaml"):
        root = _with_requests(root, address if syntax.id == "json" else None)
    return Program(syntax, code, root, comments)


def read_code(
    text: str, label: str, known: Bindings | None = None, block: int = 0, address: Address | None = None
) -> CodeView:
    """The calls, literals and comments of a code block.

    `label` is the language as the page writes it, "" for none; `known` what earlier blocks of the page assign,
    whose numbers are lower than `block`; `address` where the page says that a JSON body goes.
    A language that is neither known nor guessed gives an empty view.
    """
    program = parse_code(text, label, block, address)
    if program is None:
        return CodeView("", text)
    bindings = bind(program.root, known or Bindings())
    expected = tuple(refusals(program.root, program.code, program.syntax))
    calls = tuple(
        replace(call, refused=any(spot.contains(call.spot) for spot in expected))
        for call in find_calls(program.root, Evaluator(bindings, program.root))
    )
    literals = tuple(sorted(set(find_literals(program.root)), key=lambda one: one.spot))
    return CodeView(program.syntax.id, text, calls, literals, program.comments, bindings)


def _parse(code: str, syntax: Syntax, block: int) -> tuple[Expression, tuple[Spot, ...]]:
    whole = Spot(0, len(code), block)
    match syntax.id:
        case "powershell":
            return read_powershell(code, block)
        case "http":
            return Group(whole, read_http(code, block)), ()
        case "ini":
            return read_settings(code, block)
        case _:
            tree = ShellTree(code, syntax, block) if syntax.id == "shell" else Tree(code, syntax, block)
            root = tree.lower(tree.root)
            return root, tuple(sorted(set(tree.comments)))


def _with_scripts(code: str, root: Expression, block: int) -> Expression:
    """YAML with the shell scripts in it, such as a workflow's steps: all but the script is blank."""
    scripts = []
    for literal in within(root):
        if isinstance(literal, Text) and _SENDS.search(literal.value):
            start, end = literal.spot.start, literal.spot.end
            mark = _BLOCK_MARK.match(code, start, end)
            start = mark.end() if mark else start
            tree = ShellTree(" " * start + code[start:end], syntaxes()["shell"], block)
            scripts.append(tree.lower(tree.root))
    return Group(root.spot, (root, *scripts))


def _with_requests(root: Expression, address: Address | None) -> Expression:
    requests = list(json_requests(root))
    if address is not None and not requests and (body := body_request(root, address, root.spot)):
        requests.append(body)
    return Group(root.spot, (root, *requests))

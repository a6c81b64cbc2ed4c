"""Shell scripts: words, variables, here-documents, and the commands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ast_grep_py import SgNode

from freshlint.document.code.curl import SENDERS, after, leading, request_arguments
from freshlint.document.code.expression import (
    Assign,
    Call,
    Choice,
    Entry,
    Expression,
    Group,
    Name,
    Spot,
    Text,
)
from freshlint.document.code.lower import DEEPEST, Tree
from freshlint.document.code.strings import plain_text, read_string

_FLAG = re.compile(r"--?[A-Za-z][\w-]*")
_GLUED = re.compile(r"(?P<flag>--[A-Za-z][\w-]*)=|(?P<short>-[dFX])(?=[^-\s])")


class ShellTree(Tree):
    """A script on its way to expressions: each command is a call, its flags are named arguments."""

    def lower(self, node: SgNode | None, depth: int = 0) -> Expression:
        """The expression that a node stands for."""
        if node is not None and depth < DEEPEST:
            match node.kind():
                case "simple_expansion":
                    return Name(self.spot(node), node.text().strip("${}"))
                case "expansion":
                    return self._expansion(node, depth + 1)
                case "redirected_statement":
                    return self._redirected(node, depth + 1)
                case "pipeline":
                    return self._pipeline(node, depth + 1)
                case "command":
                    return self._command(node, depth + 1, None)
                case "variable_name":
                    return Name(self.spot(node), node.text())
        return super().lower(node, depth)

    def _expansion(self, node: SgNode, depth: int) -> Expression:
        children = [child for child in node.children() if child.is_named()]
        if not children:
            return Group(self.spot(node), ())
        variable = Name(self.spot(children[0]), children[0].text())
        marks = {child.kind() for child in node.children() if not child.is_named()}
        if len(children) > 1 and marks & {":-", "-", ":=", "="}:
            plain = not re.search(r"[$`'\"]", children[1].text())
            place = self.spot(children[1])
            default = plain_text(self.text, place) if plain else self.lower(children[1], depth)
            return Choice(self.spot(node), (variable, default))
        return variable

    def _pipeline(self, node: SgNode, depth: int) -> Expression:
        """echo BODY | curl -d @-: what the first command prints is the input of the next."""
        lowered: list[Expression] = []
        given: Expression | None = None
        for child in (c for c in node.children() if c.is_named()):
            one = (
                self._command(child, depth, given) if child.kind() == "command" else self.lower(child, depth)
            )
            given = _printed(one)
            lowered.append(one)
        return Group(self.spot(node), tuple(lowered), "pipeline")

    def _redirected(self, node: SgNode, depth: int) -> Expression:
        body = node.field("body") or next(child for child in node.children() if child.is_named())
        document = self._heredoc(node, depth)
        if body.kind() == "command":
            one = self._command(body, depth, document)
        else:
            one = Group(self.spot(body), (self.lower(body, depth),))
        target = next((c for c in node.children() if c.kind() == "file_redirect"), None)
        written = document or _printed(one)
        if target is not None and written is not None and ">" in target.text():
            name = target.text().lstrip("0123456789>& ").strip("'\"")
            return Group(self.spot(node), (one, Assign(self.spot(node), f"@{name}", written)))
        if document is not None and isinstance(one, Call) and _callee(one) == "cat":
            return Group(self.spot(node), (document,))
        return one

    def _heredoc(self, node: SgNode, depth: int) -> Expression | None:
        redirect = next(
            (c for c in node.children() if "heredoc" in c.kind() or "herestring" in c.kind()), None
        )
        if redirect is None:
            return None
        if "herestring" in redirect.kind():
            inner = next((c for c in redirect.children() if c.is_named()), None)
            return self.lower(inner, depth) if inner else None
        parts = {child.kind(): child for child in redirect.children()}
        opening, closing = parts.get("heredoc_start"), parts.get("heredoc_end")
        if opening is None or closing is None:
            return None
        start = self.text.find("\n", self.spot(opening).end) + 1
        spot = Spot(start, self.spot(closing).start, self.block)
        quoted = opening.text()[:1] in "'\"\\"
        inside = parts["heredoc_body"].children() if "heredoc_body" in parts else []
        holes = [self.lower(child, depth) for child in inside if child.kind() in self.syntax.interpolation]
        return read_string(self.text, spot, [] if quoted else holes, raw=quoted, quotes=False)

    def _command(self, node: SgNode, depth: int, given: Expression | None) -> Expression:
        """A command with its words; `given` is its standard input, where the script shows it."""
        name, words, before = "", [], []
        for child in node.children():
            if child.kind() == "command_name":
                name = child.text()
            elif child.kind() == "variable_assignment":
                before.append(self.lower(child, depth))
            elif child.is_named():
                words.append(self.lower(child, depth))
        entries = tuple(_entries(words))
        spot = self.spot(node)
        if name.rsplit("/", 1)[-1] in SENDERS:
            entries = tuple(request_arguments(name, entries, given))
        call = Call(spot, Name(spot, name), entries)
        return Group(spot, (*before, call)) if before else call


def _callee(call: Call) -> str:
    return call.function.name if isinstance(call.function, Name) else ""


def _printed(command: Expression) -> Expression | None:
    """What echo or printf writes."""
    if isinstance(command, Call) and _callee(command) in ("echo", "printf", "cat") and command.arguments:
        return command.arguments[-1].value
    return command.children[0] if isinstance(command, Group) and len(command.children) == 1 else None


def _entries(words: list[Expression]) -> Iterator[Entry]:
    """Flags take the word after them, where it is no flag itself."""
    index = 0
    while index < len(words):
        word = words[index]
        text = leading(word)
        glued = _GLUED.match(text)
        if glued:
            yield Entry(glued["flag"] or glued["short"], after(word, glued.end()))
        elif _FLAG.fullmatch(text) and isinstance(word, Text):
            following = words[index + 1] if index + 1 < len(words) else None
            if following is not None and not _FLAG.fullmatch(leading(following)):
                yield Entry(text, following)
                index += 1
            else:
                yield Entry(text, Group(word.spot, ()))
        else:
            yield Entry("", word)
        index += 1

"""Code blocks: parsed by their language, constants followed to the calls that use them. Knows no vendor."""

from freshlint.document.code.address import UNKNOWN_HOST, Address, ambient_address, read_address
from freshlint.document.code.bindings import Bindings
from freshlint.document.code.evaluate import FieldLiteral
from freshlint.document.code.expression import Spot
from freshlint.document.code.outline import lacks_address, outline_call
from freshlint.document.code.read import read_code
from freshlint.document.code.syntax import find_syntax
from freshlint.document.code.view import CodeCall, CodeView, Literal, LiteralRole

__all__ = [
    "UNKNOWN_HOST",
    "Address",
    "Bindings",
    "CodeCall",
    "CodeView",
    "FieldLiteral",
    "Literal",
    "LiteralRole",
    "Spot",
    "ambient_address",
    "find_syntax",
    "lacks_address",
    "outline_call",
    "read_address",
    "read_code",
]

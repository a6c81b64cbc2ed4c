"""What an audit and its checking processes say to each other: frames of MessagePack on pipes."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec

from freshlint.audit.records import PageRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.basis import Basis

_LENGTH = struct.Struct(">I")

Message = TypeVar("Message")


class Start(msgspec.Struct, frozen=True, tag=True):
    """To the process: what to judge by. `seconds` is the longest that one page may take, `memory` bytes for all."""

    basis: Basis
    seconds: float
    memory: int


class Order(msgspec.Struct, frozen=True, tag=True):
    """To the process: check a part, but for the pages whose numbers (from 0) are in `skip`."""

    part: AnyPart
    skip: tuple[int, ...] = ()


class Begun(msgspec.Struct, frozen=True, tag=True):
    """From the process: this page is being read."""

    number: int
    address: str


class Done(msgspec.Struct, frozen=True, tag=True):
    """From the process: this page is checked."""

    number: int
    page: PageRecord


class Finished(msgspec.Struct, frozen=True, tag=True):
    """From the process: the part has no more pages, or `failure` is why the rest cannot be read."""

    failure: str = ""


ToProcess = Start | Order
FromProcess = Begun | Done | Finished


class Frames(Generic[Message]):
    """Messages of some types on a stream."""

    def __init__(self, stream: BinaryIO, types: Any) -> None:
        self._stream = stream
        self._decoder = msgspec.msgpack.Decoder(types)
        self._encoder = msgspec.msgpack.Encoder()

    def send(self, message: Message, flush: bool = True) -> None:
        """Write a message. Raises OSError where the other side is gone."""
        data = self._encoder.encode(message)
        self._stream.write(_LENGTH.pack(len(data)) + data)
        if flush:
            self._stream.flush()

    def receive(self) -> Message | None:
        """The next message; None where the other side is gone."""
        head = self._stream.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack(head)
        data = self._stream.read(length)
        if len(data) < length:
            return None
        message: Message = self._decoder.decode(data)
        return message

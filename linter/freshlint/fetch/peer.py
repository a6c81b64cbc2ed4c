"""Which peers may be talked to. The connected socket is asked, so that no name can lie about it."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import requests.adapters
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

# Well-known prefix of NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is really reached.
_NAT64 = IPv6Network("64:ff9b::/96")


class PeerRefused(Exception):  # noqa: N818 (what happened, not what it is)
    """The connected peer is not on the public Internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet, looking through IPv6 forms that wrap an IPv4 address."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    for inner in _wrapped(ip):
        ip = inner
    return ip.is_global and not ip.is_multicast


def _wrapped(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(ip, IPv4Address):
        return []
    if ip in _NAT64:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    return [inner] if inner else []


def _checked(sock: socket.socket) -> socket.socket:
    """The socket, or PeerRefused before a byte is sent through it."""
    try:
        peer = str(sock.getpeername()[0])
    except OSError as error:
        sock.close()
        raise PeerRefused(f"the peer cannot be told: {error}") from error
    if not is_public(peer):
        sock.close()
        raise PeerRefused(f"{peer} is not a public address")
    return sock


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn())


class _TlsConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn())


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class PublicOnly(requests.adapters.HTTPAdapter):
    """An adapter whose every new connection is checked; a proxy that was asked for stands outside of it."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """As requests does, with pools of checked connections."""
        super().init_poolmanager(*arguments, **options)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

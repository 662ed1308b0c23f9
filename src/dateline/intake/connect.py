"""HTTP connections that go only where they may: what a page or a redirect names cannot reach into a private network.

The check is made on the addresses that a name resolves to, and the connection goes to the very address that passed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Iterator

import httpcore
import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_POOL_ERRORS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.ProxyError,
                httpcore.UnsupportedProtocol)


class Refused(Exception):
    """The address lies in a private network, and nobody typed it."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where it is wrapped in another."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


class _Backend(httpcore.SyncBackend):
    """Opens connections to public addresses, and to the one host and port that a person typed wherever it lies."""

    def __init__(self, typed: tuple[str, int]) -> None:
        self._typed = typed

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
                    socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None) -> httpcore.NetworkStream:
        name = host.strip("[]")
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("its name cannot be found") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = [ip for ip in addresses if (name.lower(), port) == self._typed or is_public(ip)]
        if not allowed:
            raise Refused
        for ip in allowed[:-1]:
            try:
                return super().connect_tcp(ip, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        return super().connect_tcp(allowed[-1], port, timeout, local_address, socket_options)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stream
        except _POOL_ERRORS as error:
            raise httpx.TransportError(_reason(error)) from error

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close:
            close()


class Transport(httpx.BaseTransport):
    """An httpx transport over guarded connections; at most one to a host at a time."""

    def __init__(self, typed: httpx.URL) -> None:
        port = typed.port or (443 if typed.scheme == "https" else 80)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=1, http1=True, http2=False,
            network_backend=_Backend((typed.raw_host.decode("ascii").strip("[]").lower(), port)))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises Refused, and httpx.TransportError for all that may go wrong on the way."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port,
                           target=request.url.raw_path)
        try:
            response = self._pool.handle_request(httpcore.Request(
                method=request.method, url=url, headers=request.headers.raw, extensions=request.extensions))
        except _POOL_ERRORS as error:
            raise httpx.TransportError(_reason(error)) from error
        stream = response.stream
        assert isinstance(stream, Iterable)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(stream))

    def close(self) -> None:
        self._pool.close()


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__

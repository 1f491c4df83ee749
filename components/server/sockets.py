"""Takes connections only as far as there are file handles, and none that asks for nothing.

uvicorn takes connections until the handles are used up, and waits for their requests for ever. Then
nobody gets in, and the loop says so in the log thousands of times a second.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

try:
    import resource
except ImportError:  # On Windows, where sockets need no file handles.
    resource = None  # type: ignore[assignment]

from components.server.connections import SILENT

Factory = Callable[[], asyncio.Protocol]
# HANDLES: how many file handles are asked for, and how many there are counted to be where the
# system doesn't say. SPARE: those for files, and for connections that aren't counted yet.
HANDLES, SPARE = 8192, 192
# AT_ONCE: connections that are taken in one round of the loop, before any of them is counted.
AT_ONCE = 64
# OF_SESSION: the handles of a session of Streamlit, for a loop of its own. ENDED: the sessions that
# it stores after they have ended.
OF_SESSION, ENDED = 3, 128
# END: the end of the head of a request. LONGEST: the bytes of a head that waits for its end.
END, LONGEST = b"\r\n\r\n", 1 << 16
FULL = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 60\r\nconnection: close\r\n\r\n"


class OpenConnections:
    """The connections that are open, and those of them that have asked for nothing yet."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._asking: set[asyncio.Transport] = set()
        # In the order in which they came.
        self._waiting: dict[FirstRequest, asyncio.Transport] = {}

    def admit(self, connection: "FirstRequest", transport: asyncio.Transport) -> bool:
        """Return whether a connection may stay. If need be, the one that waits longest goes."""
        if self._is_full():
            self._forget_closed()
        if self._is_full():
            if not self._waiting:
                return False
            longest = next(iter(self._waiting))
            self._waiting.pop(longest).abort()
        self._waiting[connection] = transport
        return True

    def count_request(self, connection: "FirstRequest") -> None:
        """Count a connection among those that have asked for something."""
        if connection in self._waiting:
            self._asking.add(self._waiting.pop(connection))

    def forget(self, connection: "FirstRequest") -> None:
        """Forget a connection that has ended before it asked for anything."""
        self._waiting.pop(connection, None)

    def _is_full(self) -> bool:
        return len(self._asking) + len(self._waiting) >= self._most

    def _forget_closed(self) -> None:
        """Forget the connections that have ended; end those that wait until all is sent."""
        self._asking = {one for one in self._asking if _handle(one) >= 0}
        for one in self._asking:
            if one.is_closing():
                one.abort()


class FirstRequest(asyncio.Protocol):
    """Waits for the head of a connection's first request, and hands both to the server."""

    def __init__(self, server: Factory, known: OpenConnections) -> None:
        self._server, self._known = server, known
        self._head = bytearray()
        self._transport: asyncio.Transport | None = None
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection, or answer that there are too many."""
        # uvloop's transports have the methods of asyncio's, but not its class.
        taken = cast(asyncio.Transport, transport)
        if not self._known.admit(self, taken):
            taken.write(FULL)
            taken.close()
            return
        self._transport = taken
        self._end = asyncio.get_running_loop().call_later(SILENT, taken.abort)

    def data_received(self, data: bytes) -> None:
        """Collect the head of the first request; let the server go on once it is whole."""
        if self._transport is None:
            return
        self._head += data
        if END not in self._head and len(self._head) < LONGEST:
            return
        self._stop_waiting()
        self._known.count_request(self)
        server = self._server()
        server.connection_made(self._transport)
        self._transport.set_protocol(server)
        server.data_received(bytes(self._head))

    def connection_lost(self, fault: Exception | None) -> None:
        """Forget a connection that ended before it asked for anything."""
        self._stop_waiting()
        self._known.forget(self)

    def _stop_waiting(self) -> None:
        if self._end:
            self._end.cancel()


def limit_connections() -> None:
    """Let every server that is started in this loop from now on take connections by these rules.

    Streamlit starts uvicorn itself and passes no protocol on to it; the loop is what both share.
    """
    loop: Any = asyncio.get_running_loop()
    start, known = loop.create_server, OpenConnections(most_connections())

    async def start_limited(server: Factory, *where: Any, **how: Any) -> asyncio.Server:
        how["backlog"] = AT_ONCE
        started: asyncio.Server = await start(lambda: FirstRequest(server, known), *where, **how)
        return started

    loop.create_server = start_limited


def most_connections() -> int:
    """Return how many connections there are file handles for; ask for more handles first.

    The sessions of a third of them, the most that may be open pages, have handles as well.
    """
    handles = HANDLES
    if resource:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < HANDLES:
            soft = HANDLES if hard == resource.RLIM_INFINITY else min(hard, HANDLES)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        handles = soft if soft != resource.RLIM_INFINITY else HANDLES
    return max(6, handles - SPARE - ENDED * OF_SESSION) // 2


def _handle(transport: asyncio.Transport) -> int:
    """Return the file handle of a connection; a negative number if it is closed."""
    return int(transport.get_extra_info("socket").fileno())

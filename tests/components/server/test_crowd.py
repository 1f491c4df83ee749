"""A crowd of idle connections at a real server with few file handles: others still get in."""

import asyncio
import resource
import time
from collections.abc import Iterator

import pytest

from tests.components.server.conftest import Serve, Server
from tests.load.client import Tab

HANDLES, IDLE = 1024, 1200
# What an idle connection has said: nothing, half a request, a page that then says nothing.
PAGE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
)
SAID = (b"", b"", b"GET / HTTP/1.1\r\nHost: local", PAGE)


@pytest.fixture
def many_handles() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * IDLE), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def idle(port: int, number: int) -> list[asyncio.StreamWriter]:
    """Return so many connections to a server which are idle, some of them pages."""

    async def one(kind: int) -> asyncio.StreamWriter:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(SAID[kind % len(SAID)])
        return writer

    return list(await asyncio.gather(*map(one, range(number))))


async def somebody_else(server: Server) -> float:
    """Return the seconds that a viewer of another address waits for the start page."""
    begun = time.perf_counter()
    tab = await Tab.connect(f"http://127.0.0.1:{server.port}", of="127.0.0.2")
    answer = await tab.open("")
    await tab.close()
    assert answer.errors == () and answer.messages > 10
    return time.perf_counter() - begun


def test_others_get_in_beside_idle_connections_beyond_the_file_handles(
    serve: Serve, many_handles: None
) -> None:
    server = serve(handles=HANDLES)
    log = server.log.stat().st_size

    async def crowd() -> tuple[float, float]:
        await somebody_else(server)  # The first of all waits for what is loaded then.
        alone = await somebody_else(server)
        connections = await idle(server.port, IDLE)
        # Until those are taken that came before.
        await asyncio.to_thread(server.ask, "/_stcore/health")
        waited = await somebody_else(server)
        for connection in connections:
            connection.close()
        return alone, waited

    alone, waited = asyncio.run(crowd())
    grown = server.log.stat().st_size - log
    print(f"alone {alone:.2f} s, beside {IDLE} idle connections {waited:.2f} s, log {grown} bytes")
    assert waited < 2 + alone
    assert grown < 100_000
    assert "Too many open files" not in server.log.read_text()

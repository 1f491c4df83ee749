"""Limits the pages that are open, in all and of one address, and lets go of those that are idle.

Each open page has a websocket. The address is that of the browser: behind a proxy uvicorn takes it
from the proxy's headers, if the proxy is trusted (`FORWARDED_ALLOW_IPS`; this machine is).
"""

import asyncio
from collections import Counter

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.refusal import UNAVAILABLE, Refusals
from components.server.sign_in_guard import BEFORE_SESSION
from data.limits import ConnectionLimits

# SILENT: seconds after which a page is let go that has said nothing yet, a request whose body
# doesn't come, and an answer that isn't taken.
SILENT = 60.0
# AWAY: the code of a websocket that is closed because it is idle. A browser whose page is still
# open connects again by itself, to the same session.
AWAY = 1001


class ConnectionGuard:
    """Middleware that refuses one page too many, and ends what is idle."""

    def __init__(self, app: ASGIApp, *, limits: ConnectionLimits, refusals: Refusals) -> None:
        self._app, self._limits, self._refusals = app, limits, refusals
        # How many pages are open of each address.
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        address = str((scope.get("client") or ("",))[0])
        is_page = scope["type"] == "websocket"
        if (is_page or _asks_for_page(scope)) and self._is_full(address):
            key = "server.full"
            return await self._refusals.answer(scope, receive, send, UNAVAILABLE, key)
        if not is_page:
            return await self._app(scope, _whole_body(receive), _taken(send))
        self._open[address] += 1
        try:
            await self._app(scope, self._until_idle(scope, receive, send), send)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]

    def _is_full(self, address: str) -> bool:
        limits = self._limits
        return self._open[address] >= limits.address or self._open.total() >= limits.most

    def _until_idle(self, scope: Scope, receive: Receive, send: Send) -> Receive:
        """Return a function that receives the next message of a page, or ends an idle one.

        A page that connects again, to its session, may have nothing to say.
        """
        idle = self._limits.idle_minutes * 60
        patience = idle if len(scope.get("subprotocols", ())) > BEFORE_SESSION else SILENT

        async def next_message() -> Message:
            nonlocal patience
            try:
                async with asyncio.timeout(patience):
                    message = await receive()
            except TimeoutError:
                await send({"type": "websocket.close", "code": AWAY})
                return {"type": "websocket.disconnect", "code": AWAY}
            if message["type"] == "websocket.receive":
                patience = idle
            return message

        return next_message


def _asks_for_page(scope: Scope) -> bool:
    """Return whether somebody opens a page: they can read why they are refused."""
    return Headers(scope=scope).get("sec-fetch-dest") == "document"


def _whole_body(receive: Receive) -> Receive:
    """Return a function that receives a request's body, and ends one that doesn't come."""
    whole = False

    async def next_part() -> Message:
        nonlocal whole
        if whole:  # What is waited for now is the end of the connection.
            return await receive()
        try:
            async with asyncio.timeout(SILENT):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        whole = not message.get("more_body", False)
        return message

    return next_part


def _taken(send: Send) -> Send:
    """Return a function that sends an answer, and ends one of which nothing is taken."""

    async def next_part(message: Message) -> None:
        try:
            async with asyncio.timeout(SILENT):
                await send(message)
        except TimeoutError:
            raise OSError("nothing of the answer was taken") from None

    return next_part

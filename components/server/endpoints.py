"""Closes the endpoints and messages of Streamlit that no page of Milltir uses.

Metrics tell of all sessions. A message to clear the caches, which any browser can send, would slow
down every viewer.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.server.deferred_files import own_files_only
from components.server.refusal import Refusals

CORE = "/_stcore/"
# Endpoints and beginnings of endpoints below `CORE` that are open; later ones stay closed.
OPEN = ("health", "host-config", "stream")
OPEN_BELOW = ("upload_file/", "bidi-components/")
# TAKEN: what a browser may say. Not: clear the caches, run on save, ask for Git, debug.
TAKEN = ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request")
# ASKED: what a browser may ask for: a file of a download button, and rows of a table.
ASKED = ("deferred_file", "dataframe_chunk")
# A page's message with all its widgets has a few thousand bytes.
MOST_BYTES = 4_000_000
TOO_BIG, NOT_FOUND = 1009, 404


class EndpointGuard:
    """Middleware that answers 404 for closed endpoints and drops closed messages."""

    def __init__(self, app: ASGIApp, *, refusals: Refusals) -> None:
        self._app, self._refusals = app, refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self._app(scope, _open_messages(receive), send)
        if scope["type"] == "http" and not is_open(scope["path"]):
            return await self._refusals.answer(scope, receive, send, NOT_FOUND, "server.closed")
        await self._app(scope, receive, send)


def is_open(path: str) -> bool:
    """Return whether a path is none of Streamlit's own endpoints, or an open one."""
    _, core, endpoint = path.partition(CORE)
    return not core or endpoint in OPEN or endpoint.startswith(OPEN_BELOW)


def _open_messages(receive: Receive) -> Receive:
    """Return a function that receives the next message which is open.

    One that asks for a file of another session is refused by Streamlit.
    """

    async def next_open() -> Message:
        while True:
            message = await receive()
            content = message.get("bytes") if message["type"] == "websocket.receive" else None
            if content is None:
                return message
            if is_taken(content):
                return {**message, "bytes": own_files_only(content)}
            if len(content) > MOST_BYTES:
                return {"type": "websocket.disconnect", "code": TOO_BIG}

    return next_open


def is_taken(content: bytes) -> bool:
    """Return whether a message from a browser is one that a page of Milltir sends."""
    if len(content) > MOST_BYTES:
        return False
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except Exception:  # Streamlit closes the connection, and says so in the log.
        return True
    said = message.WhichOneof("type")
    if said == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in ASKED
    return said in TAKEN

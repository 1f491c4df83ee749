"""Requests to a middleware without a server, and what its answer or the app behind it was."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Message, Receive, Scope, Send

BROWSER = {"websocket.http.response": {}}


@dataclass
class Behind:
    """An app behind a middleware: it reads the whole request and answers 200."""

    reached: list[Scope] = field(default_factory=list)
    received: list[Message] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope)
        while True:
            message = await receive()
            self.received.append(message)
            more = message.get("more_body", message["type"].startswith("websocket"))
            if message["type"] == "websocket.disconnect" or not more:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@dataclass
class Answer:
    status: int
    body: str
    # How many messages of the request were read.
    read: int


def ask(
    app: Any,
    path: str,
    *,
    headers: Iterable[tuple[str, str]] = (("host", "localhost:8501"),),
    method: str = "GET",
    kind: str = "http",
    messages: Sequence[Message] = ({"type": "http.request"},),
    extensions: dict[str, Any] | None = None,
    server: tuple[str, int] = ("127.0.0.1", 8501),
) -> Answer:
    """Send one request and return its answer; a websocket's too, as it stands for a refusal."""
    scope = {
        "type": kind,
        "path": path,
        "method": method,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        "server": server,
        "extensions": BROWSER if extensions is None else extensions,
    }
    if kind == "websocket":
        del scope["method"]
    waiting, sent = list(messages), []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    status = sent[0].get("status", sent[0].get("code"))
    body = b"".join(message.get("body", b"") for message in sent)
    return Answer(status=status, body=body.decode(), read=len(messages) - len(waiting))

"""How many pages may be open, and how long without a sign of life; without a server."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from components.server import connections
from components.server.connections import ConnectionGuard
from components.server.refusal import Refusals
from data.limits import ConnectionLimits
from data.settings import load_settings
from tests.components.server.asgi import Behind, ask

REFUSALS = Refusals()
LIMITS = ConnectionLimits(most=3, address=2, idle_minutes=0.2 / 60)
MESSAGE = {"type": "websocket.receive", "bytes": b""}


class Browser:
    """A page's connection: what it says and after how many seconds; the last lasts for ever."""

    def __init__(self, address: str, *said: tuple[float, Message], kind: str = "websocket") -> None:
        self.scope: Scope = {"type": kind, "path": "/", "client": (address, 1), "headers": []}
        self.scope["extensions"] = {"websocket.http.response": {}}
        self._said, self.answers = list(said), list[Message]()

    async def receive(self) -> Message:
        after, message = self._said.pop(0) if self._said else (1e6, {})
        await asyncio.sleep(after)
        return message

    async def send(self, message: Message) -> None:
        self.answers.append(message)

    async def open(self, guard: ConnectionGuard) -> None:
        await guard(self.scope, self.receive, self.send)


class App(Behind):
    """Reads what a page says until it ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope)
        while (message := await receive())["type"] not in (
            "websocket.disconnect",
            "http.disconnect",
        ):
            self.received.append(message)
        self.received.append(message)


def guarded(limits: ConnectionLimits = LIMITS) -> tuple[ConnectionGuard, App]:
    app = App()
    return ConnectionGuard(app, limits=limits, refusals=REFUSALS), app


async def all_open(guard: ConnectionGuard, addresses: str) -> list[Browser]:
    """Return the pages of so many addresses, opened one after another, at once."""
    pages = [Browser(one, (0, {"type": "websocket.connect"})) for one in addresses]
    tasks = [asyncio.create_task(page.open(guard)) for page in pages]
    await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return pages


def test_a_page_too_many_of_an_address_or_of_all_is_refused_with_words_and_a_time() -> None:
    guard, app = guarded(ConnectionLimits(most=3, address=2))
    pages = asyncio.run(all_open(guard, "aaabb"))
    assert [bool(page.answers) for page in pages] == [False, False, True, False, True]
    start, body = pages[2].answers
    assert start["status"] == 503 and (b"retry-after", b"60") in start["headers"]
    assert b"Too many pages are open" in body["body"] and b"Mae gormod" in body["body"]
    assert not guard._open, "pages that have ended count no longer"
    assert len(app.reached) == 3


def test_somebody_who_opens_a_page_is_told_why_and_what_pages_load_still_comes() -> None:
    guard, behind = guarded(ConnectionLimits(most=1, address=1))
    guard._open.update([""])
    answer = ask(guard, "/", headers=[("sec-fetch-dest", "document")])
    assert answer.status == 503 and "Too many pages are open" in answer.body
    assert not behind.reached


def test_a_page_that_says_nothing_is_let_go_and_one_that_does_after_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "SILENT", 0.1)
    connect = (0.0, {"type": "websocket.connect"})

    async def seconds(
        *said: tuple[float, Message], protocols: str = ""
    ) -> tuple[float, list[Message]]:
        (guard, _), page = guarded(), Browser("a", connect, *said)
        page.scope["subprotocols"] = protocols.split()
        begun = asyncio.get_running_loop().time()
        await page.open(guard)
        return asyncio.get_running_loop().time() - begun, page.answers

    async def both() -> list[tuple[float, list[Message]]]:
        return await asyncio.gather(
            seconds(),
            seconds((0, MESSAGE), (0.15, MESSAGE)),
            seconds(protocols="streamlit token session"),
        )

    (silent, said), (idle, _), (back, _) = asyncio.run(both())
    assert said == [{"type": "websocket.close", "code": 1001}]
    assert 0.1 <= silent < 0.2 <= 0.35 <= idle < 0.6
    assert 0.2 <= back < 0.4, "one that comes back to its session has nothing to say at first"


def test_a_body_that_does_not_come_ends_the_request_and_the_wait_for_its_answer_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "SILENT", 0.05)
    part: dict[str, Any] = {"type": "http.request", "body": b"a", "more_body": True}
    end = {"type": "http.disconnect"}

    def received(*said: tuple[float, Message]) -> list[Message]:
        guard, app = guarded()
        asyncio.run(Browser("a", *said, kind="http").open(guard))
        return app.received

    assert received((0, part)) == [part, end]
    whole = part | {"more_body": False}
    assert received((0, part), (0, whole), (0.2, end)) == [part, whole, end]


def test_limits_are_those_of_the_environment_or_the_defaults() -> None:
    given = {"MILLTIR_CONNECTIONS": "7", "MILLTIR_IDLE_MINUTES": "0.5", "MILLTIR_LOG_MB": "x"}
    settings = load_settings(given | {"MILLTIR_CONNECTIONS_ADDRESS": "-1"})
    limits = settings.connection_limits
    assert (limits.most, limits.address, limits.idle_minutes) == (7, 200, 0.5)
    assert (settings.log.file, settings.log.megabytes, settings.log.files) == (None, 10, 5)
    assert load_settings({"MILLTIR_IDLE_MINUTES": "nan"}).connection_limits.idle_minutes == 30

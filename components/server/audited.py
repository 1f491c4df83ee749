"""Records sign-ins, sign-outs, refusals, and files that are fetched at the published addresses.

A path is recorded only as far as the program knows it: the rest is what somebody typed.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from http.cookies import SimpleCookie

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.recording.acts import entry_of
from components.server.deep_links import CALLBACK
from components.server.endpoints import CORE
from components.server.sign_in_guard import FILES
from data.access.viewer import Viewer
from data.audit import recording
from data.audit.entry import DONE, EXPORTED, FAILED, REFUSED, SIGNED_IN, SIGNED_OUT

LOGOUT = "/auth/logout"
OK, REFUSALS = 200, (401, 403)
# OFTEN: seconds in which the same refusal, and the same file for the public, is recorded once.
# MOST: how many of these are remembered.
OFTEN, MOST = 60.0, 1_000
# RESPONSES: the messages that begin an answer.
RESPONSES = ("http.response.start", "websocket.http.response.start")


class AuditedRequests:
    """Middleware that records what became of a request; it changes none."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        viewer_of: Callable[[Mapping[str, str]], Viewer],
        exports: Sequence[str],
    ) -> None:
        self._app, self._viewer_of, self._exports = app, viewer_of, exports
        self._last: dict[tuple[str, ...], float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not recording.is_recording():
            return await self._app(scope, receive, send)
        status, size, cookies = 0, 0, list[str]()

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] in RESPONSES:
                status = message["status"]
                cookies.extend(Headers(raw=message["headers"]).getlist("set-cookie"))
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._record(scope, status, size, cookies)

    def _record(self, scope: Scope, status: int, size: int, cookies: Sequence[str]) -> None:
        path, headers = scope["path"], Headers(scope=scope)
        if status in REFUSALS:
            self._refused(path, headers, status)
        elif path.endswith(CALLBACK):
            self._signed_in(scope, cookies)
        elif path.endswith(LOGOUT):
            viewer = self._viewer_of(headers)
            if viewer.name:
                recording.record(entry_of(viewer, SIGNED_OUT))
        elif status == OK and (export := self._part_of(path, self._exports)):
            viewer, what = self._viewer_of(headers), path.partition(export)[2].strip("/")
            if viewer.name or self._is_new(EXPORTED, what):
                facts = {"page": export, "object": what, "bytes": size}
                recording.record(entry_of(viewer, EXPORTED, **facts))

    def _refused(self, path: str, headers: Headers, status: int) -> None:
        viewer = self._viewer_of(headers)
        page = self._part_of(path, (*self._exports, *FILES, CORE)) or "/"
        if self._is_new(REFUSED, viewer.name, page, str(status)):
            entry = entry_of(viewer, REFUSED, page=page, outcome=str(status))
            recording.record(entry)

    def _signed_in(self, scope: Scope, cookies: Sequence[str]) -> None:
        """Record the end of a sign-in, by the cookie with which it is answered."""
        query = scope["query_string"]
        if b"code=" not in query and b"error=" not in query:  # A sign-out ends here too.
            return
        set_now: SimpleCookie = SimpleCookie()
        for cookie in cookies:
            set_now.load(cookie)
        sent = "; ".join(f"{one.key}={one.coded_value}" for one in set_now.values() if one.value)
        viewer = self._viewer_of({"cookie": sent})
        outcome = DONE if viewer.name else FAILED
        recording.record(entry_of(viewer, SIGNED_IN, outcome=outcome))

    @staticmethod
    def _part_of(path: str, parts: Sequence[str]) -> str:
        return next((part for part in parts if part in path), "")

    def _is_new(self, *what: str) -> bool:
        """Return whether this wasn't recorded a moment ago, so that a flood doesn't fill a disk."""
        now = time.monotonic()
        if now - self._last.get(what, -OFTEN) < OFTEN:
            return False
        if len(self._last) >= MOST:
            self._last.clear()
        self._last[what] = now
        return True

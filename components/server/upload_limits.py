"""Refuses uploads of those who may not upload, and of more than the server is to hold.

Streamlit holds uploaded files in memory until their session ends, and takes them from every
session, whether its page has an uploader or not.
"""

from collections.abc import Callable, Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.refusal import Refusals
from data.access.permissions import may_upload
from data.access.viewer import Viewer
from data.limits import UploadLimits

ENDPOINT = "/_stcore/upload_file/"
MB = 1 << 20
# LEAST: what a file counts at least, so that a million empty ones reach the limit too.
LEAST = 1 << 16
# FRAME: the boundaries and names around a file in its request.
FRAME = MB
FORBIDDEN, TOO_LARGE, UNAVAILABLE = 403, 413, 503
# The bytes of uploaded files that each session has.
Held = Callable[[], Mapping[str, int]]


class UploadGuard:
    """Middleware that refuses an upload by its viewer and by its size."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: UploadLimits,
        viewer_of: Callable[[Headers], Viewer],
        held: Held,
        refusals: Refusals,
    ) -> None:
        self._app, self._refusals = app, refusals
        self._limits, self._viewer_of, self._held = limits, viewer_of, held
        # The session and the bytes of each upload that is under way.
        self._under_way: dict[object, tuple[str, int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, endpoint, rest = scope.get("path", "").partition(ENDPOINT)
        if scope["type"] != "http" or not endpoint or scope["method"] == "OPTIONS":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not may_upload(self._viewer_of(headers)):
            key = "server.no_upload"
            return await self._refusals.answer(scope, receive, send, FORBIDDEN, key)
        if scope["method"] != "PUT":
            return await self._app(scope, receive, send)
        upload, session = object(), rest.partition("/")[0]
        stated = headers.get("content-length", "")
        length = int(stated) if stated.isdecimal() else 0
        if refusal := self._refusal(upload, session, length):
            status, key = refusal
            return await self._refusals.answer(scope, receive, send, status, key, **self._numbers)
        try:
            await self._app(scope, self._counted(upload, session, receive), send)
        finally:
            self._under_way.pop(upload, None)

    def _counted(self, upload: object, session: str, receive: Receive) -> Receive:
        """Return a function that receives parts of a body until a limit is reached.

        A body need not have the length that its request states, or state none.
        """
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            reserved = self._under_way[upload][1]
            if came > reserved and (refusal := self._refusal(upload, session, came)):
                status, key = refusal
                raise HTTPException(status, self._refusals.words(key, **self._numbers))
            return message

        return counted

    def _refusal(self, upload: object, session: str, length: int) -> tuple[int, str] | None:
        """Return status and wording if an upload of this length is too much; else reserve it."""
        before = self._under_way.get(upload, (session, 0))[1]
        self._under_way[upload] = session, max(before, length, LEAST)
        of_all = [*self._held().items(), *self._under_way.values()]
        own = sum(size for of, size in of_all if of == session)
        refusal = None
        if length > self._limits.file_mb * MB + FRAME:
            refusal = TOO_LARGE, "server.upload_file"
        elif own > self._limits.session_mb * MB + FRAME:
            refusal = TOO_LARGE, "server.upload_session"
        elif sum(size for _, size in of_all) > self._limits.total_mb * MB + FRAME:
            refusal = UNAVAILABLE, "server.upload_total"
        if refusal:
            del self._under_way[upload]
        return refusal

    @property
    def _numbers(self) -> dict[str, int]:
        limits = self._limits
        return {"file": limits.file_mb, "session": limits.session_mb, "total": limits.total_mb}

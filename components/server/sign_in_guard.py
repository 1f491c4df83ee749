"""Answers nothing of ours to somebody who has to sign in first, but for the page that asks them to.

Pages ask the same themselves. This is for the addresses that are no pages: data, shapes, the feed,
and what Streamlit has of files, which are for those to whom a page has sent them. An open page is
cut off at its first message after the sign-in has ended, so that nothing which the page holds is
done or sent any more: no button, no file.
"""

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.owners import Owners
from components.server.refusal import Refusals
from data.access.permissions import may_open
from data.access.viewer import Audience, Viewer

UNAUTHORISED, FORBIDDEN, NOT_FOUND = 401, 403, 404
# FILES: beginnings of Streamlit's own addresses for files that a page has made or was given.
FILES = MEDIA, UPLOADS = ("/media/", "/_stcore/upload_file/")
# POLICY: the code of a websocket that is closed because of who sends. PROTOCOL: the header in which
# the browser names the session that it wants to go on with, after two other words.
POLICY, PROTOCOL, BEFORE_SESSION = 1008, "sec-websocket-protocol", 2


class SignInGuard:
    """Middleware that answers 401 at closed addresses to somebody who isn't signed in.

    A page whose sign-in has ended is cut off, and what comes after it begins a new session. A file
    is sent to whom a page has named it, and taken into a session of who sends it alone.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        closed: Sequence[str],
        viewer_of: Callable[[Headers], Viewer],
        has_ended: Callable[[Headers], bool],
        refusals: Refusals,
        owner_of: Callable[[Headers], str | None] = lambda headers: None,
    ) -> None:
        self._app, self._viewer_of, self._refusals = app, viewer_of, refusals
        self._has_ended, self._owner_of, self._owners = has_ended, owner_of, Owners()
        self._closed = (*closed, *FILES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self._session(scope, receive, send)
        if scope["type"] == "http" and any(part in scope["path"] for part in self._closed):
            viewer = self._viewer_of(Headers(scope=scope))
            if not may_open(viewer, Audience.PUBLIC):
                key = "server.sign_in"
                return await self._refusals.answer(scope, receive, send, UNAUTHORISED, key)
            if refusal := self._of_others(scope):
                return await self._refusals.answer(scope, receive, send, *refusal)
        await self._app(scope, receive, send)

    def _of_others(self, scope: Scope) -> tuple[int, str] | None:
        """Return status and wording if a file, or the session that is to get one, is of others."""
        owner = self._owner_of(Headers(scope=scope))
        if owner is None or scope["method"] == "OPTIONS":
            return None
        _, media, _ = scope["path"].partition(MEDIA)
        if media and not self._owners.was_sent(owner, scope["path"]):
            return NOT_FOUND, "server.closed"
        _, upload, rest = scope["path"].partition(UPLOADS)
        if upload and not self._owners.has_session(owner, rest.partition("/")[0]):
            return FORBIDDEN, "server.other_session"
        return None

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the messages of a page until its sign-in ends."""
        headers = Headers(scope=scope)
        ended, owner = self._has_ended(headers), self._owner_of(headers)
        connection = None if owner is None else self._owners.connection(owner)

        async def noted(message: Message) -> None:
            content = message.get("bytes") if message["type"] == "websocket.send" else None
            # Before it is sent: the browser asks for a file as soon as it knows of it.
            if connection and content:
                connection.note(content)
            await send(message)

        async def until_the_end() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not ended and self._has_ended(headers):
                return {"type": "websocket.disconnect", "code": POLICY}
            return message

        await self._app(_without_session(scope) if ended else scope, until_the_end, noted)


def _without_session(scope: Scope) -> Scope:
    """Return the request without the session that it wants to go on with."""
    changed = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=changed)
    if PROTOCOL in headers:
        words = [word.strip() for word in headers[PROTOCOL].split(",")]
        headers[PROTOCOL] = ", ".join(words[:BEFORE_SESSION])
        changed["subprotocols"] = words[:BEFORE_SESSION]
    return changed

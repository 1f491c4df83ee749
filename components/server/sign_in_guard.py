"""Answers nothing of ours to somebody who has to sign in first, but for the page that asks them to.

Pages ask the same themselves. This is for the addresses that are no pages: data, shapes, the feed,
and what Streamlit has of files.
"""

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.server.refusal import Refusals
from data.access.viewer import Audience, Viewer, may_open

UNAUTHORISED = 401
# FILES: beginnings of Streamlit's own addresses for files that a page has made or was given.
FILES = ("/media/", "/_stcore/upload_file/")


class SignInGuard:
    """Middleware that answers 401 at closed addresses to somebody who isn't signed in."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        closed: Sequence[str],
        viewer_of: Callable[[Headers], Viewer],
        refusals: Refusals,
    ) -> None:
        self._app, self._viewer_of, self._refusals = app, viewer_of, refusals
        self._closed = (*closed, *FILES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(part in scope["path"] for part in self._closed):
            viewer = self._viewer_of(Headers(scope=scope))
            if not may_open(viewer, Audience.PUBLIC):
                key = "server.sign_in"
                return await self._refusals.answer(scope, receive, send, UNAUTHORISED, key)
        await self._app(scope, receive, send)

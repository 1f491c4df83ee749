"""Sends Streamlit's own scripts and styles compressed, each compressed once.

Streamlit sends them as they are, to save its processor. A first visit loads megabytes of them.
"""

import gzip
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

MARK = "/static/"
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
# Their names change with their content.
HEADERS = {
    "cache-control": "public, immutable, max-age=31536000",
    "content-encoding": "gzip",
    "vary": "accept-encoding",
}
LEVEL = 6


class CompressedBundles:
    """Middleware that answers for a script or style of Streamlit with its compressed content."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._folder = Path(file_util.get_static_dir()).resolve()
        # Each file of the folder at most, a few megabytes together.
        self._sent: dict[Path, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        content = self._content(scope) if scope["type"] == "http" else None
        if content is None:
            return await self._app(scope, receive, send)
        media_type = MEDIA_TYPES[Path(scope["path"]).suffix]
        await Response(content, media_type=media_type, headers=HEADERS)(scope, receive, send)

    def _content(self, scope: Scope) -> bytes | None:
        """Return the compressed file that is asked for; None if it is for Streamlit to answer."""
        path, headers = scope["path"], Headers(scope=scope)
        asks = scope["method"] == "GET" and MARK in path and Path(path).suffix in MEDIA_TYPES
        if not asks or "gzip" not in headers.get("accept-encoding", "") or "range" in headers:
            return None
        file = (self._folder / path[path.index(MARK) + 1 :]).resolve()
        if not file.is_relative_to(self._folder) or not file.is_file():
            return None
        if file not in self._sent:
            self._sent[file] = gzip.compress(file.read_bytes(), LEVEL, mtime=0)
        return self._sent[file]

"""The route that serves what a map in the browser needs: public geometry, and deck.gl.

Geometry is served of releases that are or were current: of no trial, and of none that was removed.
Nothing of a partner's table is ever served here.
"""

import re
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components import queries
from components.maps import scripts
from components.queries.cache import CacheKey
from components.queries.overlays import OVERLAYS, PUBLIC
from components.queries.shapes import GEOMETRY
from components.static_files import ROUTE, base_path
from data.errors import MilltirError
from data.files.published_file import PublishedFile
from data.release.current import was_current
from data.settings import load_settings

MEDIA_TYPES = {"geojson": "application/geo+json", "js": "text/javascript"}
# No name begins with a dot: neither "..", nor a file that is still being written.
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# The content of a file name never changes, so that browsers can cache the file for ever.
HEADERS = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
OF_A_RELEASE: dict[str, Callable[[CacheKey, str], PublishedFile | None]] = {
    GEOMETRY: queries.shapes.geometry_file,
    OVERLAYS: queries.overlays.overlay_file,
}


def routes() -> list[Route]:
    """Return the route, below the path that the app is served at."""
    path = f"{base_path()}{ROUTE}/{{folder}}/{{group}}/{{name}}"
    return [Route(path, browser_file, methods=["GET"])]


# Not a coroutine: Starlette runs it in a thread, as a shape may have to be drawn first.
def browser_file(request: Request) -> Response:
    """Answer with a file, compressed where the browser takes that; 404 without one."""
    parts = [request.path_params[part] for part in ("folder", "group", "name")]
    media_type = MEDIA_TYPES.get(parts[-1].rpartition(".")[2])
    file = file_at(*parts) if media_type and all(map(NAME.fullmatch, parts)) else None
    if file is None:
        return Response(status_code=404, headers={"cache-control": "no-store"})
    headers, etag = dict(HEADERS), "-".join(parts)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        etag += "-gzip"
        headers["content-encoding"] = "gzip"
    headers["etag"] = f'"{etag}"'
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    content = file.packed if packed else file.content
    return Response(content, media_type=media_type, headers=headers)


def file_at(folder: str, group: str, name: str) -> PublishedFile | None:
    """Return the file at an address; None if there is none, or if its release isn't served."""
    if folder == scripts.SCRIPTS:
        return scripts.script_file(group, name)
    find = OF_A_RELEASE.get(folder)
    try:
        if find is None or not was_current(group, load_settings()):
            return None
        return find(CacheKey(group, PUBLIC), name)
    except MilltirError:  # The release is damaged: its pages say so.
        return None

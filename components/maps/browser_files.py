"""The route that serves what a map in the browser needs: public geometry, and deck.gl."""

import re

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from components.static_files import PACKED, ROUTE, base_path
from data.settings import load_settings

MEDIA_TYPES = {
    "geojson": "application/geo+json",
    "svg": "image/svg+xml",
    "js": "text/javascript",
}
# No name begins with a dot: neither "..", nor a file that is still being written.
NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# The content of a file name never changes, so that browsers can cache the file for ever.
HEADERS = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}


def routes() -> list[Route]:
    """Return the route, below the path that the app is served at."""
    path = f"{base_path()}{ROUTE}/{{folder}}/{{group}}/{{name}}"
    return [Route(path, browser_file, methods=["GET"])]


async def browser_file(request: Request) -> Response:
    """Answer with a published file, compressed where the browser takes that; 404 without one."""
    parts = [request.path_params[part] for part in ("folder", "group", "name")]
    media_type = MEDIA_TYPES.get(parts[-1].rpartition(".")[2])
    file = load_settings().for_browsers.joinpath(*parts)
    if not media_type or not all(map(NAME.fullmatch, parts)) or not file.is_file():
        return Response(status_code=404, headers={"cache-control": "no-store"})
    headers, etag = dict(HEADERS), "-".join(parts)
    if "gzip" in request.headers.get("accept-encoding", ""):
        file, etag = file.with_name(file.name + PACKED), etag + PACKED
        headers["content-encoding"] = "gzip"
    headers["etag"] = f'"{etag}"'
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(file, media_type=media_type, headers=headers)

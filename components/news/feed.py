"""The feed of what is new, in each language at a stable address: what the public may see."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.news.formats import as_feed
from components.page_context import context_of
from components.static_files import base_path
from components.text.catalogue import LANGUAGES
from components.ui.routes import ADDRESS_OF, NEWS
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.errors import MilltirError
from data.settings import load_settings
from data.update.storage import stored_reports

ROUTE = "/feed"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
HEADERS = {"cache-control": "no-cache"}


def routes() -> list[Route]:
    """Return the route, below the path that the app is served at."""
    return [Route(f"{base_path()}{ROUTE}/{{name}}", feed, methods=["GET"])]


def feed_address(language: str) -> str:
    """Return the address of the feed in a language."""
    return f"{base_path()}{ROUTE}/{language}.atom"


def page_address(root: str, language: str) -> str:
    """Return the address of the page with the same reports, below the app's own address."""
    return f"{root}/{ADDRESS_OF[NEWS]}?lang={language}"


# Not a coroutine: Starlette runs it in a thread.
def feed(request: Request) -> Response:
    """Answer with the feed; 404 in no such language, 503 if no release can be read."""
    language, _, ending = request.path_params["name"].partition(".")
    if language not in LANGUAGES or ending != "atom":
        return Response(status_code=404, headers=HEADERS)
    settings = load_settings()
    try:
        here = context_of(View(lang=language), Viewer(name="", audience=Audience.PUBLIC))
    except MilltirError:
        return Response(status_code=503, headers=HEADERS)
    root = settings.address or str(request.base_url).rstrip("/")
    content = as_feed(
        here.text,
        stored_reports(settings),
        title=here.text("news.feed_title", area=here.area_name),
        feed=f"{root}{ROUTE}/{language}.atom",
        page=page_address(root, language),
    )
    return Response(content, media_type=MEDIA_TYPE, headers=HEADERS)

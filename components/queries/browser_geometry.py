"""The geometry that everyone may fetch: areas, their points and borders, and the background.

The build wrote it into the release. What an older release lacks, or what is damaged, is made in
memory: no page writes into a folder.
"""

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.static_files import address_of
from data.file_kinds import GROUND
from data.files.published_file import PublishedFile, publish, read_published
from data.geometry.browser_shapes import (
    AREAS,
    BORDERS,
    POINTS,
    borders_for_browser,
    for_browser,
    ground_for_browser,
    points_for_browser,
)
from data.release.browser_folder import FOLDER, built_name
from data.settings import load_settings

GEOMETRY = "geometry"
MAKE = {AREAS: for_browser, POINTS: points_for_browser, BORDERS: borders_for_browser}


def level_address(key: CacheKey, level: str, kind: str) -> str:
    """Return the address of a level's areas, points or borders.

    It is empty if there is nothing to draw, as with more borders than are drawn in time.
    """
    return _address(key, f"{level}-{kind}")


def ground_address(key: CacheKey) -> str:
    """Return the address of the background: coast, towns, roads, river."""
    return _address(key, GROUND)


@query(60)
def _address(key: CacheKey, what: str) -> str:
    name = built_name(load_settings().releases / key.release, what)
    if name is None:
        made = _made(key, what)
        name = made.name if made else ""
    return address_of(GEOMETRY, key.release, name) if name else ""


def geometry_file(key: CacheKey, name: str) -> PublishedFile | None:
    """Return a file of geometry by the name in its address; None if there is none of this name."""
    written = read_published(load_settings().releases / key.release / FOLDER, name)
    if written:
        return written
    made = _made(key, name.rpartition("-")[0])
    return made if made and made.name == name else None


@query(40)
def _made(key: CacheKey, what: str) -> PublishedFile | None:
    """Return the file of a level and kind, or of the background, from the tables."""
    store = store_of(key)
    level, _, kind = what.rpartition("-")
    text = ""
    if what == GROUND and GROUND in store.manifest.tables:
        text = ground_for_browser(store.ground())
    elif kind in MAKE and level in store.levels():
        text = MAKE[kind](store.areas(level))
    return publish(what, "geojson", text.encode()) if text else None

"""Files for the browser: compressed, cached, and of served releases only."""

import asyncio
import gzip
import json
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit import config

from components import queries
from components.maps import browser_files, scripts
from components.queries.cache import CacheKey
from data.files.published_file import publish, write_published
from data.release.browser_folder import FOLDER
from data.release.history import BUILT, History
from data.release.history_file import write_history
from data.release.manifest import MANIFEST
from data.schema import WARD
from data.settings import Settings, load_settings
from tests.cases import every_case

RELEASE, TEXT = "2026-09-abc", '{"type":"FeatureCollection","features":[]}'
FILE = publish("ward-areas", "geojson", TEXT.encode())
ADDRESS = f"/browser/geometry/{RELEASE}/{FILE.name}"


class Answer:
    """The reply of the route to one request."""

    def __init__(self, path: str, method: str = "GET", **headers: str) -> None:
        self.status, self.headers, self.body = 0, dict[str, str](), b""
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
        }
        app = Starlette(routes=browser_files.routes())
        asyncio.run(app(scope, self._receive, self._send))

    async def _receive(self) -> Any:
        return await asyncio.Future()  # Never returns: the client stays connected.

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        self.body += message.get("body", b"")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a release that has one file for browsers."""
    folder = tmp_path / "releases" / RELEASE
    (folder / FOLDER).mkdir(parents=True)
    (folder / MANIFEST).write_text("{}")
    write_published(FILE, folder / FOLDER)
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    write_history(History().with_release(RELEASE, BUILT), load_settings())
    return tmp_path


@pytest.fixture
def below_a_path() -> Iterator[None]:
    config.set_option("server.baseUrlPath", "/csp/milltir/")
    yield
    config.set_option("server.baseUrlPath", "")


def test_a_file_is_served_with_a_long_cache_time(home: Path) -> None:
    answer = Answer(ADDRESS)
    assert (answer.status, answer.body) == (200, TEXT.encode())
    assert answer.headers["content-type"] == "application/geo+json"
    assert "immutable" in answer.headers["cache-control"]
    again = Answer(ADDRESS, if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    assert Answer(ADDRESS, if_none_match='"of something else"').status == 200
    assert Answer(ADDRESS, "HEAD").status == 200
    assert Answer(ADDRESS, "POST").status == 405


def test_the_compressed_file_has_another_etag(home: Path) -> None:
    plain, packed = Answer(ADDRESS), Answer(ADDRESS, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"] == "application/geo+json"
    assert gzip.decompress(packed.body) == plain.body == TEXT.encode()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
    not_yet = Answer(ADDRESS, accept_encoding="gzip", if_none_match=plain.headers["etag"])
    assert not_yet.status == 200


def test_another_content_has_another_address() -> None:
    assert publish("a", "geojson", b"[]").name != publish("a", "geojson", b"[1]").name
    assert publish("a", "geojson", b"[]") == publish("a", "geojson", b"[]")


@every_case(
    "path",
    [
        f"geometry/{RELEASE}/nothing.geojson",
        f"geometry/{RELEASE}/../../../secret.js",
        "../releases/secret.js",
        "geometry/../secret.js",
        f"geometry/{RELEASE}/..",
        f"geometry/{RELEASE}/.hidden.js",
        f"geometry/{RELEASE}/table.parquet",
        f"geometry/{RELEASE}/index.json",
        f"geometry/{RELEASE}/{FILE.name}.gz",
        f"geometry/{RELEASE}",
        f"geometry/.building-1/{FILE.name}",
        f"geometry/2026-09-not-a-release/{FILE.name}",
        f"groups/{RELEASE}/{FILE.name}",
        "scripts/milltir/secret.js",
    ],
)
def test_nothing_else_is_served(home: Path, path: str) -> None:
    folder = home / "releases" / RELEASE / FOLDER
    for name in (".hidden.js", "table.parquet", "index.json", f"{FILE.name}.gz.gz", "../secret.js"):
        (folder / name).write_text("secret")
    for secret in (home / "secret.js", home / "releases" / "secret.js"):
        secret.write_text("secret")
    shutil.copytree(folder.parent, home / "releases" / ".building-1", dirs_exist_ok=True)
    answer = Answer(f"/browser/{path}")
    assert answer.status == 404 and b"secret" not in answer.body


@pytest.mark.parametrize("place", ["releases", "trials/1a2b"])
def test_the_geometry_of_a_trial_is_not_served(home: Path, place: str) -> None:
    """Not in its own folder, and not where an interrupted acceptance has moved it."""
    shutil.copytree(home / "releases" / RELEASE, home / place / "2026-09-trial")
    assert Answer(ADDRESS).status == 200
    assert Answer(ADDRESS.replace(RELEASE, "2026-09-trial")).status == 404


def test_the_geometry_of_a_release_that_was_pruned_is_not_served(home: Path) -> None:
    shutil.rmtree(home / "releases" / RELEASE)
    assert Answer(ADDRESS).status == 404


def test_below_a_base_path_the_address_and_the_route_have_it(
    sample_home: Path, below_a_path: None
) -> None:
    for address in (scripts.MAP.address, scripts.DECK.address):
        assert address.startswith("/csp/milltir/browser/")
        assert Answer(address).status == 200
        assert Answer(address.removeprefix("/csp/milltir")).status == 404


def test_every_levels_geometry_is_a_file_of_its_release(sample_home: Path) -> None:
    store = queries.current_store.store()
    key = CacheKey(store.manifest.release, "public")
    for level in store.levels():
        for kind in ("areas", "points"):
            address = queries.shapes.level_address(key, level, kind)
            name = address.rpartition("/")[2]
            folder = sample_home / "releases" / key.release / FOLDER
            packed = Answer(address, accept_encoding="gzip")
            assert packed.body == (folder / f"{name}.gz").read_bytes()


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_geometry_that_is_missing_or_damaged_is_drawn_in_memory(
    copied: Settings, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Releases that were built earlier have none. Nothing is written for them."""
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    key = CacheKey(queries.current_store.store().manifest.release, "public")
    level_address = queries.shapes.level_address
    ground_address = queries.shapes.ground_address

    def addresses() -> list[str]:
        every = [(WARD, "areas"), (WARD, "points"), (WARD, "borders"), ("lsoa", "areas")]
        return [*(level_address(key, *one) for one in every), ground_address(key)]

    built = {address: Answer(address).body for address in addresses()}
    folder = copied.releases / key.release / FOLDER
    if how == "missing":
        shutil.rmtree(folder)
    for file in folder.glob("*.gz"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    before = set(copied.home.rglob("*"))
    monkeypatch.setattr(queries.shapes, "_address", queries.shapes._address.__wrapped__)
    assert {address: Answer(address).body for address in addresses()} == built
    assert all(json.loads(body)["features"] for body in built.values())
    assert set(copied.home.rglob("*")) == before


def test_the_shapes_of_public_overlays_are_drawn_for_whoever_asks(sample_home: Path) -> None:
    """A browser may ask a process that has drawn no page: the address alone is enough."""
    key = CacheKey(queries.current_store.store().manifest.release, "analyst")
    drawn = {}
    for language in ("en", "cy"):
        chosen = queries.overlays.overlays(
            key,
            queries.overlays.overlays_offered(key),
            language=language,
            category="burglary",
            period=None,  # type: ignore[arg-type]
            today=load_settings().today,
            large=language == "cy",
        )
        names = queries.overlays.place_names(key, language=language, large=language == "cy")
        for overlay in (*chosen, names):
            zooms = sorted(set(overlay.from_zoom) - {float("inf")})[:1] or [None]
            if overlay.public:
                address = queries.overlays.shapes_address(key, overlay, zoom=zooms[0])
                drawn[address] = Answer(address).body
    assert len(drawn) == 8 and all(json.loads(body)["features"] for body in drawn.values())
    for address, body in drawn.items():
        asked = queries.overlays.FILE_NAME.fullmatch(address.rpartition("/")[2])
        assert asked
        again = queries.overlays._file.__wrapped__(key, *asked.groups(""))  # type: ignore[attr-defined]
        assert again.content == body


@every_case("name", ["groups", "orders", "names", "names-fr", "lsoas-9.25", "sql"])
def test_what_is_no_public_overlay_has_no_address(sample_home: Path, name: str) -> None:
    release = queries.current_store.store().manifest.release
    assert Answer(f"/browser/overlays/{release}/{name}-0123456789ab.geojson").status == 404


def test_scripts_are_served_from_the_program_and_written_nowhere(home: Path) -> None:
    for script in (scripts.MAP, scripts.NAVIGATION, scripts.LINKED_MAPS, scripts.PRINT):
        answer = Answer(script.address)
        assert answer.status == 200 and b"export default" in answer.body
        assert answer.headers["content-type"].startswith("text/javascript")
    assert not (home / "browser").exists()


def test_pydeck_ships_the_deck_gl_that_the_map_is_drawn_with() -> None:
    script = scripts.DECK.file.content.decode()
    for name in ("createDeck:", "updateDeck:", "eventRecognizerOptions"):
        assert name in script, (
            f"pydeck {version('pydeck')} ships a deck.gl without {name.rstrip(':')} in"
            " nbextension/static/index.js: look at how components/scripts/map.js calls it"
        )

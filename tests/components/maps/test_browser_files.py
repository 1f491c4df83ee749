"""Files for the browser: compressed, cached, and the only files of the folder that are served."""

import asyncio
import gzip
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit import config

from components import queries
from components.maps import browser_files, deck_map
from components.queries.cache import CacheKey, published
from components.static_files import publish, published_file
from data.errors import NotWritable

RELEASE, TEXT = "2026-09-abc", '{"type":"FeatureCollection","features":[]}'


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
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def below_a_path() -> Iterator[None]:
    config.set_option("server.baseUrlPath", "/csp/milltir/")
    yield
    config.set_option("server.baseUrlPath", "")


def test_a_file_is_served_with_a_long_cache_time(home: Path) -> None:
    address = publish(RELEASE, "ward-areas.geojson", TEXT)
    answer = Answer(address)
    assert (answer.status, answer.body) == (200, TEXT.encode())
    assert answer.headers["content-type"] == "application/geo+json"
    assert "immutable" in answer.headers["cache-control"]
    again = Answer(address, if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    assert Answer(address, if_none_match='"of something else"').status == 200
    assert Answer(address, "HEAD").status == 200
    assert Answer(address, "POST").status == 405


def test_the_compressed_file_has_another_etag(home: Path) -> None:
    address = publish(RELEASE, "atlas.svg", TEXT)
    plain, packed = Answer(address), Answer(address, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"] == "image/svg+xml"
    assert gzip.decompress(packed.body) == plain.body == TEXT.encode()
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
    not_yet = Answer(address, accept_encoding="gzip", if_none_match=plain.headers["etag"])
    assert not_yet.status == 200


def test_another_content_has_another_address(home: Path) -> None:
    first, second = (publish(RELEASE, "a.geojson", text) for text in (TEXT, TEXT + "\n"))
    assert first != second and publish(RELEASE, "a.geojson", TEXT) == first
    assert f"/{RELEASE}/" in first


@pytest.mark.parametrize(
    "path",
    [
        "geometry/2026-09-abc/nothing.geojson",
        "geometry/2026-09-abc/../../../secret.svg",
        "../releases/secret.svg",
        "geometry/../secret.svg",
        "geometry/2026-09-abc/..",
        "geometry/2026-09-abc/.hidden.svg",
        "geometry/2026-09-abc/table.parquet",
        "geometry/2026-09-abc/there.geojson.gz",
        "geometry/2026-09-abc",
    ],
)
def test_nothing_else_is_served(home: Path, path: str) -> None:
    folder = published_file(publish(RELEASE, "there.geojson", TEXT)).parent
    for name in (".hidden.svg", "table.parquet", "there.geojson.gz", "../secret.svg"):
        (folder / name).write_text("secret")
    for secret in (home / "secret.svg", home / "releases" / "secret.svg"):
        secret.parent.mkdir(exist_ok=True)
        secret.write_text("secret")
    answer = Answer(f"/browser/{path}")
    assert answer.status == 404 and b"secret" not in answer.body


def test_below_a_base_path_the_address_and_the_route_have_it(
    home: Path, below_a_path: None
) -> None:
    address = publish(RELEASE, "ward-areas.geojson", TEXT)
    assert address.startswith("/csp/milltir/browser/")
    assert Answer(address).status == 200
    assert Answer(address.removeprefix("/csp/milltir")).status == 404


def test_a_file_that_was_removed_is_published_again(home: Path) -> None:
    made: list[str] = []

    @published(2)
    def address(key: CacheKey) -> str:
        made.append(key.release)
        return publish(key.release, "ward-areas.geojson", TEXT)

    key = CacheKey(RELEASE, "public")
    first = address(key)
    assert address(key) == first and made == [RELEASE]
    published_file(first).unlink()
    assert address(key) == first and made == [RELEASE] * 2
    assert published_file(first).exists()


def test_a_home_that_cant_be_written_to_is_named(home: Path) -> None:
    (home / "browser").write_text("a file where the folder should be")
    with pytest.raises(NotWritable, match="can't be written"):
        publish(RELEASE, "ward-areas.geojson", TEXT)


def test_every_levels_geometry_is_there(sample_home: Path) -> None:
    key = CacheKey(queries.current_store.store().manifest.release, "public")
    for level in queries.current_store.store().levels():
        file = published_file(queries.places.geometry_address(key, level, "areas"))
        assert file.is_relative_to(sample_home) and file.parent.name == key.release
        assert file.with_name(f"{file.name}.gz").exists()


def test_pydeck_ships_the_deck_gl_that_the_map_is_drawn_with(home: Path) -> None:
    script = published_file(deck_map.deck_address()).read_text(encoding="utf-8")
    for name in ("createDeck:", "updateDeck:", "eventRecognizerOptions"):
        assert name in script, (
            f"pydeck {version('pydeck')} ships a deck.gl without {name.rstrip(':')} in"
            " nbextension/static/index.js: look at how components/scripts/map.js calls it"
        )

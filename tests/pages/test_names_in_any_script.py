"""Groups, orders and wards whose names are in other scripts: documents and pictures of them."""

import csv
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from components.orders_page import evidence_pdf
from components.orders_page import model as orders
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.pdf.typst import printed
from components.place_page.leaflet_pdf import pdf_input
from components.place_page.model import facts_of
from components.snapshot.collect import picture_of, trend_of
from components.snapshot.render import picture_bytes
from components.view.view import View
from components.view.viewer import local_viewer
from data.build.pipeline import build_release
from data.settings import load_settings
from tests.components.pdf.scripts import EVERY, SCRIPTS
from tests.conftest import TWO_MONTHS, copy_sources, settings_in
from tests.pages.conftest import in_turn, in_welsh

WARDS = [f"W059990{number:02}" for number in range(1, 7)]
# Names that a CSV file can hold.
NAMES = [name for name in EVERY.values() if name.isascii() or name.encode("utf-8", "ignore")]
NAMES = [name for name in NAMES if not set(name) & set("\0\x07\x1b\u2028\ud800\udc00\ud83d\ude00")]
ARABIC, HINDI = SCRIPTS["arabic"][1], SCRIPTS["hindi"][1]
ORDER = "PSPO-01"


@pytest.fixture(scope="module")
def home(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a release with such names."""
    place = tmp_path_factory.mktemp("scripts")
    optional = ("source.json", "places/groups.csv", "places/orders.geojson", "places/responses.csv")
    sources = copy_sources(sample_sources, place / "sources", TWO_MONTHS, *optional)
    groups = sources / "places" / "groups.csv"
    with groups.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["name_en"] = f"{NAMES[number % len(NAMES)]} {number}"
        row["name_cy"], row["ward_code"] = row["name_en"], WARDS[number % len(WARDS)]
        row["lon"] = row["lat"] = ""
    with groups.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    _renamed(sources / "places" / "orders.geojson", "order_id", ORDER, HINDI)
    _renamed(sources / "boundaries" / "Wards_2025.geojson", "WD25CD", WARDS[0], ARABIC)
    _renamed(sources / "boundaries" / "Wards_2025.geojson", "WD25CD", WARDS[1], "☕ 👩‍👩‍👧 纽波特")
    build_release([sources], settings_in(place / "home"))
    return place / "home"


def _renamed(path: Path, key: str, code: str, name: str) -> None:
    """Write another name of one feature."""
    layer = json.loads(path.read_text(encoding="utf-8"))
    (one,) = (f["properties"] for f in layer["features"] if f["properties"][key] == code)
    for part in one:
        if part in ("name_en", "name_cy", "title_en", "title_cy") or part.startswith("WD25NM"):
            one[part] = name
    path.write_text(json.dumps(layer), encoding="utf-8")


@pytest.fixture
def served(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(home))


def here(**view: object) -> PageContext:
    return context_of(View(**view), local_viewer(load_settings()))  # type: ignore[arg-type]


def is_tagged(pdf: bytes, language: str) -> bool:
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    is_ua = b"pdfuaid" in root["/Metadata"].get_object().get_data()
    return bool(root["/MarkInfo"]["/Marked"]) and str(root["/Lang"])[:2] == language and is_ua


@pytest.mark.slow
@in_turn("ward", WARDS)
def test_the_leaflet_of_a_ward(served: None, ward: str, language: str) -> None:
    assert is_tagged(printed(pdf_input(facts_of(here(place=ward, lang=language)))), language)


@in_welsh
def test_the_evidence_for_an_order(served: None, language: str) -> None:
    at = here(lang=language, parts=(OrdersPart(order=ORDER, counted=""),))
    order = orders.ask(at, ORDER)
    assert order.name == HINDI
    assert is_tagged(printed(evidence_pdf.pdf_input(order)), language)


@pytest.mark.slow
@in_turn("kind", ["pdf", "svg", "png"])
def test_pictures_of_the_map_and_of_the_months(served: None, language: str, kind: str) -> None:
    for ward in WARDS[:2]:
        at = here(place=ward, lang=language, measure="count", overlays="names.groups.orders")
        picture = picture_of(at, map_figures.query_map(at), address="https://milltir.example")
        months = trend_of(at, address="https://milltir.example")
        for drawn in (picture, months):
            content = picture_bytes(drawn, preset="a4", kind=kind)
            assert len(content) > 1_000
            assert kind != "pdf" or is_tagged(content, language)

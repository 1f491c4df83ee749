"""Everything that is opened for an area: pages, the PDF of a place, the exported files."""

import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from components.export import menu
from components.export.content import Content
from components.export.geojson import as_geojson
from components.export.geopackage import as_gpkg
from components.export.menu import content_of
from components.export.workbook import as_xlsx
from components.orders_page import evidence_pdf
from components.orders_page.model import ask
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.pdf.typst import printed
from components.place_page.leaflet_pdf import pdf_input
from components.place_page.model import facts_of
from components.snapshot.charts.model import Months
from components.snapshot.collect import picture_of, trend_of
from components.ui.tables import as_csv
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from geo.measures.model import Unit
from tests.components.snapshot.reading import without_paths
from tests.pages.conftest import page_at
from tests.truth.collect import Notes, Page, on_page
from tests.truth.slow_path import CATEGORIES, SlowPath

MEASURES = ("rate", "count", "change", "share", "compared", "smoothed")
VIOLENCE = "violent-crime"
TREND_PICTURE = "picture of months"
ADDRESS = "https://milltir.example"


def addresses(slow: SlowPath) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of each page, with its query."""
    wards = list(map(str, slow.wards.index))
    first, last = wards[1], wards[-2]
    lsoa = str(slow.lsoas.index[2])
    months = slow.months
    earlier = f"{months[0]}_{months[11]}"
    yield "", {}
    yield "", {"category": VIOLENCE}
    for place in (first, last):
        yield "", {"place": place, "category": VIOLENCE}
        yield "place", {"place": place}
    yield "place", {"place": wards[5]}
    yield "place", {"place": lsoa}
    for measure in MEASURES:
        yield "map", {"measure": measure, "category": VIOLENCE, "place": last}
    yield "map", {"measure": "rate", "period": earlier, "place": first}
    yield "map", {"measure": "count", "period": earlier}
    yield "map", {"measure": "change", "level": "lsoa", "place": lsoa}
    yield "map", {"measure": "rate", "pins": f"{first}.{last}", "category": VIOLENCE}
    if slow.area.lists:
        yield "groups", {}
        yield "groups", {"place": first}
        yield "orders", {}
    if slow.area.survey:
        yield "perceived", {}
        yield "perceived", {"place": last}
        yield "map", {"measure": "perceived", "place": last}
    if slow.area.otherwise:
        damage = CATEGORIES[slow.area.otherwise[0]]
        yield "", {"place": first, "category": damage}
        yield "", {"place": first, "category": "all-crime"}
        yield "map", {"measure": "change", "category": damage, "place": last}
        yield "map", {"measure": "change", "category": "all-crime", "place": last}
        yield "map", {"measure": "rate", "category": damage, "period": earlier}
        yield "place", {"place": first, "category": damage}
        yield "next", {"topic": "damage"}
    yield "next", {}
    yield "next", {"topic": "violence", "level": "lsoa"}
    yield "data", {}


def main_addresses(slow: SlowPath) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the addresses of the pages on which the files of the areas differ most."""
    last = str(slow.wards.index[-2])
    yield "", {}
    yield "place", {"place": last}
    yield "map", {"measure": "change", "category": VIOLENCE, "place": last}
    yield "data", {}
    if slow.area.survey:
        yield "perceived", {"place": last}
    if slow.area.otherwise:
        damage = CATEGORIES[slow.area.otherwise[0]]
        yield "map", {"measure": "rate", "category": damage, "place": last}
        yield "", {"place": last, "category": damage}


def pages(
    asked: Iterable[tuple[str, dict[str, str]]],
    open_page: Callable[..., Any],
    notes: Notes,
    language: str = "en",
) -> Iterator[Page]:
    """Yield each page as it is seen by an analyst."""
    for address, query in asked:
        app = open_page(page_at(address), **query, lang=language)
        name = f"/{address}?" + "&".join(f"{key}={value}" for key, value in query.items())
        assert not app.exception, f"{name}: {app.exception[0].message}"
        assert not app.error, f"{name}: {app.error[0].value}"
        yield on_page(app, name, query, notes)


def here(query: Mapping[str, str]) -> PageContext:
    return context_of(View(**query), local_viewer(load_settings()))


def leaflet(place: str, notes: Notes, language: str) -> Page:
    """Return the text of a place's PDF, without white space."""
    pdf = without_paths(printed(pdf_input(facts_of(here({"place": place, "lang": language})))))
    blocks = ["".join(page.extract_text().split()) for page in pdf.pages]
    view = {"place": place}
    return Page(
        name=f"PDF of {place}",
        view=view,
        blocks=("".join(blocks),),
        sentences=notes.taken(),
        squeezed=True,
    )


def exports(query: Mapping[str, str], notes: Notes, language: str) -> Iterator[Page]:
    """Yield the table, the CSVs, the GeoJSON, the GeoPackage and the workbook, read by code."""
    at = here({**query, "lang": language})
    shown = map_figures.query_map(at)
    content, about = content_of(at, shown), menu.about_of(at, shown)
    words = (content.title, content.subtitle, content.legend_title, *content.caveats)
    geojson = gpd.read_file(io.BytesIO(as_geojson(content))).set_index("area_code")
    layer = _layer(as_gpkg(content, language=language))
    for kind, table in (
        ("table", content.table),
        ("CSV of figures", _csv(at, shown.listed.rename_axis("area_code").reset_index(), about)),
        ("CSV of the map", _csv(at, content.table.reset_index(), about)),
        ("GeoJSON", pd.DataFrame(geojson.drop(columns="geometry"))),
        ("GeoPackage", pd.DataFrame(layer.drop(columns="geometry"))),
        ("XLSX", _workbook(at, content)),
    ):
        name = f"{kind} of {json.dumps(dict(query))}"
        yield Page(name=name, view=query, blocks=words, tables=(table,), sentences=notes.taken())


def picture(query: Mapping[str, str], notes: Notes, language: str) -> Page:
    """Return the words around a map in its picture."""
    at = here({**query, "lang": language})
    made = picture_of(at, map_figures.query_map(at), address=ADDRESS)
    words = (made.spec.title, made.spec.subtitle, *made.spec.caveats, made.captions.answer)
    facts = (fact for _, fact in made.captions.facts)
    return Page(
        name=f"picture of {json.dumps(dict(query))}",
        view=query,
        blocks=(*words, *facts, made.captions.made),
        sentences=notes.taken(),
    )


def trend_picture(query: Mapping[str, str], notes: Notes, language: str) -> Page:
    """Return the words around a chart of months in its picture, and its table."""
    made = trend_of(here({**query, "lang": language}), address=ADDRESS)
    assert isinstance(made.chart, Months)
    return Page(
        name=f"{TREND_PICTURE} of {json.dumps(dict(query))}",
        view=query,
        blocks=(made.title, made.subtitle, *made.caveats, made.alt),
        tables=(made.chart.table,),
        sentences=notes.taken(),
    )


def order_pdf(number: str, language: str) -> str:
    """Return the text of the PDF about an order, without white space."""
    model = ask(here({"lang": language}), number, usual=True)
    pdf = without_paths(printed(evidence_pdf.pdf_input(model)))
    return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def _csv(at: PageContext, table: pd.DataFrame, about: dict[str, str]) -> pd.DataFrame:
    """Return the table of a CSV as it is downloaded, of which every row has the release."""
    content = io.BytesIO(as_csv(table, at.manifest, about=about))
    read = pd.read_csv(content, encoding="utf-8-sig", dtype={"area_code": "str"})
    assert (read["release"] == at.manifest.release).all()
    return read.set_index("area_code")


def _layer(package: bytes) -> gpd.GeoDataFrame:
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(package)
        file.flush()
        return gpd.read_file(file.name, layer="map").set_index("area_code")


def _workbook(at: PageContext, content: Content) -> pd.DataFrame:
    """Return the table of the workbook with the names of its columns in place of their titles."""
    table = pd.read_excel(
        io.BytesIO(as_xlsx(content, at.measure, at.text)),
        sheet_name=at.text("xlsx.table"),
        dtype=object,
        engine="openpyxl",
    )
    numbers = [column for column in at.measure.columns if column.unit is not Unit.NAME]
    titles = {at.text(f"table.{column.name}"): column.name for column in numbers}
    titles[at.text(f"table.{at.measure.name}_value")] = "value"
    titles[at.text("xlsx.code")] = "area_code"
    return table.rename(columns=titles).set_index("area_code")

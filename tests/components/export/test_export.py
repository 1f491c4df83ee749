"""Every file is read back: the same numbers, classes and colours as the map, and its provenance."""

import io
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path
from xml.etree import ElementTree as Xml

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from openpyxl import load_workbook

from components.export.content import CLASS, COLOUR, LABEL
from components.export.geojson import as_geojson
from components.export.geopackage import as_gpkg
from components.export.qgis_style import style
from components.export.workbook import as_xlsx
from components.maps.legend_classes import GREYED_CLASS
from components.maps.spec import MapSpec, colour_of
from components.text.catalogue import Text
from components.ui.tables import FICTIONAL
from data.schema import LSOA, WARD
from geo.measures import MEASURES
from tests.cases import every_case
from tests.components.export.conftest import Make

each_measure = every_case("measure", MEASURES)
AT_LEVELS = [
    (name, level)
    for name, measure in MEASURES.items()
    for level in (WARD, LSOA)
    if level in measure.levels
]


def seen(spec: MapSpec) -> list[str]:
    """Return the colours of the areas inside the filter; the others are in no file."""
    pairs = zip(spec.classes, spec.uncertain, strict=True)
    return [
        colour_of(spec, number, uncertain=uncertain)
        for number, uncertain in pairs
        if number != GREYED_CLASS
    ]


def same(values: pd.Series, wanted: pd.Series) -> bool:
    # A workbook stores numbers with 15 significant digits.
    near = (values - wanted).abs() <= 1e-12 * wanted.abs()
    return bool((near | (values.isna() & wanted.isna())).all())


@each_measure
def test_the_files_have_the_values_of_the_map(make: Make, measure: str) -> None:
    content, spec = make(measure)
    assert list(content.table[COLOUR]) == seen(spec)
    looks = {look.value: look for look in content.looks}
    for value, colour, label in content.table[[CLASS, COLOUR, LABEL]].itertuples(index=False):
        assert (looks[value].colour, looks[value].label) == (colour, label)
    assert len({look.label for look in content.looks}) == len(content.looks)
    legend = [row.label for row in spec.legend if not row.kind]
    assert [look.label for look in content.looks if look.value.isdigit()] == legend


@each_measure
def test_geojson_has_every_number_and_its_provenance(make: Make, measure: str) -> None:
    content, spec = make(measure, language="cy")
    raw = json.loads(as_geojson(content), parse_constant=lambda bad: pytest.fail(bad))
    assert raw["provenance"]["note"] == FICTIONAL and raw["provenance"]["licence"]
    assert [f["properties"]["fill"] for f in raw["features"]] == seen(spec)
    table = gpd.read_file(io.BytesIO(as_geojson(content))).set_index("area_code")
    assert same(table["value"].astype(float), content.table["value"].astype(float))
    west, south, east, north = table.total_bounds
    assert -180 < west < east < 180 and -90 < south < north < 90


@every_case("measure, level", AT_LEVELS)
def test_geopackage_has_the_layer_its_style_and_its_provenance(
    make: Make, tmp_path: Path, measure: str, level: str
) -> None:
    content, spec = make(measure, level=level)
    path = tmp_path / "map.gpkg"
    path.write_bytes(as_gpkg(content, language="en"))
    layer = pyogrio.read_dataframe(path, layer="map").set_index("area_code")
    assert layer.crs.to_epsg() == 27700
    assert same(layer["value"].astype(float), content.table["value"].astype(float))
    assert list(layer[COLOUR]) == seen(spec)
    with sqlite3.connect(path) as database:
        [(qml, column)] = database.execute(
            "SELECT styleQML, f_geometry_column FROM layer_styles"
            " WHERE f_table_name = 'map' AND useAsDefault"
        )
        [(own_column,)] = database.execute("SELECT column_name FROM gpkg_geometry_columns")
        about = dict(database.execute("SELECT name, value FROM about"))
    assert column == own_column
    categories = {c.get("value") for c in Xml.fromstring(qml).iter("category")}
    assert set(layer[CLASS]) <= categories
    assert about["note"] == FICTIONAL and about["release"] and "left out" in about


def test_a_style_has_one_symbol_per_class_in_its_colour(make: Make) -> None:
    content, _ = make("rate")
    root = Xml.fromstring(style(content.looks, name_field="name_en"))
    drawn = {}
    symbols = {s.get("name"): s for s in root.findall("renderer-v2/symbols/symbol")}
    for category in root.iter("category"):
        fill = symbols[category.get("symbol")].find("layer")
        assert fill is not None
        both = {o.get("value") for o in fill.iter("Option") if o.get("name") == "color"}
        both |= {p.get("v") for p in fill.iter("prop") if p.get("k") == "color"}
        [colour] = both
        drawn[category.get("value")] = colour
    parts = {
        look.value: ",".join(str(int(look.colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"
        for look in content.looks
    }
    assert drawn == parts


@each_measure
@every_case("language", ["en", "cy"])
def test_a_workbook_has_numbers_as_numbers_and_no_formula(
    make: Make, measure: str, language: str
) -> None:
    content, spec = make(measure, language=language)
    kind, text = MEASURES[measure], Text(language)
    content.table.loc[content.table.index[0], ["name_en", "name_cy"]] = "=HYPERLINK(0)"
    book = load_workbook(io.BytesIO(as_xlsx(content, kind, text)))
    sheet, about = book.worksheets
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == list(content.table.index)
    for name in (column.name for column in kind.columns if column.unit != "name"):
        if name not in content.table:
            continue
        at = [c.name for c in kind.columns if c.name in content.table].index(name) + 2
        written = pd.Series([row[at].value for row in rows], content.table.index, dtype=float)
        assert same(written, content.table[name].astype(float)), name
    assert [f"#{row[-1].fill.fgColor.rgb[-6:]}" for row in rows] == seen(spec)
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    facts = {row[0].value: row[1].value for row in about.iter_rows()}
    assert facts["note"] == FICTIONAL and facts["outside the area"] == 7
    assert facts["licence"] and "@two" in facts


QGIS = """
import sys
from qgis.core import QgsApplication, QgsVectorLayer, QgsRenderContext, QgsFeatureRequest
application = QgsApplication([], False)
application.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=map", "map", "ogr")
assert layer.isValid() and layer.renderer().type() == "categorizedSymbol", layer.renderer().type()
context = QgsRenderContext()
renderer = layer.renderer()
renderer.startRender(context, layer.fields())
for feature in layer.getFeatures():
    symbol = renderer.symbolForFeature(feature, context)
    inner = symbol.symbolLayer(symbol.symbolLayerCount() - 1).subSymbol() or symbol
    print(feature["area_code"], inner.color().name().upper())
renderer.stopRender(context)
"""


@every_case("measure", ["rate", "count", "change", "groups"])
def test_qgis_draws_the_maps_own_colours(make: Make, tmp_path: Path, measure: str) -> None:
    python = shutil.which("python3", path="/usr/bin")
    asked = [python or "", "-c", "import qgis.core"]
    if not python or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("no QGIS on this machine (Debian: apt-get install python3-qgis)")
    content, spec = make(measure)
    path = tmp_path / "map.gpkg"
    path.write_bytes(as_gpkg(content, language="en"))
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    told = subprocess.run(
        [python, "-c", QGIS, str(path)],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    drawn = dict(line.split() for line in told.stdout.splitlines() if line.startswith("W0"))
    assert drawn == dict(zip(content.table.index, seen(spec), strict=True))

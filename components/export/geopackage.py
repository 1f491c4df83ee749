"""Write a GeoPackage in metres that QGIS opens with the map's classes and colours."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import geopandas as gpd

from components.export.content import Content
from components.export.qgis_style import style
from data.schema import BRITISH_GRID

LAYER, ABOUT, STYLES = "map", "about", "layer_styles"
HEXAGONS = "hexagons"
# The columns of the table in which QGIS looks for a layer's style.
STYLE_COLUMNS = """
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT CURRENT_TIMESTAMP
"""


def as_gpkg(
    map_content: Content,
    *,
    language: str,
    hexagons: gpd.GeoDataFrame | None = None,
    about_hexagons: Sequence[str] = (),
) -> bytes:
    """Return the layer, its style, and a table with its provenance.

    Hexagons are a second layer, whose description is what must be read with them.
    """
    rows = map_content.table.reset_index().convert_dtypes(dtype_backend="numpy_nullable")
    layer = gpd.GeoDataFrame(
        rows, geometry=map_content.areas.to_crs(BRITISH_GRID).to_numpy(), crs=BRITISH_GRID
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{LAYER}.gpkg"
        layer.to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio")
        if hexagons is not None:
            said = {"DESCRIPTION": " ".join(about_hexagons)}
            hexagons.to_file(
                path, layer=HEXAGONS, driver="GPKG", engine="pyogrio", layer_options=said
            )
        with closing(sqlite3.connect(path)) as database, database:
            _add_style(database, map_content, language)
            _add_about(database, map_content)
        return path.read_bytes()


def _add_style(database: sqlite3.Connection, map_content: Content, language: str) -> None:
    database.execute(f"CREATE TABLE {STYLES} ({STYLE_COLUMNS})")
    database.execute(
        f"INSERT INTO {STYLES} (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
        " styleName, styleQML, styleSLD, useAsDefault, description, owner)"
        " VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '')",
        (
            LAYER,
            _geometry_column(database),
            map_content.title[:30],
            style(map_content.looks, name_field=f"name_{language}"),
            f"{map_content.title}. {map_content.subtitle}",
        ),
    )
    _register(database, STYLES)


def _add_about(database: sqlite3.Connection, map_content: Content) -> None:
    database.execute(
        f"CREATE TABLE {ABOUT} (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, value TEXT)"
    )
    database.executemany(f"INSERT INTO {ABOUT} (name, value) VALUES (?, ?)", _facts(map_content))
    _register(database, ABOUT)


def _facts(map_content: Content) -> Iterator[tuple[str, str]]:
    yield "title", map_content.title
    yield "subtitle", map_content.subtitle
    yield "legend", map_content.legend_title
    yield from map_content.about.items()
    for caveat in map_content.caveats:
        yield "caveat", caveat
    for row in map_content.left_out.itertuples(index=False):
        yield "left out", f"{row[0]}: {row[1]}"


def _geometry_column(database: sqlite3.Connection) -> str:
    row = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (LAYER,)
    ).fetchone()
    return str(row[0])


def _register(database: sqlite3.Connection, table: str) -> None:
    """Register a table, so that GeoPackage readers list it."""
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)"
        " VALUES (?, 'attributes', ?, '')",
        (table, table),
    )

"""Reads layers of Ordnance Survey's open maps by rectangle: Zoomstack, Roads, Rivers, Names.

Layers and columns are those of the technical specifications of OS Open Zoomstack, OS Open Roads, OS
Open Rivers and OS Open Names, in any spelling: `road_link` or `RoadLink`, `name1_lang` or
`NAME1_LANG`. Older editions and shapefiles write them otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyogrio
import pyproj

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.coast import Frame
from data.messages import Message
from data.readers.shapes import for_reader, without_name_warning
from data.readers.sniff_header import columns_by_layer
from data.schema import BRITISH_GRID

BRITISH_GRID_NUMBER = 27700


@dataclass(frozen=True, kw_only=True)
class OsLayer:
    """A layer of an open map: its name and columns in plain spelling (`plain`)."""

    name: str
    # Needed columns; of a tuple any one of its names.
    columns: tuple[tuple[str, ...], ...] = ()
    # Whether a layer is known by its columns alone, as a shapefile has another name.
    by_columns: bool = False


TYPE = (("type",),)
NAMES = (("name1",), ("name1language", "name1lang"), ("name2",), ("name2language", "name2lang"))
ZOOMSTACK = (
    OsLayer(name="land"),
    OsLayer(name="woodland", columns=TYPE),
    OsLayer(name="urbanareas", columns=TYPE),
    OsLayer(name="surfacewater", columns=TYPE),
    OsLayer(name="waterlines", columns=TYPE),
    OsLayer(name="rail", columns=TYPE),
    OsLayer(name="roadsnational", columns=TYPE),
    OsLayer(name="roadsregional", columns=TYPE),
    OsLayer(name="roadslocal", columns=TYPE),
    OsLayer(name="names", columns=(*TYPE, *NAMES)),
)
ROADS = OsLayer(
    name="roadlink",
    columns=(("roadclassification", "class"), ("formofway",)),
    by_columns=True,
)
RIVERS = OsLayer(
    name="watercourselink",
    columns=(("form",), ("watercoursename", "name1"), ("startnode",)),
    by_columns=True,
)
PLACES = OsLayer(name="namedplace", columns=(("localtype",), *NAMES), by_columns=True)
LAYERS = {layer.name: layer for layer in (*ZOOMSTACK, ROADS, RIVERS, PLACES)}
# OF_ZOOMSTACK: the layer names of Zoomstack that few other files have. `land`, `names` and `rail`
# alone may be of anything.
OF_ZOOMSTACK = {
    *("roadsnational", "roadsregional", "roadslocal", "surfacewater", "waterlines", "urbanareas"),
    *("districtbuildings", "localbuildings", "railwaystations", "nationalparks"),
}
LEAST_OF_ZOOMSTACK = 2


def plain(name: str) -> str:
    """Return a name of a layer or column in small letters without signs.

    Parameters
    ----------
    name
        The name as the file has it.

    Returns
    -------
    str
        Its letters and digits.

    Examples
    --------
    >>> plain("NAME1_LANG"), plain("RoadLink")
    ('name1lang', 'roadlink')
    """
    return re.sub(r"[^a-z0-9]", "", name.lower())


def os_layers_in(layers: Mapping[str, Sequence[str]]) -> dict[str, OsLayer]:
    """Return which layers of a file are of an open map of Ordnance Survey.

    Parameters
    ----------
    layers
        The columns of each layer by its name.

    Returns
    -------
    dict of OsLayer
        By the name in the file; empty for any other file.

    Examples
    --------
    >>> list(os_layers_in({"road_link": ["id", "road_classification", "form_of_way"], "x": []}))
    ['road_link']
    """
    is_zoomstack = len({plain(name) for name in layers} & OF_ZOOMSTACK) >= LEAST_OF_ZOOMSTACK
    found = {}
    for name, columns in layers.items():
        known = LAYERS.get(plain(name))
        if known and (is_zoomstack or known not in ZOOMSTACK):
            found[name] = known
            continue
        like = [one for one in LAYERS.values() if one.by_columns and not _missing(one, columns)]
        if like:
            found[name] = like[0]
    return found


def read_os_layer(
    member: Member, name: str, layer: OsLayer, frame: Frame, *, where: str = ""
) -> gpd.GeoDataFrame:
    """Read the features of a layer that a rectangle contains a part of.

    Parameters
    ----------
    member
        The file.
    name
        The layer's name in the file.
    layer
        What the layer is.
    frame
        West, south, east and north in metres.
    where
        A column in plain spelling and its values, as "localtype=City,Town"; empty for every row.

    Returns
    -------
    GeoDataFrame
        The features with columns in plain spelling.

    Raises
    ------
    SourceError
        If the layer can't be read, lacks a column or is in another reference system; the message
        names the layer, and the column.

    Examples
    --------
    >>> read_os_layer(file, "rail", LAYERS["rail"], (320e3, 180e3, 340e3, 200e3))  # doctest: +SKIP
    """
    try:
        with without_name_warning():
            info = pyogrio.read_info(for_reader(member), layer=name)
            fields = [str(field) for field in info["fields"]]
            _check(member, name, layer, fields, info["crs"])
            read = gpd.read_file(
                for_reader(member),
                layer=name,
                bbox=frame,
                where=_condition(where, fields) or None,
                columns=_wanted(layer, fields),
            )
    except SourceError:
        raise
    except Exception as fault:  # GDAL raises many kinds, none of them shared.
        raise SourceError(
            file=member.path_shown,
            where=Message("where.layer", layer=name),
            expected=Message("layer.any"),
            found=Message("layer.unreadable"),
        ) from fault
    placed = read.rename(columns=plain).set_crs(BRITISH_GRID, allow_override=True)
    return placed[placed.geometry.notna() & ~placed.geometry.is_empty].reset_index(drop=True)


def column_of(table: pd.DataFrame, *names: str) -> pd.Series:
    """Return the first of some columns that a table has, as text.

    Parameters
    ----------
    table
        Features with columns in plain spelling.
    names
        The names of the column in different editions.

    Returns
    -------
    Series
        Its cells; empty text where there is none.

    Examples
    --------
    >>> column_of(pd.DataFrame({"class": ["A Road"]}), "roadclassification", "class").tolist()
    ['A Road']
    """
    for name in names:
        if name in table:
            return table[name].astype("object").where(table[name].notna(), "").astype(str)
    return pd.Series("", table.index)


def layers_of(member: Member) -> dict[str, OsLayer]:
    """Return the layers of an open map in a file, by their names in the file.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    dict of OsLayer
        Empty if the file is no open map.

    Examples
    --------
    >>> list(layers_of(zoomstack_file))  # doctest: +SKIP
    ['land', 'names', 'rail']
    """
    return os_layers_in(columns_by_layer(member))


def _missing(layer: OsLayer, columns: Sequence[str]) -> list[str]:
    have = {plain(column) for column in columns}
    return [names[0] for names in layer.columns if not have & {*names}]


def _check(
    member: Member, name: str, layer: OsLayer, columns: Sequence[str], crs: str | None
) -> None:
    missing = _missing(layer, columns)
    if missing:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.layer", layer=name),
            expected=Message("columns.these", columns=tuple(missing)),
            found=", ".join(columns)[:300] or Message("found.no_columns"),
        )
    number = _epsg(crs)
    if number != BRITISH_GRID_NUMBER:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.layer", layer=name),
            expected=Message("layer.british_grid"),
            found=f"EPSG:{number}" if number else str(crs or Message("found.nothing"))[:80],
        )


def _epsg(crs: str | None) -> int | None:
    """Return the number of a reference system; shapefiles give it only by its name."""
    return pyproj.CRS(crs).to_epsg(min_confidence=20) if crs else None


def _condition(where: str, fields: Sequence[str]) -> str:
    if not where:
        return ""
    column, _, values = where.partition("=")
    spelt = next((field for field in fields if plain(field) == column), "")
    listed = ", ".join(f"'{value}'" for value in values.split(","))
    return f'"{spelt}" IN ({listed})' if spelt else ""


def _wanted(layer: OsLayer, fields: Sequence[str]) -> list[str]:
    """Return the columns to read, as the file spells them."""
    wanted = {name for names in layer.columns for name in names} | {"primaryroute"}
    return [field for field in fields if plain(field) in wanted]

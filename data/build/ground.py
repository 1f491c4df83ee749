"""The table `ground`: the background of maps from everything that was brought for it.

A partnership's own layer has its kinds in place of the official ones. The coast comes from the
boundaries around the area and a coarse outline, or from OS Open Zoomstack.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.build.recognise import Inputs
from data.file_kinds import BUILT_UP, OS_LAYERS, OS_NAMES
from data.geometry.coast import Frame, frame_of, is_in_britain, land_around, land_unknown
from data.geometry.ground_size import joined, that_fits
from data.load_report.report import LoadReport
from data.schema import BRITISH_GRID, COUNTY, LSOA
from data.sources.boundaries import Boundaries
from data.sources.ground.built_up_areas import load_town_names
from data.sources.ground.os_open import Drawn, load_os_open, without_groups

COLUMNS = ["kind", "rank", "name_en", "name_cy", "geometry"]
# BELOW: the order in which surfaces are drawn, one above the other.
BELOW = ("neighbour", "land", "wood", "town", "water")
# FINEST, DETAIL: lines may be off by at least so many metres, and by this share of the ground.
FINEST, DETAIL = 15.0, 1 / 2500
# SAME_PLACE: two names within so many metres are of one place.
SAME_PLACE = 8_000.0


def ground_table(
    own: pd.DataFrame | None,
    inputs: Inputs,
    boundaries: Boundaries,
    population: pd.DataFrame | None,
    report: LoadReport,
) -> gpd.GeoDataFrame | None:
    """Return the background of maps.

    Parameters
    ----------
    own
        The partnership's own layer of it, if there is one.
    inputs
        The recognised files.
    boundaries
        The area and the areas around it.
    population
        The residents of LSOAs, if they were brought.
    report
        The load report.

    Returns
    -------
    GeoDataFrame or None
        The table of the release; None if there is nothing to draw.

    Examples
    --------
    >>> ground_table(None, inputs, boundaries, None, report)["kind"].unique()  # doctest: +SKIP
    array(['neighbour', 'land', 'label'], dtype=object)
    """
    areas = boundaries.areas
    area = areas.loc[areas["level"] == COUNTY].geometry.iloc[0]
    frame = frame_of(area.bounds)
    layers, names = inputs.all(OS_LAYERS), inputs.all(OS_NAMES)
    drawn = load_os_open(layers, names, frame, report) if layers or names else None
    towns = _towns(inputs, boundaries, population, report)
    coast = _coast(area, boundaries.around, drawn, fictional=report.fictional)
    if coast is None and drawn is None and towns is None:
        return None if own is None else _table(own)
    own_kinds = () if own is None else tuple(own["kind"].unique())
    if coast is None:
        coast = _surfaces(area, land_unknown(area))
    if {*own_kinds} & {"neighbour", "land"}:
        coast = coast.iloc[:0]
    official = _together(coast, _features(drawn, frame), _labels(towns, drawn))
    official, dropped = that_fits(official[~official["kind"].isin(own_kinds)])
    if drawn is not None:
        without_groups(drawn, dropped, own_kinds)
    return _in_order(_together(official) if own is None else _together(own, official))


def _towns(
    inputs: Inputs,
    boundaries: Boundaries,
    population: pd.DataFrame | None,
    report: LoadReport,
) -> gpd.GeoDataFrame | None:
    look_up = inputs.one(BUILT_UP)
    if look_up is None:
        return None
    areas = boundaries.areas
    lsoas = gpd.GeoDataFrame(areas[areas["level"] == LSOA])
    residents = pd.Series(dtype="float64")
    if population is not None:
        residents = population.groupby("area_code")["residents"].sum()
    return load_town_names(look_up, lsoas, residents, report)


def _coast(
    area: shapely.Geometry, around: np.ndarray, drawn: Drawn | None, *, fictional: bool
) -> gpd.GeoDataFrame | None:
    """Return the land of the area and of all others; None for a place that isn't in Britain."""
    if fictional or not is_in_britain(area):
        return None
    land = drawn.land if drawn is not None and len(drawn.land) else around
    return _surfaces(area, land_around(area, land))


def _surfaces(area: shapely.Geometry, others: shapely.Geometry) -> gpd.GeoDataFrame:
    rows = {"kind": ["neighbour", "land"], "rank": 1}
    return gpd.GeoDataFrame(rows, geometry=[others, area], crs=BRITISH_GRID)


def _features(drawn: Drawn | None, frame: Frame) -> gpd.GeoDataFrame:
    """Return roads, railways, water, woods and built-up areas, each rank as one row."""
    if drawn is None:
        return gpd.GeoDataFrame(columns=COLUMNS, geometry="geometry", crs=BRITISH_GRID)
    west, south, east, north = frame
    tolerance = max(FINEST, DETAIL * max(east - west, north - south))
    return joined(gpd.GeoDataFrame(drawn.rows[drawn.rows["kind"] != "label"]), tolerance)


def _labels(towns: gpd.GeoDataFrame | None, drawn: Drawn | None) -> gpd.GeoDataFrame:
    """Return the names of the look-up, then those of the maps that are not among them."""
    parts = [] if towns is None else [towns]
    if drawn is not None:
        parts.append(drawn.rows[drawn.rows["kind"] == "label"].sort_values("rank", kind="stable"))
    if not parts:
        return gpd.GeoDataFrame(columns=COLUMNS, geometry="geometry", crs=BRITISH_GRID)
    every = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=BRITISH_GRID)
    return gpd.GeoDataFrame(every[_first_of_name(every)])


def _first_of_name(labels: gpd.GeoDataFrame) -> list[bool]:
    """Return which labels are no repetition of an earlier one near by, in either language."""
    seen: dict[str, list[shapely.Point]] = {}
    first = []
    for english, welsh, point in zip(
        labels["name_en"], labels["name_cy"], labels.geometry, strict=True
    ):
        names = {str(english).casefold(), str(welsh).casefold()}
        near = [at for name in names for at in seen.get(name, [])]
        first.append(all(point.distance(at) > SAME_PLACE for at in near))
        for name in names:
            seen.setdefault(name, []).append(point)
    return first


def _in_order(ground: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the surfaces from the lowest to the highest, then all else as it comes."""
    turn = ground["kind"].map({kind: at for at, kind in enumerate(BELOW)}).fillna(len(BELOW))
    return ground.iloc[np.argsort(turn.to_numpy(), kind="stable")].reset_index(drop=True)


def _together(*parts: pd.DataFrame) -> gpd.GeoDataFrame:
    filled = [part.reindex(columns=COLUMNS) for part in parts if len(part)]
    return _table(pd.concat(filled or [parts[0]], ignore_index=True))


def _table(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return rows with the columns and types of the table."""
    tidy = pd.DataFrame(rows).reindex(columns=COLUMNS)
    named = {
        name: tidy[name].astype("object").where(tidy[name].notna(), None).astype("str")
        for name in ("name_en", "name_cy")
    }
    return gpd.GeoDataFrame(
        tidy.assign(rank=tidy["rank"].astype("int64"), **named),
        geometry="geometry",
        crs=BRITISH_GRID,
    )

"""The ground from Ordnance Survey's open maps: roads, railways, water, woods, towns and names."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.file_kinds import OS_OPEN
from data.files.archive import Member
from data.geometry.coast import Frame
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.readers.open_maps.layers import OsLayer, column_of, layers_of, read_os_layer
from data.readers.open_maps.names import read_os_names
from data.schema import BRITISH_GRID

# LOCAL_ROADS: streets are read only if the ground is of at most so many square metres: a town.
# HAMLETS: the same for the names of hamlets.
LOCAL_ROADS, HAMLETS = 1e9, 1e9
# LEAST: the smallest wood, water and built-up area, as a share of the ground.
LEAST = {"wood": 2e-5, "water": 4e-6, "town": 2e-5}
# LARGE: from so many times the smallest size on, a wood or a water has the first rank.
LARGE = 10
ROAD_RANKS = {"motorway": 1, "primary": 1, "aroad": 2, "broad": 3}
ROADS_OF = {"roadsnational": 2, "roadsregional": 3, "roadslocal": 4, "roadlink": 4}
WATERLINE_RANKS = {"national": 1, "regional": 2, "district": 3, "local": 4}
RAIL_RANKS = {"multitrack": 1, "singletrack": 1, "narrowgauge": 2}
PLACE_RANKS = {
    **{"capital": 1, "city": 1, "town": 2, "village": 3, "suburbanarea": 4},
    **{"hamlet": 5, "smallsettlement": 5, "smallsettlements": 5, "othersettlement": 5},
}
HAMLET_RANK = 5
SETTLEMENTS = "localtype=City,Town,Village,Suburban Area,Hamlet,Other Settlement"
# LONG_RIVERS: the length of a named river in the ground from which it has each rank, in metres.
LONG_RIVERS = ((20_000, 1), (8_000, 2), (0, 3))
UNNAMED = 4


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What is drawn of the open maps, and the report of the file that each row is from."""

    # kind, rank, name_en, name_cy, file (the position of its report) and geometry.
    rows: gpd.GeoDataFrame
    accounts: list[FileReport] = field(default_factory=list)
    # The land of Great Britain near the area, if a map has it.
    land: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=object))


def load_os_open(
    layers: Sequence[Member], names: Sequence[Member], frame: Frame, report: LoadReport
) -> Drawn:
    """Load what the open maps have within a rectangle.

    Parameters
    ----------
    layers
        GeoPackages and shapefiles of OS Open Zoomstack, Roads, Rivers or Names.
    names
        CSV files of OS Open Names.
    frame
        West, south, east and north in metres.
    report
        The load report: of each file, how many features of the rectangle are drawn.

    Returns
    -------
    Drawn
        A row for each feature.

    Examples
    --------
    >>> load_os_open([zoomstack], [], frame, LoadReport()).rows["kind"].unique()  # doctest: +SKIP
    array(['wood', 'river', 'road'], dtype=object)
    """
    accounts: list[FileReport] = []
    parts: list[gpd.GeoDataFrame] = []
    land: list[np.ndarray] = []
    for member in layers:
        account = report.open_file(member, OS_OPEN)
        for name, layer in layers_of(member).items():
            if layer.name == "roadslocal" and _area(frame) > LOCAL_ROADS:
                continue
            where = SETTLEMENTS if layer.name == "namedplace" else ""
            read = read_os_layer(member, name, layer, frame, where=where)
            account.read += len(read)
            if layer.name == "land":
                account.used += len(read)
                land.append(shapely.make_valid(read.geometry.to_numpy()))
                continue
            parts.append(_rows(read, layer, frame).assign(file=len(accounts)))
        accounts.append(account)
    for member in names:
        places = read_os_names(member, frame)
        if len(places):
            accounts.append(report.open_file(member, OS_OPEN))
            accounts[-1].read = len(places)
            parts.append(_places(places, frame).assign(file=len(accounts) - 1))
    rows = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True)) if parts else _nothing()
    for at, account in enumerate(accounts):
        drawn = int((rows["file"] == at).sum())
        account.used += drawn
        leave_undrawn(account, account.read - account.used)
    return Drawn(rows=rows, accounts=accounts, land=np.concatenate(land) if land else _no_land())


def without_groups(
    drawn: Drawn, dropped: Sequence[tuple[str, int]], replaced: Sequence[str] = ()
) -> None:
    """Count as left out what doesn't fit on the map, or is drawn from another file.

    Parameters
    ----------
    drawn
        The open maps.
    dropped
        Kind and rank of what is not drawn.
    replaced
        The kinds that the partnership's own layer has.

    Examples
    --------
    >>> without_groups(Drawn(rows=_nothing()), [("river", 4)])
    """
    of = zip(drawn.rows["kind"], drawn.rows["rank"], drawn.rows["file"], strict=True)
    lost = Counter(
        int(file) for kind, rank, file in of if kind in replaced or (kind, rank) in dropped
    )
    for file, number in lost.items():
        drawn.accounts[file].used -= number
        leave_undrawn(drawn.accounts[file], number)


def leave_undrawn(account: FileReport, number: int) -> None:
    """Count features as not drawn, without storing them.

    Parameters
    ----------
    account
        The report of their file.
    number
        How many they are.

    Examples
    --------
    >>> account = FileReport(file="a.gpkg", kind="os_open", sha256="")
    >>> leave_undrawn(account, 2)
    >>> account.left_out
    {<Reason.NOT_DRAWN: "left out to keep the map's background small">: 2}
    """
    if number:
        account.left_out[Reason.NOT_DRAWN] = account.left_out.get(Reason.NOT_DRAWN, 0) + number


def _rows(read: gpd.GeoDataFrame, layer: OsLayer, frame: Frame) -> gpd.GeoDataFrame:
    make: Callable[[gpd.GeoDataFrame, Frame], gpd.GeoDataFrame] = {
        "woodland": lambda rows, of: _surfaces(rows, "wood", of),
        "surfacewater": lambda rows, of: _surfaces(rows, "water", of),
        "urbanareas": lambda rows, of: _surfaces(rows, "town", of),
        "waterlines": lambda rows, of: _lines(rows, "river", _typed(rows, WATERLINE_RANKS), of),
        "rail": lambda rows, of: _lines(rows, "rail", _typed(rows, RAIL_RANKS), of),
        "watercourselink": _rivers,
        "names": _places,
        "namedplace": _places,
    }.get(layer.name, lambda rows, of: _roads(rows, ROADS_OF[layer.name], of))
    return make(read, frame)


def _typed(read: pd.DataFrame, ranks: dict[str, int]) -> pd.Series:
    """Return the rank of each feature by its type; missing for types that aren't drawn."""
    return _plain(column_of(read, "type")).map(ranks)


def _plain(cells: pd.Series) -> pd.Series:
    return cells.str.lower().str.replace(r"[^a-z]", "", regex=True)


def _roads(read: gpd.GeoDataFrame, usual: int, frame: Frame) -> gpd.GeoDataFrame:
    """Return roads by their class; a road of another class has the usual rank of its layer."""
    of = _plain(column_of(read, "roadclassification", "class", "type"))
    ranks = of.map(ROAD_RANKS).fillna(usual)
    primary = column_of(read, "primaryroute", "primary").str.lower().isin(["true", "1"])
    ranks = ranks.where(~(primary & (of == "aroad")), 1)
    if _area(frame) > LOCAL_ROADS:
        ranks = ranks.where(ranks < ROADS_OF["roadslocal"])
    return _lines(read, "road", ranks, frame)


def _rivers(read: gpd.GeoDataFrame, frame: Frame) -> gpd.GeoDataFrame:
    """Return the links of rivers, ranked by the length of all links of their name."""
    names = column_of(read, "watercoursename", "name1")
    lengths = read.geometry.length.groupby(names).transform("sum")
    ranks = pd.Series(float(UNNAMED), read.index)
    for least, rank in reversed(LONG_RIVERS):
        ranks = ranks.where((names == "") | (lengths < least), rank)
    return _lines(read, "river", ranks, frame)


def _lines(read: gpd.GeoDataFrame, kind: str, ranks: pd.Series, frame: Frame) -> gpd.GeoDataFrame:
    shapes = shapely.clip_by_rect(read.geometry.to_numpy(), *frame)
    inside = ranks.notna().to_numpy() & ~shapely.is_empty(shapes)
    return _table(kind, ranks[inside].to_numpy(), shapes[inside])


def _surfaces(read: gpd.GeoDataFrame, kind: str, frame: Frame) -> gpd.GeoDataFrame:
    """Return the polygons that are large enough to be seen."""
    shapes = shapely.clip_by_rect(shapely.make_valid(read.geometry.to_numpy()), *frame)
    least = LEAST[kind] * _area(frame)
    areas = shapely.area(shapes)
    inside = areas >= least
    ranks = np.where(areas >= LARGE * least, 1, 2) if kind != "town" else np.ones(len(areas))
    return _table(kind, ranks[inside], shapes[inside])


def _places(read: gpd.GeoDataFrame, frame: Frame) -> gpd.GeoDataFrame:
    """Return the names of settlements, each in its own language."""
    ranks = _plain(column_of(read, "localtype", "type")).map(PLACE_RANKS)
    if _area(frame) > HAMLETS:
        ranks = ranks.where(ranks < HAMLET_RANK)
    points = shapely.centroid(read.geometry.to_numpy())
    first, second = column_of(read, "name1"), column_of(read, "name2")
    first_is = column_of(read, "name1language", "name1lang")
    second_is = column_of(read, "name2language", "name2lang")
    second = second.where(second != "", first)
    swapped = (first_is == "cym") | (second_is == "eng")
    inside = (ranks.notna() & (first != "")).to_numpy()
    table = _table("label", ranks[inside].to_numpy(), points[inside])
    table["name_en"] = first.where(~swapped, second)[inside].to_numpy()
    welsh = first.where(swapped, second.where(second_is == "cym", first))
    table["name_cy"] = welsh[inside].to_numpy()
    return table


def _table(kind: str, ranks: np.ndarray, shapes: np.ndarray) -> gpd.GeoDataFrame:
    columns = {"kind": kind, "rank": ranks.astype("int64"), "name_en": None, "name_cy": None}
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=BRITISH_GRID)


def _nothing() -> gpd.GeoDataFrame:
    empty = _table("road", np.empty(0), np.empty(0, dtype=object))
    return gpd.GeoDataFrame(empty.assign(file=0))


def _no_land() -> np.ndarray:
    return np.empty(0, dtype=object)


def _area(frame: Frame) -> float:
    west, south, east, north = frame
    return (east - west) * (north - south)

"""Reads the CSV files of OS Open Names, which come without a header, one for each square."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.coast import Frame
from data.messages import Message
from data.readers.text.delimited_text import heads_of_text
from data.schema import BRITISH_GRID

# COLUMNS: the columns that are read, by their position, in plain spelling.
COLUMNS = {
    **{0: "id", 2: "name1", 3: "name1lang", 4: "name2", 5: "name2lang"},
    **{7: "localtype", 8: "x", 9: "y"},
}
ADDRESS = "http://data.ordnancesurvey.co.uk/id/"
# MANY: the columns of a file have more than so many names.
MANY = 20
# SQUARE: the side of a file's square in metres. SMALL: up to so many bytes a file is of one square.
SQUARE, SMALL = 20_000, 64 << 20
SETTLEMENTS = ("City", "Town", "Village", "Suburban Area", "Hamlet", "Other Settlement")


def is_os_names(row: Sequence[str]) -> bool:
    """Return whether a row is of OS Open Names: its second cell is an address of the publisher.

    Parameters
    ----------
    row
        Cells; the header of the product, if somebody has put it in, counts too.

    Returns
    -------
    bool
        False for any other table.

    Examples
    --------
    >>> is_os_names(["osgb1", "http://data.ordnancesurvey.co.uk/id/1", *[""] * 32])
    True
    """
    if len(row) < MANY:
        return False
    return row[1].startswith(ADDRESS) or row[1].strip().upper() == "NAMES_URI"


def read_os_names(member: Member, frame: Frame) -> gpd.GeoDataFrame:
    """Read the settlements of a file within a rectangle.

    Parameters
    ----------
    member
        The file. One whose square lies elsewhere is not read.
    frame
        West, south, east and north in metres.

    Returns
    -------
    GeoDataFrame
        `name1`, `name1lang`, `name2`, `name2lang`, `localtype` and a point.

    Raises
    ------
    SourceError
        If a place of the file has no numbers as coordinates; the message names the row.

    Examples
    --------
    >>> read_os_names(file, (320e3, 180e3, 340e3, 200e3))["name1"].tolist()  # doctest: +SKIP
    ['Newport', 'Caerleon']
    """
    if _is_elsewhere(member, frame):
        return _places(pd.DataFrame(columns=list(COLUMNS.values())))
    with member.open() as stream:
        table = pd.read_csv(
            stream,
            header=None,
            usecols=list(COLUMNS),
            dtype="str",
            keep_default_na=False,
            encoding="utf-8-sig",
            encoding_errors="replace",
        ).rename(columns=COLUMNS)
    table = table[table["localtype"].isin(SETTLEMENTS)]
    places = table.assign(
        x=pd.to_numeric(table["x"], errors="coerce"), y=pd.to_numeric(table["y"], errors="coerce")
    )
    for axis, header in (("x", "GEOMETRY_X"), ("y", "GEOMETRY_Y")):
        wrong = places[axis].isna()
        if wrong.any():
            row = int(wrong[wrong].index[0])
            raise SourceError(
                file=member.path_shown,
                where=Message("where.row_column", row=row + 1, column=header),
                expected=Message("number.any"),
                found=str(table.at[row, axis]) or Message("found.nothing"),
            )
    west, south, east, north = frame
    inside = places["x"].between(west, east) & places["y"].between(south, north)
    return _places(places[inside])


def _is_elsewhere(member: Member, frame: Frame) -> bool:
    """Return whether the first place of a small file is further away than its square is wide."""
    if member.size > SMALL:
        return False
    with member.open() as stream:
        heads = heads_of_text(stream.read(1 << 14))
    rows = [cells for _, cells in (heads[0] if heads else []) if len(cells) >= MANY]
    west, south, east, north = frame
    for row in rows:
        try:
            x, y = float(row[8]), float(row[9])
        except ValueError:
            continue
        across = west - SQUARE <= x <= east + SQUARE
        return not (across and south - SQUARE <= y <= north + SQUARE)
    return False


def _places(table: pd.DataFrame) -> gpd.GeoDataFrame:
    points = gpd.points_from_xy(table["x"].astype(float), table["y"].astype(float))
    return gpd.GeoDataFrame(table, geometry=points, crs=BRITISH_GRID).reset_index(drop=True)

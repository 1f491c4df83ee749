"""Reads published layers of areas: polygons with a code and a name in every row."""

import re

import geopandas as gpd
import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.load_report.report import FileReport
from data.messages import Message
from data.readers.shapes import read_layer, repair_polygons, require_polygons


def read_areas(member: Member, account: FileReport) -> gpd.GeoDataFrame:
    """Read a layer of areas; every row has a polygon.

    Parameters
    ----------
    member
        The file.
    account
        Its report, in which repaired polygons are noted.

    Returns
    -------
    GeoDataFrame
        The layer in EPSG:27700, indexed by row from 1.

    Raises
    ------
    SourceError
        If it is no layer, or a row has no polygon.

    Examples
    --------
    >>> read_areas(wards_file, account)  # doctest: +SKIP
    """
    layer = read_layer(member)
    require_polygons(member, layer)
    account.read = len(layer)
    return repair_polygons(member, layer, account)


def newest_column(
    member: Member, table: pd.DataFrame, pattern: re.Pattern[str], expected: str
) -> str:
    """Return the newest of the columns that match a pattern: WD25CD rather than WD24CD.

    Parameters
    ----------
    member
        The file, for the message.
    table
        Its table.
    pattern
        A regular expression for the column's name.
    expected
        The expected columns in words, for the message.

    Returns
    -------
    str
        The column's name.

    Raises
    ------
    SourceError
        If no column matches.

    Examples
    --------
    >>> newest_column(wards_file, wards, WARD_CODE, "WD25CD")  # doctest: +SKIP
    'WD25CD'
    """
    matching = [str(name) for name in table.columns if pattern.match(str(name))]
    if not matching:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.columns"),
            expected=expected,
            found=", ".join(map(str, table.columns))[:300] or Message("found.no_columns"),
        )
    return max(matching)

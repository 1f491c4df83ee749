"""Reads the background of maps: neighbouring land, towns, roads, rivers and labels."""

import geopandas as gpd
import numpy as np
import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.shapes import first_row, read_layer, shown_cell
from data.schema import GROUND_KINDS

NAMES = ("name_en", "name_cy")
# MOST_RANKS: the largest rank, which is that of the smallest places.
MOST_RANKS = 100


def load_ground(member: Member, report: LoadReport) -> gpd.GeoDataFrame:
    """Load the background of maps.

    Parameters
    ----------
    member
        The layer.
    report
        The load report.

    Returns
    -------
    GeoDataFrame
        `kind`, `rank`, `name_en`, `name_cy` and geometry; names may be missing.

    Raises
    ------
    SourceError
        If it is no layer, or a row has no shape or an unknown kind or rank.

    Examples
    --------
    >>> load_ground(ground_file, LoadReport())["kind"].unique()  # doctest: +SKIP
    array(['land', 'road', 'river'], dtype=object)
    """
    account = report.open_file(member, "ground")
    layer = read_layer(member)
    account.read = account.used = len(layer)
    kinds = pd.Series(
        [isinstance(k, str) and k in GROUND_KINDS for k in layer["kind"]], layer.index
    )
    _require(member, layer, "kind", kinds, Message("ground.kind", kinds=GROUND_KINDS))
    ranks = pd.to_numeric(layer["rank"], errors="coerce")
    whole = ranks.between(1, MOST_RANKS) & (ranks % 1 == 0)
    _require(member, layer, "rank", whole, Message("ground.rank", most=MOST_RANKS))
    shapes = layer.geometry
    placed = shapes.notna() & ~shapes.is_empty & np.isfinite(shapes.bounds).all(axis=1)
    _require(member, layer, "geometry", placed, Message("ground.shape"))
    named = {name: _names(layer, name) for name in NAMES}
    tidy = layer[["kind", "geometry"]].assign(rank=ranks.astype("int64"), **named)
    return tidy[["kind", "rank", *NAMES, "geometry"]].reset_index(drop=True)


def _names(layer: pd.DataFrame, column: str) -> pd.Series:
    """Return the names in a column; missing where there is none."""
    if column not in layer:
        return pd.Series(None, layer.index, dtype="str")
    return layer[column].map(lambda cell: cell if isinstance(cell, str) else None).astype("str")


def _require(
    member: Member, layer: pd.DataFrame, column: str, fits: pd.Series, expected: Message
) -> None:
    """Raise SourceError for the first row that doesn't fit."""
    if fits.all():
        return
    row = first_row(~fits)
    found = Message("found.nothing") if column == "geometry" else shown_cell(layer.at[row, column])
    raise SourceError(
        file=member.path_shown,
        where=Message("where.row_column", row=row, column=column),
        expected=expected,
        found=found,
    )

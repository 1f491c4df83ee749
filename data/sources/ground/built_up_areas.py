"""The names of towns and villages from the official look-up of LSOAs to built-up areas."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd

from data.file_kinds import BUILT_UP
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.boundaries.layer import newest_column
from data.readers.csv_table import read_csv, require_columns
from data.schema import BRITISH_GRID

LSOA_CODE, CODE = "LSOA21CD", re.compile(r"BUA(\d\d)CD")
# RANKS: how many of the largest places have each rank; all others have the one after the last.
RANKS = (6, 12, 24)
# OF: the authority behind a name that several places have: "Newport (Newport)".
OF = r"\s*\([^()]*\)$"


def load_town_names(
    member: Member, lsoas: gpd.GeoDataFrame, residents: pd.Series, report: LoadReport
) -> gpd.GeoDataFrame:
    """Return a label for each built-up area that has an LSOA in the area.

    Parameters
    ----------
    member
        The look-up.
    lsoas
        The LSOAs of the area, with `area_code`.
    residents
        The residents of each LSOA; empty if they aren't known, so that each counts alike.
    report
        The load report. LSOAs in no built-up area are used too: they have no name.

    Returns
    -------
    GeoDataFrame
        `kind`, `rank`, `name_en`, `name_cy` and a point, the most residents first. The point is the
        middle of where its residents live.

    Raises
    ------
    SourceError
        If it is no CSV, or lacks a column.

    Examples
    --------
    >>> load_town_names(look_up, lsoas, residents, report)["name_cy"].tolist()  # doctest: +SKIP
    ['Casnewydd', 'Cwmbrân']
    """
    account = report.open_file(member, BUILT_UP)
    table = read_csv(member, needs=(LSOA_CODE,))
    code = newest_column(member, table, CODE, Message("columns.these", columns=("BUA22CD",)))
    name = code.removesuffix("CD") + "NM"
    require_columns(member, table, (name,))
    account.read = len(table)
    blank = table.isna().all(axis=1)
    report.leave_out(account, table[blank], Reason.BLANK_ROW)
    inside = table[LSOA_CODE].isin(lsoas["area_code"])
    report.leave_out(account, table[~inside & ~blank], Reason.OUTSIDE_THE_AREA)
    again = inside & table[LSOA_CODE].duplicated()
    report.leave_out(account, table[again], Reason.AREA_TWICE)
    own = table[inside & ~again]
    account.used = len(own)
    named = own.dropna(subset=[code, name]).set_index(LSOA_CODE)
    english = named[name].str.replace(OF, "", regex=True)
    of_wales = f"{name}W"
    welsh = named[of_wales].str.replace(OF, "", regex=True) if of_wales in named else english
    return _labels(
        pd.DataFrame({"code": named[code], "name_en": english, "name_cy": welsh.fillna(english)}),
        lsoas,
        residents,
    )


def _labels(
    places: pd.DataFrame, lsoas: gpd.GeoDataFrame, residents: pd.Series
) -> gpd.GeoDataFrame:
    """Return one row for each place: the middle of its LSOAs, weighed by residents."""
    middle = lsoas.set_index("area_code").geometry.representative_point()
    weight = residents.reindex(places.index)
    # A place of which no residents are known is placed by its LSOAs alone.
    weight = weight.fillna(0) if weight.gt(0).any() else pd.Series(1.0, places.index)
    weight = weight.clip(lower=1e-6)
    weighed = places.assign(
        residents=weight,
        x=middle.x.reindex(places.index) * weight,
        y=middle.y.reindex(places.index) * weight,
    )
    sums = weighed.groupby("code")[["residents", "x", "y"]].sum()
    sums = sums.join(places.drop_duplicates("code").set_index("code")[["name_en", "name_cy"]])
    sums = sums.sort_values(["residents", "name_en"], ascending=[False, True])
    points = gpd.points_from_xy(sums["x"] / sums["residents"], sums["y"] / sums["residents"])
    ranks = 1 + np.searchsorted(np.cumsum(RANKS), np.arange(len(sums)), side="right")
    return gpd.GeoDataFrame(
        {
            "kind": "label",
            "rank": ranks,
            "name_en": sums["name_en"].to_numpy(),
            "name_cy": sums["name_cy"].to_numpy(),
        },
        geometry=points,
        crs=BRITISH_GRID,
    )

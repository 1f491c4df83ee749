"""Locate partners' incidents in areas: by their point, else by their stated LSOA or ward."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from data.geometry.custom_levels import CustomLevel
from data.geometry.point_in_area import locate
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.schema import LSOA, WARD
from data.sources.incidents.times import times_of
from data.sources.lsoa_vintages import IRREGULAR, MERGED, SPLIT, LsoaChanges
from data.sources.validated_rows import ValidatedRows, leave_out_more

INCIDENT_COLUMNS = [
    *("month", "date", "hour", "minute", "until"),
    *("type", "lsoa_code", "ward_code", "x", "y", "offence_code"),
]


def locate_incidents(
    own: ValidatedRows, areas: gpd.GeoDataFrame, report: LoadReport, changes: LsoaChanges | None
) -> pd.DataFrame:
    """Locate incidents in LSOAs and wards, and leave out those outside the area.

    Parameters
    ----------
    own
        The valid rows of the file.
    areas
        The areas of all levels.
    report
        The load report.
    changes
        The changes of LSOAs from 2011 to 2021, if the look-up was brought.

    Returns
    -------
    DataFrame
        `month`, `date`, `hour`, `minute`, `until`, `type`, `lsoa_code`, `ward_code`, `x` and `y`;
        times, LSOA and coordinates are missing if they aren't known.

    Examples
    --------
    >>> locate_incidents(own, areas, LoadReport(), None)["ward_code"].tolist()  # doctest: +SKIP
    ['W05999003', 'W05999011']
    """
    ward_of = areas[areas["level"] == LSOA].set_index("area_code")["parent_code"]
    _convert_to_2021(own, ward_of, changes or LsoaChanges(), report)
    good = own.good
    pointed = good["x"].notna()
    for level in (LSOA, WARD):
        at_level = areas[areas["level"] == level]
        x, y = good.loc[pointed, "x"].to_numpy(), good.loc[pointed, "y"].to_numpy()
        good.loc[pointed, f"{level}_code"] = pd.array(locate(x, y, at_level), dtype="str")
    stated = ~pointed & good["lsoa_code"].notna()
    good.loc[stated, "ward_code"] = good.loc[stated, "lsoa_code"].map(ward_of).astype("str")
    inside = good["ward_code"].isin(areas.loc[areas["level"] == WARD, "area_code"])
    inside &= ~pointed | good["lsoa_code"].notna()
    leave_out_more(own, ~inside, Reason.OUTSIDE_THE_AREA, report)
    used = own.good.assign(month=own.good["date"].str[:7], **times_of(own.good))
    tidy: pd.DataFrame = used[INCIDENT_COLUMNS].reset_index(drop=True)
    return tidy


def in_further_areas(incidents: pd.DataFrame, further: Sequence[CustomLevel]) -> pd.DataFrame:
    """Add the areas of custom levels, such as towns, in which incidents are.

    Parameters
    ----------
    incidents
        The located incidents.
    further
        The custom levels.

    Returns
    -------
    DataFrame
        The incidents with a column such as `town_code` for each level; missing if the location
        isn't precise enough.

    Examples
    --------
    >>> in_further_areas(incidents, levels)["town_code"].tolist()  # doctest: +SKIP
    ['T01', None]
    """
    pointed = incidents["x"].notna()
    x, y = incidents.loc[pointed, "x"].to_numpy(), incidents.loc[pointed, "y"].to_numpy()
    for one in further:
        codes = pd.Series(None, incidents.index, dtype="str")
        if one.looked_up:
            codes = incidents[f"{one.looked_up}_code"].map(dict(one.area_of)).astype("str")
        else:
            codes[pointed] = pd.array(locate(x, y, one.areas), dtype="str")
        incidents = incidents.assign(**{f"{one.level}_code": codes})
    return incidents


def _convert_to_2021(
    own: ValidatedRows, ward_of: pd.Series, changes: LsoaChanges, report: LoadReport
) -> None:
    """Convert stated LSOAs of 2011 in rows without a point.

    A merged LSOA becomes its successor. A split one becomes a ward if all parts are in that ward;
    otherwise the row is left out.
    """
    codes = own.good.loc[own.good["x"].isna(), "lsoa_code"].dropna()
    old = codes[codes.isin(list(changes.change))]
    now = {code: changes.successors[code] for code in old.unique()}
    merged = {code: parts[0] for code, parts in now.items() if changes.change[code] == MERGED}
    wards = {code: {ward_of.get(part) for part in parts} for code, parts in now.items()}
    split = {
        code: ward.copy().pop()
        for code, ward in wards.items()
        if changes.change[code] == SPLIT and len(ward) == 1
    }
    for code, successor in merged.items():
        own.good.loc[old.index[old == code], "lsoa_code"] = successor
    for code, ward in split.items():
        own.good.loc[old.index[old == code], ["lsoa_code", "ward_code"]] = [None, ward]
    lost = old[~old.isin([*merged, *split])]
    for change, reason in (
        (SPLIT, Reason.SPLIT_SINCE_2011),
        (IRREGULAR, Reason.REDRAWN_SINCE_2011),
    ):
        rows = lost.index[lost.map(changes.change) == change]
        leave_out_more(own, pd.Series(own.good.index.isin(rows), own.good.index), reason, report)

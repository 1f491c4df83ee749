"""Where an incident is: by its point, else by the LSOA or the ward that it states."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from data.geometry.custom_levels import CustomLevel
from data.geometry.point_in_area import locate
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.schema import LSOA, WARD
from data.sources.lsoa_vintages import IRREGULAR, MERGED, SPLIT, LsoaChanges
from data.sources.validated_rows import ValidatedRows, leave_out_more

INCIDENT_COLUMNS = ["month", "date", "hour", "type", "lsoa_code", "ward_code", "x", "y"]


def locate_incidents(
    own: ValidatedRows, areas: gpd.GeoDataFrame, report: LoadReport, changes: LsoaChanges | None
) -> pd.DataFrame:
    """The rows that lie in the area, in their LSOA and ward; the others are left out."""
    ward_of = areas[areas["level"] == LSOA].set_index("area_code")["parent_code"]
    _bring_to_2021(own, ward_of, changes or LsoaChanges(), report)
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
    used = own.good
    clock = used["time"].fillna(used["date"].str[11:16]).fillna("")
    hour = pd.to_numeric(clock.str[:2], errors="coerce").astype("Int64")
    dated = used.assign(month=used["date"].str[:7], date=used["date"].str[:10], hour=hour)
    tidy: pd.DataFrame = dated[INCIDENT_COLUMNS].reset_index(drop=True)
    return tidy


def in_further_areas(incidents: pd.DataFrame, further: Sequence[CustomLevel]) -> pd.DataFrame:
    """With the towns and beats that they lie in; none where too little of the place is known."""
    pointed = incidents["x"].notna()
    x, y = incidents.loc[pointed, "x"].to_numpy(), incidents.loc[pointed, "y"].to_numpy()
    for one in further:
        found = pd.Series(None, incidents.index, dtype="str")
        if one.looked_up:
            found = incidents[f"{one.looked_up}_code"].map(dict(one.area_of)).astype("str")
        else:
            found[pointed] = pd.array(locate(x, y, one.areas), dtype="str")
        incidents = incidents.assign(**{f"{one.level}_code": found})
    return incidents


def _bring_to_2021(
    own: ValidatedRows, ward_of: pd.Series, changes: LsoaChanges, report: LoadReport
) -> None:
    """Rows without a point whose LSOA is one of 2011.

    One that was merged is its successor. Of one that was split the ward is known where all parts
    lie in one; any other can't be placed.
    """
    codes = own.good.loc[own.good["x"].isna(), "lsoa_code"].dropna()
    old = codes[codes.isin(list(changes.change))]
    now = {code: changes.successors[code] for code in old.unique()}
    merged = {code: found[0] for code, found in now.items() if changes.change[code] == MERGED}
    wards = {code: {ward_of.get(part) for part in found} for code, found in now.items()}
    split = {
        code: found.copy().pop()
        for code, found in wards.items()
        if changes.change[code] == SPLIT and len(found) == 1
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

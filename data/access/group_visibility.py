"""Rules for the list of groups and services: what each audience sees, and how old details are."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd

from data.access.viewer import Audience
from data.file_kinds import GROUPS
from data.schema import COUNTY, REFUGES
from data.sources.registry import SOURCES

# PLACED, CONCEALED, UNPLACED: the location is shown, known but not shown to this audience, unknown.
PLACED, CONCEALED, UNPLACED = "placed", "concealed", "unplaced"
CONFIRMED, OLD, UNDATED = AGES = ("confirmed", "old", "undated")
# Months after which a group's details are called old, as on the page of the sources.
OLD_AFTER = SOURCES[GROUPS].age_limit or 0


# Columns that can identify a group.
UNNAMED = ["name_en", "name_cy", "offers_en", "offers_cy"]


def visible_groups(audience: Audience, groups: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the groups, with coordinates and names only if the audience may see them.

    For the public a group without consent to be contacted has neither point nor name; it counts
    in its ward. A refuge has no ward either: it is listed as serving the whole area.

    Parameters
    ----------
    audience
        The audience.
    groups
        The table `groups`, in EPSG:27700.

    Returns
    -------
    pandas.DataFrame
        Indexed by group_id, with `x` and `y` in metres, and `placing`, which says why there are
        none: a refuge is always CONCEALED, another group UNPLACED if its location isn't known.

    Examples
    --------
    >>> visible_groups(Audience.PUBLIC, store.groups())  # doctest: +SKIP
    """
    known = pd.DataFrame(groups.drop(columns="geometry")).set_index("group_id", drop=False)
    known.index.name = None
    points = gpd.GeoSeries(groups["geometry"]).set_axis(known.index)
    refuge = known["kind"].isin(REFUGES)
    placed = points.notna() & ~refuge
    if audience is Audience.PUBLIC:
        placed &= known["public_contact"]
        names = known.columns.intersection(UNNAMED)
        known[names] = known[names].where(known["public_contact"])
    shown = points[placed]
    known["placing"] = np.select(
        [placed, refuge | points.notna()], [PLACED, CONCEALED], default=UNPLACED
    )
    known["x"], known["y"] = shown.x.reindex(known.index), shown.y.reindex(known.index)
    known["ward_code"] = known["ward_code"].mask(refuge)
    known["covers"] = known["covers"].mask(refuge, COUNTY)
    return known


def confirmation_status(last_confirmed: object, today: dt.date) -> str:
    """Return whether a group's details were confirmed within the limit, longer ago, or never.

    Parameters
    ----------
    last_confirmed
        ISO date; missing if unknown.
    today
        The day to count to.

    Returns
    -------
    str
        CONFIRMED, OLD or UNDATED.

    Examples
    --------
    >>> confirmation_status("2020-01-01", dt.date(2026, 11, 20))
    'old'
    """
    if not isinstance(last_confirmed, str) or not last_confirmed:
        return UNDATED
    return OLD if last_confirmed < _limit(today) else CONFIRMED


def _limit(today: dt.date) -> str:
    years, month = divmod(today.year * 12 + today.month - 1 - OLD_AFTER, 12)
    return f"{years:04d}-{month + 1:02d}-{today.day:02d}"

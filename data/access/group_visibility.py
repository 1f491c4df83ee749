"""What is seen of the list of groups and services: pure rules of audience and of age."""

import datetime as dt

import geopandas as gpd
import pandas as pd

from data.access.viewer import Audience
from data.file_kinds import GROUPS
from data.schema import COUNTY
from data.sources.registry import SOURCES

REFUGES = ("domestic_abuse_support",)
"""Where such help is given is never shown, whoever asks: neither its point nor its ward."""
CONFIRMED, OLD, UNDATED = AGES = ("confirmed", "old", "undated")
# OLD_AFTER: months after which a group's details are called old, as on the data page.
OLD_AFTER = SOURCES[GROUPS].age_limit or 0


UNNAMED = ["name_en", "name_cy", "offers_en", "offers_cy"]
"""What may say which group it is."""


def visible_groups(audience: Audience, groups: gpd.GeoDataFrame) -> pd.DataFrame:
    """The groups by number, with `x` and `y` in metres only where this audience may see a place.

    Without consent to be contacted a group has neither place nor name for the public: it counts
    in its ward. A refuge has no ward either: it is listed as serving the whole area.
    """
    known = pd.DataFrame(groups.drop(columns="geometry")).set_index("group_id", drop=False)
    known.index.name = None
    points = gpd.GeoSeries(groups["geometry"]).set_axis(known.index)
    refuge = known["kind"].isin(REFUGES)
    placed = points.notna() & ~refuge
    if audience is Audience.PUBLIC:
        placed &= known["public_contact"]
        said = known.columns.intersection(UNNAMED)
        known[said] = known[said].where(known["public_contact"])
    shown = points[placed]
    known["x"], known["y"] = shown.x.reindex(known.index), shown.y.reindex(known.index)
    known["ward_code"] = known["ward_code"].mask(refuge)
    known["covers"] = known["covers"].mask(refuge, COUNTY)
    return known


def confirmation_status(last_confirmed: object, today: dt.date) -> str:
    """Whether a group's details were confirmed within the limit, longer ago, or nobody says when.

    A day is compared with the same day so many months earlier.
    """
    if not isinstance(last_confirmed, str) or not last_confirmed:
        return UNDATED
    return OLD if last_confirmed < _limit(today) else CONFIRMED


def _limit(today: dt.date) -> str:
    years, month = divmod(today.year * 12 + today.month - 1 - OLD_AFTER, 12)
    return f"{years:04d}-{month + 1:02d}-{today.day:02d}"
